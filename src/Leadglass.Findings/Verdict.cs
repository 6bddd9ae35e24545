namespace Leadglass.Findings;

/// <summary>What a rule concluded about one target. "Could not find out" is a verdict of its own, never a silent pass.</summary>
public enum Verdict
{
    /// <summary>The rule is violated; the evidence shows it.</summary>
    Fail,

    /// <summary>A weakness that is possible or likely, or a recommendation that is not followed.</summary>
    Warn,

    /// <summary>The rule was examined and holds.</summary>
    Pass,

    /// <summary>The rule was examined and no certain answer could be had; the evidence says why.</summary>
    Inconclusive,

    /// <summary>The rule was not examined; the evidence says why, and how it can be.</summary>
    NotTested,
}
