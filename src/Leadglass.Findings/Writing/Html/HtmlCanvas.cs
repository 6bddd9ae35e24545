using System.Runtime.CompilerServices;

namespace Leadglass.Findings.Writing.Html;

/// <summary>
/// Writes HTML in which text cannot become markup: of an interpolated string, only what stands literally in this program's source is markup,
/// and every value in a hole is made visible and escaped. There is no way to pass markup in a value.
/// </summary>
internal sealed class HtmlCanvas(TextWriter writer)
{
    private const string Markers = "&<>\"'";

    /// <summary>Ends a line that <see cref="HtmlLine"/> has written while the compiler took the interpolated string apart.</summary>
    public void Line([InterpolatedStringHandlerArgument("")] HtmlLine line) => writer.Write('\n');

    /// <summary>A style sheet that is part of the program, byte for byte as its hash in the content security policy expects it.</summary>
    public void Style(string styleSheet) => writer.Write($"<style>{styleSheet}</style>\n");

    internal void Markup(string literal) => writer.Write(literal);

    internal void Text(string text)
    {
        var rest = VisibleText.Of(text).AsSpan();
        while (rest.IndexOfAny(Markers) is >= 0 and var plain)
        {
            writer.Write(rest[..plain]);
            writer.Write(Escaped(rest[plain]));
            rest = rest[(plain + 1)..];
        }

        writer.Write(rest);
    }

    private static string Escaped(char marker) => marker switch
    {
        '&' => "&amp;",
        '<' => "&lt;",
        '>' => "&gt;",
        '"' => "&quot;",
        _ => "&#39;",
    };
}
