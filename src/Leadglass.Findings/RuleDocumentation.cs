using System.Globalization;
using System.Text;
using Leadglass.Findings.Writing;

namespace Leadglass.Findings;

/// <summary>The reference pages of the rules, made from the rules themselves.</summary>
public static class RuleDocumentation
{
    /// <summary>Renders an index and a page a rule, as Markdown with LF line ends.</summary>
    /// <param name="catalogue">The rules.</param>
    /// <returns>The text under its file name: <c>README.md</c> and <c>LG-AREA-NNN.md</c>.</returns>
    public static IReadOnlyDictionary<string, string> Render(RuleCatalogue catalogue)
    {
        var pages = catalogue.Rules.ToDictionary(rule => $"{rule.Id}.md", Page);
        pages.Add("README.md", Index(catalogue));
        return pages;
    }

    private static string Index(RuleCatalogue catalogue)
    {
        var text = new StringBuilder("# Rules\n\nGenerated from the rules; change the rule, not the page. `leadglass explain ID` prints the same text.\n");
        foreach (var area in catalogue.Rules.GroupBy(rule => rule.Id[..rule.Id.LastIndexOf('-')]))
        {
            text.Append(CultureInfo.InvariantCulture, $"\n## {area.Key}\n\n| Rule | True when it fails | Severity |\n|---|---|---|\n");
            foreach (var rule in area)
                text.Append(CultureInfo.InvariantCulture, $"| [{rule.Id}]({rule.Id}.md) | {MarkdownText.Prose(rule.Title)} | {Wording.Of(rule.Severity)} |\n");
        }

        return text.ToString();
    }

    private static string Page(Rule rule)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"# {rule.Id}: {MarkdownText.Prose(rule.Title)}\n\nSeverity: {Wording.Of(rule.Severity)}");
        if (rule.References.Count > 0)
            text.Append(CultureInfo.InvariantCulture, $". Sources: {string.Join(", ", rule.References.Select(MarkdownText.Link))}");
        text.Append(".\n");
        Section(text, "What is seen", rule.What);
        Section(text, "Why it matters", rule.Why);
        Section(text, "How it is detected", rule.Detection);
        Section(text, "How sure it is", rule.Limits);
        Fixes(text, rule.Remedies);
        if (rule.Proof is { } proof)
            text.Append(CultureInfo.InvariantCulture, $"\n## Prove it\n\n    {VisibleText.Of(proof)}\n");
        return text.ToString();
    }

    private static void Section(StringBuilder text, string heading, string content)
    {
        if (content.Length == 0)
            return;
        text.Append(CultureInfo.InvariantCulture, $"\n## {heading}\n");
        foreach (var paragraph in content.Split('\n', StringSplitOptions.RemoveEmptyEntries))
            text.Append(CultureInfo.InvariantCulture, $"\n{MarkdownText.Prose(paragraph)}\n");
    }

    private static void Fixes(StringBuilder text, IReadOnlyList<Remedy> remedies)
    {
        if (remedies.Count == 0)
            return;
        text.Append("\n## Fix\n\n");
        foreach (var remedy in remedies)
            text.Append(CultureInfo.InvariantCulture, $"- {MarkdownText.Prose(remedy.Product ?? "Any system")}: {MarkdownText.Prose(remedy.Text)}\n");
    }
}
