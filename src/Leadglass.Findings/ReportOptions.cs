namespace Leadglass.Findings;

/// <summary>How a report is written. The defaults suit a file or a pipe.</summary>
public sealed record ReportOptions
{
    /// <summary>Width of the terminal in cells; <see langword="null"/> (the default) writes plain lines that are never wrapped.</summary>
    public int? Width { get; init; }

    /// <summary>Whether terminal text is coloured; off by default. Colour only repeats what signs and words say.</summary>
    public bool Color { get; init; }

    /// <summary>Whether terminal text may leave ASCII; on by default.</summary>
    public bool Unicode { get; init; } = true;

    /// <summary>Whether terminal text lists every finding instead of the first to fix; off by default.</summary>
    public bool All { get; init; }

    /// <summary>Whether only what fits on one sheet is written, for who decides: by HTML, Markdown and text; off by default.</summary>
    public bool OnePage { get; init; }

    /// <summary>What makes a command fail: JUnit reports exactly this as a failure, so that a build server and the exit code agree.</summary>
    public ExitPolicy ExitPolicy { get; init; } = new();
}
