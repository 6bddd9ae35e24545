namespace Leadglass.Findings;

/// <summary>Decides what a finished command tells its caller.</summary>
public sealed record ExitPolicy
{
    /// <summary>The least severity that makes a command fail; <see cref="Severity.High"/> by default.</summary>
    public Severity FailOn { get; init; } = Severity.High;

    /// <summary>
    /// Decides the exit code of a report. Findings win over an interruption: what was found stays true although the run was cut short,
    /// and a caller that looks at 1 only must not miss it.
    /// </summary>
    /// <param name="report">A finished or interrupted run.</param>
    /// <returns><see cref="ExitCode.Findings"/>, <see cref="ExitCode.Incomplete"/> or <see cref="ExitCode.Clean"/>.</returns>
    public int Decide(Report report)
    {
        if (report.Findings.Any(finding => Counts(finding, report.Baseline)))
            return ExitCode.Findings;
        return report.Interruption is null ? ExitCode.Clean : ExitCode.Incomplete;
    }

    /// <summary>Says whether a finding makes the command fail: <see cref="Verdict.Fail"/> or <see cref="Verdict.Warn"/> at or above the threshold, and with a baseline only what is new.</summary>
    /// <param name="finding">The finding.</param>
    /// <param name="baseline">The comparison with an earlier run, or <see langword="null"/> if there is none.</param>
    /// <returns><see langword="true"/> if it alone leads to <see cref="ExitCode.Findings"/>.</returns>
    public bool Counts(Finding finding, BaselineComparison? baseline) =>
        finding.IsProblem && finding.Severity >= FailOn && (baseline is null || baseline.IsNew(finding));
}
