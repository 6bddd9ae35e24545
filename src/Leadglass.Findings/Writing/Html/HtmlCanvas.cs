using System.Runtime.CompilerServices;

namespace Leadglass.Findings.Writing.Html;

/// <summary>
/// Writes HTML in which text cannot become markup: of an interpolated string, only what stands literally in this program's source is markup,
/// and every value in a hole is made visible and escaped. There is no way to pass markup in a value.
/// </summary>
internal sealed class HtmlCanvas(TextWriter writer)
{
    public void Line([InterpolatedStringHandlerArgument("")] HtmlLine line)
    {
        _ = line; // the handler has written it already
        writer.Write('\n');
    }

    /// <summary>A style sheet that is part of the program, byte for byte as its hash in the content security policy expects it.</summary>
    public void Style(string styleSheet) => writer.Write($"<style>{styleSheet}</style>\n");

    internal void Markup(string literal) => writer.Write(literal);

    internal void Text(string text)
    {
        foreach (var character in VisibleText.Of(text))
        {
            switch (character)
            {
                case '&':
                    writer.Write("&amp;");
                    break;
                case '<':
                    writer.Write("&lt;");
                    break;
                case '>':
                    writer.Write("&gt;");
                    break;
                case '"':
                    writer.Write("&quot;");
                    break;
                case '\'':
                    writer.Write("&#39;");
                    break;
                default:
                    writer.Write(character);
                    break;
            }
        }
    }
}
