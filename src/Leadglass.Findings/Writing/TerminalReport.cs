namespace Leadglass.Findings.Writing;

/// <summary>The answer on one screen: headline, a line a target, what to fix first, where to read on.</summary>
internal sealed class TerminalReport
{
    private const int MostTargets = 30;
    private const int LeastSummary = 24;

    private readonly ReportView _view;
    private readonly ReportOptions _options;
    private readonly TerminalCanvas _canvas;

    private TerminalReport(Report report, TextWriter writer, ReportOptions options)
    {
        _view = new ReportView(report);
        _options = options;
        _canvas = new TerminalCanvas(writer, options);
    }

    public static void Write(Report report, TextWriter writer, ReportOptions options) => new TerminalReport(report, writer, options).Write();

    private void Write()
    {
        _canvas.Line(Wording.Headline(_view.Report), Ink.Strong);
        if (_view.Report.Baseline is { } baseline)
            _canvas.Line(Wording.Of(baseline));
        WriteTargets();
        foreach (var target in _view.WithAssessments(_options.All))
            WriteAssessments(target);
        WriteFixes();
        if (_options.All)
            WriteFindings();
        WriteFooter();
    }

    private void WriteTargets()
    {
        if (_view.Targets.Count == 0)
            return;

        _canvas.BlankLine();
        var shown = _options.All ? _view.Targets : [.. _view.Targets.Take(MostTargets)];
        var identity = Math.Min(Widest(shown, target => Wording.Identity(target)), _canvas.Width / 3);
        var product = Math.Min(Widest(shown, target => target.Product ?? ""), _canvas.Width / 4);
        var summary = _canvas.Width - 5 - identity - 2 - (product == 0 ? 0 : product + 2);
        foreach (var target in shown)
        {
            if (summary < LeastSummary)
                WriteStacked(target);
            else
                WriteAligned(target, identity, product, summary);
        }

        if (_view.Targets.Count > shown.Count)
            _canvas.Line($"and {_view.Targets.Count - shown.Count} more: --all", Ink.Quiet, indent: 2);
    }

    private int Widest(IReadOnlyList<TargetView> targets, Func<Target, string> text) => targets.Max(view => DisplayWidth.Of(_canvas.Visible(text(view.Target))));

    private void WriteAligned(TargetView view, int identity, int product, int summary)
    {
        var sign = SignOf(view.Standing);
        var first = new Cell(Wording.Identity(view.Target), identity);
        var last = new Cell(view.Target.Summary, summary);
        if (product == 0)
            _canvas.Row(2, sign, first, last);
        else
            _canvas.Row(2, sign, first, new Cell(view.Target.Product ?? "", product), last);
    }

    private void WriteStacked(TargetView view)
    {
        _canvas.Row(2, SignOf(view.Standing), new Cell(Wording.Identity(view.Target), _canvas.Width - 5));
        if (view.Target.Product is { } product)
            _canvas.Line(product, indent: 5);
        _canvas.Line(view.Target.Summary, indent: 5);
    }

    private Cell SignOf(Verdict verdict) => new(_canvas.Sign(verdict), 1, TerminalCanvas.InkOf(verdict));

    private void WriteAssessments(Target target)
    {
        _canvas.BlankLine();
        _canvas.Line($"{Wording.Identity(target)}, held against", Ink.Strong);
        var subject = Math.Min(target.Assessments.Max(assessment => DisplayWidth.Of(_canvas.Visible(assessment.Subject))), _canvas.Width / 4);
        foreach (var assessment in target.Assessments)
        {
            var indent = WriteClaim([SignOf(assessment.Verdict), new Cell(assessment.Subject, subject)], assessment.Summary);
            if (!_options.All)
                continue;
            _canvas.Line(assessment.Title, Ink.Quiet, indent);
            foreach (var fact in assessment.Details)
                _canvas.Row(indent, new Cell("-", 1, Ink.Quiet), new Cell(fact, _canvas.Width - indent - 3));
        }
    }

    private void WriteFixes()
    {
        if (_view.Fixes.Count == 0)
            return;

        _canvas.BlankLine();
        _canvas.Line("Fix these first", Ink.Strong);
        foreach (var (index, fix) in _view.Fixes.Take(Fix.First).Index())
            WriteFix(index + 1, fix);
    }

    private void WriteFix(int number, Fix fix)
    {
        var head = new Cell($"{number}.", 2);
        var severity = new Cell(Wording.Of(fix.Severity), 8, fix.Severity >= Severity.High ? Ink.Bad : Ink.Caution);
        var indent = WriteClaim([head, severity, new Cell(fix.Rule.Id, 10)], fix.IsNew ? $"{fix.Rule.Title} (new)" : fix.Rule.Title);
        _canvas.Line(Wording.Of(fix.Targets), Ink.Quiet, indent);
        foreach (var line in fix.Remedy.Split('\n', StringSplitOptions.RemoveEmptyEntries))
            _canvas.Line(line, indent: indent);
    }

    private void WriteFindings()
    {
        foreach (var view in _view.Targets.Where(view => view.Findings.Count > 0))
        {
            _canvas.BlankLine();
            _canvas.Line(Wording.Identity(view.Target), Ink.Strong);
            foreach (var finding in view.Findings)
                WriteFinding(finding);
        }
    }

    private void WriteFinding(Finding finding)
    {
        var indent = WriteClaim(
            [SignOf(finding.Verdict), new Cell(Wording.Of(finding.Verdict), 12), new Cell(Wording.Harm(finding), 8), new Cell(finding.Rule.Id, 10)],
            Wording.Claim(finding));
        foreach (var fact in finding.Evidence)
            _canvas.Row(indent, new Cell("-", 1, Ink.Quiet), new Cell(fact, _canvas.Width - indent - 3));
        foreach (var line in finding.Remedy.Split('\n', StringSplitOptions.RemoveEmptyEntries))
            _canvas.Row(indent, new Cell(">", 1, Ink.Good), new Cell(line, _canvas.Width - indent - 3));
    }

    /// <summary>Writes a claim beside its labels where there is room, otherwise below them.</summary>
    /// <returns>The indent of what belongs to the claim: below the second label.</returns>
    private int WriteClaim(Cell[] labels, string claim)
    {
        const int Indent = 2;
        var used = Indent + labels.Sum(label => label.Width + TerminalCanvas.Gap);
        var indent = Indent + labels[0].Width + TerminalCanvas.Gap;
        if (_canvas.Width - used >= LeastSummary)
        {
            _canvas.Row(Indent, [.. labels, new Cell(claim, _canvas.Width - used)]);
        }
        else
        {
            _canvas.Row(Indent, labels);
            _canvas.Line(claim, indent: indent);
        }

        return indent;
    }

    private void WriteFooter()
    {
        var more = _options.All || _view.FurtherFindings <= 0 ? "" : $"{Wording.Count(_view.FurtherFindings, "more finding")}: --all";
        var explain = _view.Fixes.Count == 0 ? "" : $"leadglass explain {_view.Fixes[0].Rule.Id}";
        if (explain.Length + more.Length == 0)
            return;

        _canvas.BlankLine();
        if (explain.Length == 0 || more.Length == 0)
            _canvas.Line(explain + more, Ink.Quiet);
        else
            _canvas.Row(0, new Cell(explain, explain.Length + 2, Ink.Quiet), new Cell(more, more.Length, Ink.Quiet));
    }
}
