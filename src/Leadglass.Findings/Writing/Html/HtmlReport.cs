namespace Leadglass.Findings.Writing.Html;

/// <summary>The report as one page: the answer, what to fix first, a table of targets, every finding, the rules behind them. No script, no network.</summary>
internal sealed partial class HtmlReport
{
    private readonly ReportView _view;
    private readonly HtmlCanvas _html;
    private readonly Dictionary<string, int> _targetNumbers;
    private readonly Dictionary<string, int> _ruleNumbers;

    private HtmlReport(Report report, TextWriter writer)
    {
        _view = new ReportView(report);
        _html = new HtmlCanvas(writer);
        _targetNumbers = _view.Targets.Select((view, index) => (view.Target.Id, index + 1)).DistinctBy(pair => pair.Id).ToDictionary();
        _ruleNumbers = _view.Rules.Select((rule, index) => (rule.Id, index + 1)).ToDictionary();
    }

    public static void Write(Report report, TextWriter writer) => new HtmlReport(report, writer).Write();

    private void Write()
    {
        _html.Head(Wording.Headline(_view.Report), EmbeddedText.Read(EmbeddedText.StyleSheet));
        _html.Line($"<body>");
        _html.Line($"<a class=\"skip\" href=\"#findings\">Skip to the findings</a>");
        WriteAnswer();
        _html.Line($"<main>");
        WriteFixes();
        WriteChanges();
        WriteTargets();
        WriteFindings();
        WriteRules();
        _html.Line($"</main>");
        WriteFooter();
        _html.Line($"</body>");
        _html.Line($"</html>");
    }

    private void WriteAnswer()
    {
        var report = _view.Report;
        _html.Line($"<header>");
        _html.Line($"<p class=\"brand\">Leadglass <span>{report.Command}</span></p>");
        if (report.Interruption is { } interruption)
            _html.Line($"<p class=\"cut-short\"><strong>Cut short.</strong> {interruption}</p>");
        _html.Line($"<h1>{report.Headline}</h1>");
        _html.Line($"<p class=\"when\">{Wording.Of(report.StartedAt)}, {Wording.Of(report.FinishedAt - report.StartedAt)}</p>");
        if (_view.Targets.Count > 0)
            WriteCounts();
        _html.Line($"</header>");
    }

    private void WriteCounts()
    {
        _html.Line($"<ul class=\"counts\" aria-label=\"Targets by verdict\">");
        foreach (var verdict in Enum.GetValues<Verdict>())
        {
            var count = _view.Count(verdict);
            if (count > 0)
                _html.Line($"<li class=\"{ClassOf(verdict)}\"><b>{count}</b> <span>{Wording.Of(verdict)}</span></li>");
        }

        _html.Line($"</ul>");
    }

    private void WriteFixes()
    {
        if (_view.Fixes.Count == 0)
            return;
        _html.Line($"<section aria-labelledby=\"fix\">");
        _html.Line($"<h2 id=\"fix\">Fix these first</h2>");
        _html.Line($"<ol class=\"fixes\">");
        foreach (var fix in _view.Fixes.Take(Fix.First))
        {
            _html.Line($"<li>");
            _html.Line($"<p class=\"claim\">{fix.Rule.Title} <a class=\"id\" href=\"#rule-{_ruleNumbers[fix.Rule.Id]}\">{fix.Rule.Id}</a> <span class=\"harm {Wording.Of(fix.Severity)}\">{Wording.Of(fix.Severity)}</span></p>");
            if (fix.IsNew)
                _html.Line($"<p class=\"change\">new since the last run</p>");
            WriteLines("remedy", fix.Remedy);
            _html.Line($"<ul class=\"where\">");
            foreach (var target in fix.Targets)
                _html.Line($"<li><a href=\"#target-{_targetNumbers[target]}\">{target}</a></li>");
            _html.Line($"</ul>");
            _html.Line($"</li>");
        }

        _html.Line($"</ol>");
        _html.Line($"</section>");
    }

    private void WriteChanges()
    {
        if (_view.Report.Baseline is not { } baseline)
            return;
        _html.Line($"<section aria-labelledby=\"changes\">");
        _html.Line($"<h2 id=\"changes\">What changed</h2>");
        _html.Line($"<p>{Wording.Of(baseline)}</p>");
        WriteEntries("New", baseline.New);
        WriteEntries("Fixed", baseline.Fixed);
        WriteEntries("Not rechecked", baseline.NotRechecked);
        _html.Line($"</section>");
    }

    private void WriteEntries(string heading, IReadOnlyList<BaselineEntry> entries)
    {
        if (entries.Count == 0)
            return;
        _html.Line($"<details><summary>{heading} <span class=\"amount\">{entries.Count}</span></summary><ul class=\"plain\">");
        foreach (var entry in entries)
            _html.Line($"<li><span class=\"id\">{entry.RuleId}</span> {entry.Title}: <span class=\"target\">{entry.Target}</span></li>");
        _html.Line($"</ul></details>");
    }

    private void WriteFooter()
    {
        var report = _view.Report;
        _html.Line($"<footer>");
        _html.Line($"<h2>How to read this</h2>");
        _html.Line($"<p><b>fail</b>: the rule is violated and the evidence shows it. <b>warn</b>: a weakness is likely, or a recommendation is not followed. <b>pass</b>: the rule was examined and holds. <b>inconclusive</b>: it was examined without a certain answer. <b>not tested</b>: it was not examined; the evidence says why.</p>");
        _html.Line($"<p>Names and versions come from the systems themselves and are shown as they were received; what cannot be seen is written out, for example <code>{@"\u{1B}"}</code>.</p>");
        _html.Line($"<p>{report.Tool}, command {report.Command}. Started {Wording.Of(report.StartedAt)}, finished {Wording.Of(report.FinishedAt)}.</p>");
        _html.Line($"</footer>");
    }

    private void WriteLines(string style, string text)
    {
        foreach (var line in text.Split('\n', StringSplitOptions.RemoveEmptyEntries))
            _html.Line($"<p class=\"{style}\">{line}</p>");
    }

    internal static string ClassOf(Verdict verdict) => Wording.Of(verdict).Replace(' ', '-');
}
