namespace Leadglass.Knowledge.Vex;

/// <summary>What somebody who knows says of a vulnerability in a product (OpenVEX 0.2.0, status labels).</summary>
public enum VexStatus
{
    /// <summary>Not known yet.</summary>
    UnderInvestigation,

    /// <summary>It is affected.</summary>
    Affected,

    /// <summary>It is not affected, for a reason.</summary>
    NotAffected,

    /// <summary>It has been mended.</summary>
    Fixed,
}
