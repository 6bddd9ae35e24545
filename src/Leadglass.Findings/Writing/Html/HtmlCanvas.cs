using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;

namespace Leadglass.Findings.Writing.Html;

/// <summary>
/// Writes HTML in which text cannot become markup: of an interpolated string, only what stands literally in this program's source is markup,
/// and every value in a hole is made visible and escaped. There is no way to pass markup in a value.
/// </summary>
/// <param name="writer">Where to.</param>
public sealed class HtmlCanvas(TextWriter writer)
{
    private const string Markers = "&<>\"'";

    /// <summary>Ends a line that <see cref="HtmlLine"/> has written while the compiler took the interpolated string apart.</summary>
    /// <param name="line">An interpolated string.</param>
    public void Line([InterpolatedStringHandlerArgument("")] HtmlLine line) => writer.Write('\n');

    /// <summary>Begins a page that may load nothing, run nothing, and use one style sheet only.</summary>
    /// <param name="title">Its title.</param>
    /// <param name="rules">The style sheet behind the colours that all pages have; its hash stands in the content security policy.</param>
    /// <param name="hasForms">Whether it has forms for the server that it comes from, which is then told that they come from its own page.</param>
    public void Head(string title, string rules, bool hasForms = false)
    {
        var style = $"{EmbeddedText.Read(EmbeddedText.Palette)}\n{rules}";
        var hash = Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(style)));
        Line($"<!doctype html>");
        Line($"<html lang=\"en\">");
        Line($"<head>");
        Line($"<meta charset=\"utf-8\">");
        Line($"<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'sha256-{hash}'; base-uri 'none'; form-action '{(hasForms ? "self" : "none")}'\">");
        Line($"<meta name=\"referrer\" content=\"{(hasForms ? "same-origin" : "no-referrer")}\">");
        Line($"<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">");
        Line($"<meta name=\"color-scheme\" content=\"light dark\">");
        Line($"<title>{title}</title>");
        writer.Write($"<style>{style}</style>\n");
        Line($"</head>");
    }

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
