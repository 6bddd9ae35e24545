namespace Leadglass.Findings.Writing;

/// <summary>A target with what was concluded about it, most urgent first.</summary>
internal sealed record TargetView(Target Target, IReadOnlyList<Finding> Findings)
{
    /// <summary>
    /// The target as a whole: <see cref="Verdict.Fail"/> for a failed rule of high severity, <see cref="Verdict.Warn"/> for any other problem.
    /// An incomplete examination without problems is <see cref="Verdict.Inconclusive"/>, never <see cref="Verdict.Pass"/>.
    /// </summary>
    public Verdict Standing
    {
        get
        {
            if (Findings.Any(finding => finding is { Verdict: Verdict.Fail, Severity: >= Severity.High }))
                return Verdict.Fail;
            if (Findings.Any(finding => finding.IsProblem))
                return Verdict.Warn;
            if (!Target.Complete || Findings.Any(finding => finding.Verdict == Verdict.Inconclusive))
                return Verdict.Inconclusive;
            return Findings.Any(finding => finding.Verdict == Verdict.Pass) ? Verdict.Pass : Verdict.NotTested;
        }
    }
}
