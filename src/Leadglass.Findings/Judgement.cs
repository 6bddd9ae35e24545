namespace Leadglass.Findings;

/// <summary>What a rule says about one observation, before it is tied to a target.</summary>
/// <param name="Verdict">The conclusion.</param>
/// <param name="Evidence">What was seen, one fact a line. May quote bytes from the wire; never patient data.</param>
public sealed record Judgement(Verdict Verdict, IReadOnlyList<string> Evidence)
{
    /// <summary>The harm under these circumstances, where it differs from the rule's own; the evidence says why.</summary>
    public Severity? Severity { get; init; }

    /// <summary>The product family whose remedy fits, where the rule knows better than the fingerprint.</summary>
    public string? Product { get; init; }

    /// <summary>The rule is violated.</summary>
    /// <param name="evidence">What shows it.</param>
    public static Judgement Fail(params string[] evidence) => new(Verdict.Fail, evidence);

    /// <summary>A weakness is possible or likely.</summary>
    /// <param name="evidence">What suggests it.</param>
    public static Judgement Warn(params string[] evidence) => new(Verdict.Warn, evidence);

    /// <summary>The rule was examined and holds.</summary>
    /// <param name="evidence">What shows it.</param>
    public static Judgement Pass(params string[] evidence) => new(Verdict.Pass, evidence);

    /// <summary>The rule was examined without a certain answer.</summary>
    /// <param name="evidence">Why there is none.</param>
    public static Judgement Inconclusive(params string[] evidence) => new(Verdict.Inconclusive, evidence);

    /// <summary>The rule was not examined.</summary>
    /// <param name="evidence">Why not, and how it can be.</param>
    public static Judgement NotTested(params string[] evidence) => new(Verdict.NotTested, evidence);
}
