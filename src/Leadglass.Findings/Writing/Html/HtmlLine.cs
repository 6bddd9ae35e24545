using System.Runtime.CompilerServices;

namespace Leadglass.Findings.Writing.Html;

/// <summary>What the compiler makes of <c>$"&lt;p&gt;{text}&lt;/p&gt;"</c> for <see cref="HtmlCanvas.Line"/>: literals are markup, values are text.</summary>
[InterpolatedStringHandler]
internal readonly ref struct HtmlLine
{
    private readonly HtmlCanvas _canvas;

    // The compiler passes the sizes first; only a buffer would need them.
    public HtmlLine(int literalLength, int formattedCount, HtmlCanvas canvas) => _canvas = canvas;

    public void AppendLiteral(string literal) => _canvas.Markup(literal);

    public void AppendFormatted(string text) => _canvas.Text(text);

    public void AppendFormatted(int number) => _canvas.Text(number.ToString());
}
