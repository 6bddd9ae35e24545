using System.Globalization;

namespace Leadglass.Findings.Writing;

/// <summary>What a manager reads of a report: so little that it fits on one sheet, whatever the report holds.</summary>
internal sealed class OnePage
{
    private const int MostExposed = 5;
    private const int MostFirst = 3;
    private const int MostChanges = 3;
    private const int LongestName = 48;
    private const int LongestLine = 120;
    private const int LongestRemedy = 170;

    private readonly ReportView _view;

    public OnePage(Report report) => _view = new ReportView(report);

    public static string Title => "Security of our imaging systems";

    /// <summary>How old this is, and whether it is whole.</summary>
    public string When => $"As of {_view.Report.FinishedAt.ToString("d MMMM yyyy", CultureInfo.InvariantCulture)}{(_view.Report.Interruption is null ? "" : "; the examination was cut short")}";

    /// <summary>The answer in one sentence.</summary>
    public string Answer
    {
        get
        {
            var (failed, weak, unknown, fine) = (_view.Count(Verdict.Fail), _view.Count(Verdict.Warn), _view.Count(Verdict.Inconclusive) + _view.Count(Verdict.NotTested), _view.Count(Verdict.Pass));
            return _view.Targets.Count == 0 ? "Nothing was examined, so nothing is known."
                : failed > 0 ? $"{failed} of {Wording.Count(_view.Targets.Count, "target")} must be repaired."
                : weak > 0 ? $"No serious problem was found; {weak} of {Wording.Count(_view.Targets.Count, "target")} should be improved."
                : unknown > 0 ? $"No problem was found, but {unknown} of {Wording.Count(_view.Targets.Count, "target")} could not be judged."
                : $"{(fine == 1 ? "The one target that was examined holds" : $"All {fine} targets that were examined hold")}.";
        }
    }

    /// <summary>Targets by how they stand: how many, and in which words.</summary>
    public IEnumerable<(Verdict Verdict, int Count, string Words)> Standing =>
        from verdict in Enum.GetValues<Verdict>()
        let count = _view.Count(verdict)
        where count > 0
        select (verdict, count, verdict switch
        {
            Verdict.Fail => "must be repaired",
            Verdict.Warn => "should be improved",
            Verdict.Pass => "in order",
            Verdict.Inconclusive => "not certain",
            _ => "not examined",
        });

    /// <summary>The targets with problems, worst first: what each is, and what is worst there.</summary>
    public IReadOnlyList<(Verdict Verdict, string Target, string Worst)> Exposed =>
    [
        .. Problematic.Take(MostExposed)
            .Select(static view => (view.Standing, Cut(Wording.Identity(view.Target), LongestName), Cut(Worst(view).Rule.Title, LongestLine))),
    ];

    /// <summary>How many more there are.</summary>
    public int FurtherExposed => Math.Max(0, Problematic.Count() - MostExposed);

    /// <summary>What to do first: what is wrong, where, and how it is mended.</summary>
    public IReadOnlyList<(string Wrong, string Where, string Elsewhere, string Remedy, string Rule)> First =>
    [
        .. _view.Fixes.Take(MostFirst).Select(static fix => (
            Cut(fix.Rule.Title, LongestLine), Cut(fix.Targets[0], LongestName), fix.Targets.Count > 1 ? $" and {Wording.Count(fix.Targets.Count - 1, "more place")}" : "", Cut(fix.Remedy.Split('\n', 2)[0], LongestRemedy), fix.Rule.Id)),
    ];

    /// <summary>What became better since the earlier run, and what did not; null where there is no earlier one.</summary>
    public (string Since, IReadOnlyList<string> Better, string Others)? Changes
    {
        get
        {
            if (_view.Report.Baseline is not { } baseline)
                return null;
            var better = baseline.Fixed.OrderByDescending(static entry => entry.Severity).Take(MostChanges).Select(static entry => Cut($"{entry.Title}: gone at {entry.Target}", LongestLine)).ToList();
            if (baseline.Fixed.Count > MostChanges)
                better.Add($"and {Wording.Count(baseline.Fixed.Count - MostChanges, "more problem")}");
            return (
                baseline.StartedAt.ToString("d MMMM yyyy", CultureInfo.InvariantCulture),
                better,
                $"{Wording.Count(baseline.New.Count, "new problem")}, {baseline.Unchanged.Count} as before, {baseline.NotRechecked.Count} not examined again.");
        }
    }

    /// <summary>What this sheet does not say.</summary>
    public string Limits =>
        $"Only what was examined is judged: {Wording.Count(_view.Targets.Count, "target")}, by {Cut(_view.Report.Tool, LongestName)}. {Wording.Count(_view.Report.Findings.Count(static finding => finding.Verdict == Verdict.Inconclusive), "question")} stayed open, "
        + $"{_view.Targets.Count(static view => !view.Target.Complete)} of the examinations are incomplete. The full report has the evidence.";

    private IEnumerable<TargetView> Problematic =>
        _view.Targets.Where(static view => view.Standing is Verdict.Fail or Verdict.Warn).OrderBy(static view => view.Standing).ThenByDescending(static view => Worst(view).Severity);

    private static Finding Worst(TargetView view) => view.Findings.Where(static finding => finding.IsProblem).MaxBy(static finding => finding.Severity)!;

    /// <summary>Cut where a word ends, if there is one; what is cut off is shown.</summary>
    private static string Cut(string text, int longest)
    {
        var visible = VisibleText.Of(text);
        if (visible.Length <= longest)
            return visible;
        var end = visible.LastIndexOf(' ', longest - 1) is > 0 and var blank && blank > longest / 2 ? blank : longest - 1;
        return $"{(char.IsHighSurrogate(visible[end - 1]) ? visible[..(end - 1)] : visible[..end])}…";
    }
}
