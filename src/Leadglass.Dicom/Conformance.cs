namespace Leadglass.Dicom;

/// <summary>How strictly bytes are held against the standard; the same readers serve all three.</summary>
public enum Conformance
{
    /// <summary>Every deviation of the sender fails the read; also reports what a receiver is told not to test.</summary>
    Strict,

    /// <summary>What PS3 asks of a receiver: deviations that leave the meaning clear are reported, broken structure fails the read.</summary>
    Standard,

    /// <summary>Whatever can be understood is returned; everything that is wrong is reported.</summary>
    Lenient,
}
