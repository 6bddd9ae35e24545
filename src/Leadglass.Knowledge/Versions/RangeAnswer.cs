namespace Leadglass.Knowledge.Versions;

/// <summary>Whether a version lies in a range.</summary>
public enum RangeAnswer
{
    /// <summary>It does not.</summary>
    Outside,

    /// <summary>It may: the range was not understood to its end, or cannot be compared with the version.</summary>
    Undecided,

    /// <summary>It does.</summary>
    Inside,
}
