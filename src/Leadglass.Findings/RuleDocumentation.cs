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
        var pages = catalogue.Rules.ToDictionary(rule => $"{rule.Id}.md", RulePage.Markdown);
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
}
