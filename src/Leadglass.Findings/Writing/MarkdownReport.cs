namespace Leadglass.Findings.Writing;

/// <summary>The report for a ticket or wiki: answer, fixes, then every finding by target. Untrusted text stands in code spans.</summary>
internal sealed class MarkdownReport
{
    private readonly ReportView _view;
    private readonly TextWriter _writer;

    private MarkdownReport(Report report, TextWriter writer)
    {
        _view = new ReportView(report);
        _writer = writer;
    }

    public static void Write(Report report, TextWriter writer) => new MarkdownReport(report, writer).Write();

    private void Write()
    {
        var report = _view.Report;
        _writer.WriteLine($"# {MarkdownText.Prose(Wording.Headline(report))}");
        _writer.WriteLine();
        _writer.WriteLine($"{MarkdownText.Code(report.Tool)} {MarkdownText.Code(report.Command)}, {Wording.Of(report.StartedAt)} to {Wording.Of(report.FinishedAt)}.");
        if (report.Baseline is { } baseline)
            WriteBaseline(baseline);
        WriteFixes();
        WriteTargets();
        WriteFindings();
    }

    private void WriteBaseline(BaselineComparison baseline)
    {
        _writer.WriteLine();
        _writer.WriteLine(Wording.Of(baseline));
        WriteEntries("Fixed", baseline.Fixed);
        WriteEntries("Not rechecked", baseline.NotRechecked);
    }

    private void WriteEntries(string heading, IReadOnlyList<BaselineEntry> entries)
    {
        if (entries.Count == 0)
            return;
        _writer.WriteLine();
        _writer.WriteLine($"{heading}:");
        _writer.WriteLine();
        foreach (var entry in entries)
            _writer.WriteLine($"- {entry.RuleId} {MarkdownText.Prose(entry.Title)}: {MarkdownText.Code(entry.Target)}");
    }

    private void WriteFixes()
    {
        if (_view.Fixes.Count == 0)
            return;
        Heading("Fix these first");
        foreach (var (index, fix) in _view.Fixes.Take(Fix.First).Index())
        {
            var targets = string.Join(", ", fix.Targets.Select(MarkdownText.Code));
            var change = fix.IsNew ? ", new" : "";
            _writer.WriteLine($"{index + 1}. **{MarkdownText.Prose(fix.Rule.Title)}** ({fix.Rule.Id}, {Wording.Of(fix.Severity)}{change})");
            _writer.WriteLine($"   at {targets}.");
            if (fix.Remedy.Length > 0)
                _writer.WriteLine($"   {MarkdownText.Prose(fix.Remedy)}");
        }
    }

    private void WriteTargets()
    {
        if (_view.Targets.Count == 0)
            return;
        Heading("What was examined");
        _writer.WriteLine("| | Target | Product | Answer |");
        _writer.WriteLine("|---|---|---|---|");
        foreach (var view in _view.Targets)
        {
            var target = view.Target;
            _writer.WriteLine(
                $"| {Wording.Of(view.Standing)} | {MarkdownText.CodeCell(Wording.Identity(target))} | {MarkdownText.CodeCell(target.Product ?? "")} "
                + $"| {MarkdownText.Prose(target.Summary)} |");
        }
    }

    private void WriteFindings()
    {
        if (_view.Report.Findings.Count == 0)
            return;
        _writer.WriteLine();
        _writer.WriteLine("## Findings");
        foreach (var view in _view.Targets.Where(view => view.Findings.Count > 0 || view.Target.Assessments.Count > 0))
        {
            _writer.WriteLine();
            _writer.WriteLine($"### {MarkdownText.Code(Wording.Identity(view.Target))}");
            WriteAssessments(view.Target);
            _writer.WriteLine();
            foreach (var finding in view.Findings)
                WriteFinding(finding);
        }
    }

    private void WriteAssessments(Target target)
    {
        if (target.Assessments.Count == 0)
            return;
        _writer.WriteLine();
        _writer.WriteLine($"| | {Wording.Assessments} | Answer | |");
        _writer.WriteLine("|---|---|---|---|");
        foreach (var assessment in target.Assessments)
        {
            _writer.WriteLine(
                $"| {Wording.Of(assessment.Verdict)} | {MarkdownText.Prose($"{assessment.Subject} {assessment.Title}")} | {MarkdownText.Prose(assessment.Summary)} "
                + $"| {string.Join("<br>", assessment.Details.Select(MarkdownText.CodeCell))} |");
        }
    }

    private void WriteFinding(Finding finding)
    {
        var harm = Wording.Harm(finding) is { Length: > 0 } severity ? $", {severity}" : "";
        var change = Wording.Change(finding, _view.Report.Baseline) is { Length: > 0 } state ? $", {state}" : "";
        var sources = string.Join(", ", finding.Rule.References.Select(MarkdownText.Link));
        _writer.WriteLine($"- **{Wording.Of(finding.Verdict)}**{harm}{change}: {finding.Rule.Id} {MarkdownText.Prose(Wording.Claim(finding))}{(sources.Length > 0 ? $" ({sources})" : "")}");
        foreach (var fact in finding.Evidence)
            _writer.WriteLine($"  - {MarkdownText.Code(fact)}");
        if (finding.Remedy.Length > 0)
            _writer.WriteLine($"  - Fix: {MarkdownText.Prose(finding.Remedy)}");
    }

    private void Heading(string text)
    {
        _writer.WriteLine();
        _writer.WriteLine($"## {text}");
        _writer.WriteLine();
    }
}
