namespace Leadglass.Findings.Writing;

/// <summary>The same answer for a pipe: one record a line, words instead of signs, nothing wrapped, nothing coloured.</summary>
internal sealed class PlainReport
{
    private readonly ReportView _view;
    private readonly ReportOptions _options;
    private readonly TextWriter _writer;

    private PlainReport(Report report, TextWriter writer, ReportOptions options)
    {
        _view = new ReportView(report);
        _options = options;
        _writer = writer;
    }

    public static void Write(Report report, TextWriter writer, ReportOptions options) => new PlainReport(report, writer, options).Write();

    private void Write()
    {
        Line(Wording.Headline(_view.Report));
        if (_view.Report.Baseline is { } baseline)
            Line(Wording.Of(baseline));
        foreach (var (target, standing) in _view.Targets.Select(view => (view.Target, view.Standing)))
            Line(Word(standing), Wording.Identity(target), target.Product ?? "-", target.Summary);
        foreach (var target in _view.WithAssessments(_options.All))
            WriteAssessments(target);
        foreach (var (index, fix) in _view.Fixes.Take(Fix.First).Index())
            Line($"FIX {index + 1}", Wording.Of(fix.Severity), fix.Rule.Id, string.Join(", ", fix.Targets), fix.Rule.Title, InOneLine(fix.Remedy));
        if (_options.All)
        {
            foreach (var finding in _view.Targets.SelectMany(view => view.Findings))
                WriteFinding(finding);
        }
        else if (_view.FurtherFindings > 0)
        {
            Line($"{Wording.Count(_view.FurtherFindings, "more finding")}: --all");
        }
    }

    private void WriteAssessments(Target target)
    {
        foreach (var assessment in target.Assessments)
            Line("ASSESSMENT", Word(assessment.Verdict), target.Id, assessment.Subject, assessment.Summary, _options.All ? string.Join("; ", assessment.Details) : "");
    }

    private void WriteFinding(Finding finding)
    {
        var evidence = string.Join("; ", finding.Evidence);
        Line("FINDING", Word(finding.Verdict), Wording.Of(finding.Severity), finding.Rule.Id, finding.Target, Wording.Claim(finding), evidence, InOneLine(finding.Remedy));
    }

    private static string Word(Verdict verdict) => Wording.Of(verdict).ToUpperInvariant().Replace(' ', '-');

    private static string InOneLine(string text) => text.ReplaceLineEndings(" ");

    private void Line(params IEnumerable<string> fields)
    {
        var visible = fields.Where(field => field.Length > 0).Select(field => _options.Unicode ? VisibleText.Of(field) : VisibleText.Ascii(field));
        _writer.WriteLine(string.Join("  ", visible));
    }
}
