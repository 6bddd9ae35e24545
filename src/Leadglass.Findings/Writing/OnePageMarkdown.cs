namespace Leadglass.Findings.Writing;

/// <summary>The one page for a ticket, a wiki or a terminal.</summary>
internal static class OnePageMarkdown
{
    public static void Write(Report report, TextWriter writer)
    {
        var page = new OnePage(report);
        writer.WriteLine($"# {OnePage.Title}");
        writer.WriteLine();
        writer.WriteLine($"{MarkdownText.Prose(page.When)}.");
        writer.WriteLine();
        writer.WriteLine($"**{MarkdownText.Prose(page.Answer)}**");
        writer.WriteLine();
        foreach (var (_, count, words) in page.Standing)
            writer.WriteLine($"- {count} {words}");
        if (page.Exposed.Count > 0)
        {
            Heading(writer, "What is exposed");
            foreach (var (verdict, target, worst) in page.Exposed)
                writer.WriteLine($"- {Wording.Of(verdict)}: {MarkdownText.Code(target)}: {MarkdownText.Prose(worst)}");
            if (page.FurtherExposed > 0)
                writer.WriteLine($"- and {page.FurtherExposed} more");
        }

        if (page.First.Count > 0)
        {
            Heading(writer, "Do first");
            foreach (var (index, (wrong, where, elsewhere, remedy, rule)) in page.First.Index())
                writer.WriteLine($"{index + 1}. **{MarkdownText.Prose(wrong)}** at {MarkdownText.Code(where)}{elsewhere}. {MarkdownText.Prose(remedy)} ({rule})");
        }

        if (page.Changes is var (since, better, rest))
        {
            Heading(writer, $"Since {since}");
            foreach (var line in better)
                writer.WriteLine($"- {MarkdownText.Prose(line)}");
            writer.WriteLine($"- {rest}");
        }

        writer.WriteLine();
        writer.WriteLine(MarkdownText.Prose(page.Limits));
    }

    private static void Heading(TextWriter writer, string text)
    {
        writer.WriteLine();
        writer.WriteLine($"## {text}");
        writer.WriteLine();
    }
}
