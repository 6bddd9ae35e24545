namespace Leadglass.Findings.Writing.Html;

/// <content>The rules that had a say, so that the page explains itself.</content>
internal sealed partial class HtmlReport
{
    private void WriteRules()
    {
        if (_ruleNumbers.Count == 0)
            return;
        _html.Line($"<section aria-labelledby=\"rules\">");
        _html.Line($"<h2 id=\"rules\">The rules behind the findings</h2>");
        foreach (var rule in _view.Rules)
            WriteRule(rule);
        _html.Line($"</section>");
    }

    private void WriteRule(Rule rule)
    {
        _html.Line($"<details class=\"rule\">");
        _html.Line($"<summary><span class=\"id\">{rule.Id}</span> {rule.Title} <span class=\"harm {Wording.Of(rule.Severity)}\">{Wording.Of(rule.Severity)}</span></summary>");
        // The id stands inside the fold: a browser opens the fold when a link leads there.
        _html.Line($"<dl id=\"rule-{_ruleNumbers[rule.Id]}\">");
        WriteEntry("What", rule.What);
        WriteEntry("Why", rule.Why);
        WriteEntry("How", rule.Detection);
        WriteEntry("How sure", rule.Limits);
        foreach (var remedy in rule.Remedies)
            WriteEntry($"Fix, {remedy.Product ?? "any system"}", remedy.Text);
        WriteEntry("Prove it", rule.Proof ?? "");
        WriteReferences(rule);
        _html.Line($"</dl>");
        _html.Line($"</details>");
    }

    private void WriteEntry(string term, string text)
    {
        if (text.Length == 0)
            return;
        _html.Line($"<div><dt>{term}</dt><dd>");
        WriteLines("line", text);
        _html.Line($"</dd></div>");
    }

    private void WriteReferences(Rule rule)
    {
        if (rule.References.Count == 0)
            return;
        _html.Line($"<div><dt>Sources</dt><dd><ul class=\"where\">");
        foreach (var reference in rule.References)
        {
            if (WebAddress.Of(reference) is { } address)
                _html.Line($"<li><a rel=\"noreferrer\" href=\"{address}\">{reference.Name}</a></li>");
            else
                _html.Line($"<li>{reference.Name}</li>");
        }

        _html.Line($"</ul></dd></div>");
    }
}
