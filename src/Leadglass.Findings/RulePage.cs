using System.Globalization;
using System.Text;
using Leadglass.Findings.Writing;

namespace Leadglass.Findings;

/// <summary>The page of one rule: what it sees, why it matters, how sure it is, how to fix it and how to prove it.</summary>
public static class RulePage
{
    private const int LabelWidth = 10;

    /// <summary>Writes the page for a terminal or, without a width, for a pipe.</summary>
    /// <param name="rule">The rule.</param>
    /// <param name="writer">Where to write it.</param>
    /// <param name="options">Width, colour and character set.</param>
    public static void Write(Rule rule, TextWriter writer, ReportOptions options)
    {
        var canvas = new TerminalCanvas(writer, options);
        Section(canvas, rule.Id, rule.Title);
        Section(canvas, Wording.Of(rule.Severity), string.Join(", ", rule.References.Select(reference => reference.Name)));
        canvas.BlankLine();
        Section(canvas, "What", rule.What);
        Section(canvas, "Why", rule.Why);
        Section(canvas, "How", rule.Detection);
        Section(canvas, "How sure", rule.Limits);
        foreach (var (index, remedy) in rule.Remedies.Index())
            Section(canvas, index == 0 ? "Fix" : "", $"{remedy.Product ?? "Any system"}: {remedy.Text}");
        Section(canvas, "Prove it", rule.Proof ?? "");
    }

    /// <summary>Renders the page as Markdown with LF line ends.</summary>
    /// <param name="rule">The rule.</param>
    /// <returns>The page.</returns>
    public static string Markdown(Rule rule)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"# {rule.Id}: {MarkdownText.Prose(rule.Title)}\n\nSeverity: {Wording.Of(rule.Severity)}");
        if (rule.References.Count > 0)
            text.Append(CultureInfo.InvariantCulture, $". Sources: {string.Join(", ", rule.References.Select(MarkdownText.Link))}");
        text.Append(".\n");
        Chapter(text, "What is seen", rule.What);
        Chapter(text, "Why it matters", rule.Why);
        Chapter(text, "How it is detected", rule.Detection);
        Chapter(text, "How sure it is", rule.Limits);
        Fixes(text, rule.Remedies);
        if (rule.Proof is { } proof)
            text.Append(CultureInfo.InvariantCulture, $"\n## Prove it\n\n    {VisibleText.Of(proof)}\n");
        return text.ToString();
    }

    private static void Section(TerminalCanvas canvas, string label, string text)
    {
        foreach (var (index, line) in text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Index())
            canvas.Row(0, new Cell(index == 0 ? label : "", LabelWidth, Ink.Strong), new Cell(line, canvas.Width - LabelWidth - 2));
    }

    private static void Chapter(StringBuilder text, string heading, string content)
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
