namespace Leadglass.Findings;

/// <summary>What one rule concluded about one target, with the evidence.</summary>
public sealed record Finding
{
    /// <summary>The rule that was judged.</summary>
    public required Rule Rule { get; init; }

    /// <summary>The <see cref="Target.Id"/> that it was judged about.</summary>
    public required string Target { get; init; }

    /// <summary>The conclusion.</summary>
    public required Verdict Verdict { get; init; }

    /// <summary>The harm; the rule's own unless circumstances change it.</summary>
    public required Severity Severity { get; init; }

    /// <summary>What was seen, one fact a line. Never patient data. Untrusted: may quote bytes from the wire.</summary>
    public required IReadOnlyList<string> Evidence { get; init; }

    /// <summary>What to do about it on this target; empty when nothing is to be done.</summary>
    public required string Remedy { get; init; }

    /// <summary>Whether something is to be done: <see cref="Verdict.Fail"/> or <see cref="Verdict.Warn"/>.</summary>
    public bool IsProblem => Verdict is Verdict.Fail or Verdict.Warn;
}
