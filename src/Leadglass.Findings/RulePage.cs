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

    private static void Section(TerminalCanvas canvas, string label, string text)
    {
        foreach (var (index, line) in text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Index())
            canvas.Row(0, new Cell(index == 0 ? label : "", LabelWidth, Ink.Strong), new Cell(line, canvas.Width - LabelWidth - 2));
    }
}
