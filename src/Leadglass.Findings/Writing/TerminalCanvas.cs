namespace Leadglass.Findings.Writing;

/// <summary>Lays out text in columns on a terminal. The only place that writes escape sequences, and everything it is given passes <see cref="VisibleText"/>.</summary>
internal sealed class TerminalCanvas(TextWriter writer, ReportOptions options)
{
    /// <summary>Cells between two columns.</summary>
    public const int Gap = 2;

    /// <summary>Narrower terminals overflow; on wider ones lines get too long to read.</summary>
    public int Width { get; } = Math.Clamp(options.Width ?? 100, 40, 160);

    public void BlankLine() => writer.WriteLine();

    public void Line(string text, Ink ink = Ink.Plain, int indent = 0) => Row(indent, new Cell(text, Width - indent, ink));

    /// <summary>Writes cells beside each other, as many lines as the longest of them needs.</summary>
    public void Row(int indent, params ReadOnlySpan<Cell> cells)
    {
        var columns = new List<string>[cells.Length];
        for (var i = 0; i < cells.Length; i++)
            columns[i] = DisplayWidth.Wrap(Visible(cells[i].Text), cells[i].Width);

        var height = columns.Max(column => column.Count);
        for (var row = 0; row < height; row++)
        {
            var pending = indent;
            for (var i = 0; i < cells.Length; i++)
            {
                var text = row < columns[i].Count ? columns[i][row] : "";
                if (text.Length > 0)
                {
                    writer.Write(new string(' ', pending));
                    writer.Write(Inked(text, cells[i].Ink));
                    pending = 0;
                }

                pending += cells[i].Width - DisplayWidth.Of(text) + Gap;
            }

            writer.WriteLine();
        }
    }

    public string Sign(Verdict verdict) => (verdict, options.Unicode) switch
    {
        (Verdict.Fail, true) => "✖",
        (Verdict.Warn, true) => "▲",
        (Verdict.Pass, true) => "●",
        (Verdict.NotTested, true) => "○",
        (Verdict.Fail, false) => "X",
        (Verdict.Warn, false) => "!",
        (Verdict.Pass, false) => "+",
        (Verdict.NotTested, false) => "-",
        _ => "?",
    };

    public static Ink InkOf(Verdict verdict) => verdict switch
    {
        Verdict.Fail => Ink.Bad,
        Verdict.Warn => Ink.Caution,
        Verdict.Pass => Ink.Good,
        Verdict.Inconclusive => Ink.Unsure,
        _ => Ink.Quiet,
    };

    public string Visible(string text) => options.Unicode ? VisibleText.Of(text) : VisibleText.Ascii(text);

    // ECMA-48 SGR with the eight basic colours, which follow the user's own theme.
    private string Inked(string text, Ink ink)
    {
        if (!options.Color)
            return text;
        return ink switch
        {
            Ink.Plain => text,
            Ink.Strong => $"\e[1m{text}\e[0m",
            Ink.Quiet => $"\e[2m{text}\e[0m",
            Ink.Bad => $"\e[1;31m{text}\e[0m",
            Ink.Caution => $"\e[33m{text}\e[0m",
            Ink.Good => $"\e[32m{text}\e[0m",
            _ => $"\e[36m{text}\e[0m",
        };
    }
}
