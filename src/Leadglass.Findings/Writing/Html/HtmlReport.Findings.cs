namespace Leadglass.Findings.Writing.Html;

/// <content>The targets, and everything that was concluded about each.</content>
internal sealed partial class HtmlReport
{
    private void WriteTargets()
    {
        if (_view.Targets.Count == 0)
            return;
        _html.Line($"<section aria-labelledby=\"targets\">");
        _html.Line($"<h2 id=\"targets\">What was examined</h2>");
        _html.Line($"<table>");
        _html.Line($"<thead><tr><th scope=\"col\">Verdict</th><th scope=\"col\">Target</th><th scope=\"col\">Product</th><th scope=\"col\">Answer</th></tr></thead>");
        _html.Line($"<tbody>");
        foreach (var view in _view.Targets)
        {
            var target = view.Target;
            _html.Line($"<tr><td><span class=\"verdict {ClassOf(view.Standing)}\">{Wording.Of(view.Standing)}</span></td>");
            _html.Line($"<td><a class=\"target\" href=\"#target-{_targetNumbers[target.Id]}\">{target.Id}</a>");
            if (target.Name is { } name)
                _html.Line($"<span class=\"name\">{name}</span>");
            _html.Line($"</td><td>{target.Product ?? ""}</td><td>{target.Summary}</td></tr>");
        }

        _html.Line($"</tbody>");
        _html.Line($"</table>");
        _html.Line($"</section>");
    }

    private void WriteFindings()
    {
        _html.Line($"<section aria-labelledby=\"findings\">");
        _html.Line($"<h2 id=\"findings\">Findings</h2>");
        if (_view.Targets.Count == 0)
            _html.Line($"<p>Nothing was examined.</p>");
        foreach (var view in _view.Targets)
            WriteTarget(view);
        _html.Line($"</section>");
    }

    private void WriteTarget(TargetView view)
    {
        var target = view.Target;
        _html.Line($"<article id=\"target-{_targetNumbers[target.Id]}\">");
        _html.Line($"<h3><span class=\"target\">{target.Id}</span>");
        if (target.Name is { } name)
            _html.Line($"<span class=\"name\">{name}</span>");
        _html.Line($"</h3>");
        if (target.Product is { } product)
            _html.Line($"<p class=\"summary\"><b>{product}</b> {target.Summary}</p>");
        else
            _html.Line($"<p class=\"summary\">{target.Summary}</p>");
        if (!target.Complete)
            _html.Line($"<p class=\"incomplete\">Not everything that was meant to be examined here was examined.</p>");

        foreach (var chart in target.Charts)
            WriteChart(chart);
        WriteAssessments(target);
        var settled = view.Findings.Where(IsSettled).ToList();
        foreach (var finding in view.Findings.Where(finding => !IsSettled(finding)))
            WriteFinding(finding);
        if (settled.Count > 0)
        {
            _html.Line($"<details><summary>Also examined or left out <span class=\"amount\">{settled.Count}</span></summary>");
            foreach (var finding in settled)
                WriteFinding(finding);
            _html.Line($"</details>");
        }

        WriteFacts(target);
        _html.Line($"</article>");
    }

    private void WriteAssessments(Target target)
    {
        if (target.Assessments.Count == 0)
            return;
        _html.Line($"<h4>{Wording.Assessments}</h4>");
        _html.Line($"<dl class=\"assessments\">");
        foreach (var assessment in target.Assessments)
        {
            _html.Line($"<div><dt><span class=\"verdict {ClassOf(assessment.Verdict)}\">{assessment.Subject}</span><span class=\"name\">{assessment.Title}</span></dt><dd>");
            if (assessment.Details.Count == 0)
            {
                _html.Line($"<p>{assessment.Summary}</p>");
            }
            else
            {
                _html.Line($"<details><summary>{assessment.Summary}</summary><ul class=\"evidence\">");
                foreach (var fact in assessment.Details)
                    _html.Line($"<li>{fact}</li>");
                _html.Line($"</ul></details>");
            }

            _html.Line($"</dd></div>");
        }

        _html.Line($"</dl>");
    }

    /// <summary>Nothing to do and nothing unknown: it may stay folded.</summary>
    private static bool IsSettled(Finding finding) => finding.Verdict is Verdict.Pass or Verdict.NotTested;

    private void WriteFinding(Finding finding)
    {
        _html.Line($"<div class=\"finding {ClassOf(finding.Verdict)}\">");
        _html.Line($"<h4><span class=\"verdict {ClassOf(finding.Verdict)}\">{Wording.Of(finding.Verdict)}</span> {Wording.Claim(finding)}");
        _html.Line($"<a class=\"id\" href=\"#rule-{_ruleNumbers[finding.Rule.Id]}\">{finding.Rule.Id}</a>");
        if (Wording.Harm(finding) is { Length: > 0 } harm)
            _html.Line($"<span class=\"harm {harm}\">{harm}</span>");
        if (Wording.Change(finding, _view.Report.Baseline) is { Length: > 0 } change)
            _html.Line($"<span class=\"change\">{change}</span>");
        _html.Line($"</h4>");
        if (finding.Evidence.Count > 0)
        {
            _html.Line($"<ul class=\"evidence\">");
            foreach (var fact in finding.Evidence)
                _html.Line($"<li>{fact}</li>");
            _html.Line($"</ul>");
        }

        WriteLines("remedy", finding.Remedy);
        _html.Line($"</div>");
    }

    private void WriteFacts(Target target)
    {
        if (target.Facts.Count == 0)
            return;
        _html.Line($"<details><summary>What was learnt about it</summary><dl>");
        foreach (var (key, value) in target.Facts)
            _html.Line($"<div><dt>{key}</dt><dd>{value}</dd></div>");
        _html.Line($"</dl></details>");
    }
}
