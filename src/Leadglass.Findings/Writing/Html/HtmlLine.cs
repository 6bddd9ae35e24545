using System.Globalization;
using System.Runtime.CompilerServices;

namespace Leadglass.Findings.Writing.Html;

/// <summary>What the compiler makes of <c>$"&lt;p&gt;{text}&lt;/p&gt;"</c> for <see cref="HtmlCanvas.Line"/>: literals are markup, values are text.</summary>
[InterpolatedStringHandler]
public readonly ref struct HtmlLine
{
    private readonly HtmlCanvas _canvas;

    /// <summary>Begins a line; called by the compiler.</summary>
    /// <param name="literalLength">Of no use without a buffer.</param>
    /// <param name="formattedCount">Of no use without a buffer.</param>
    /// <param name="canvas">The page.</param>
    public HtmlLine(int literalLength, int formattedCount, HtmlCanvas canvas) => _canvas = canvas;

    /// <summary>Writes markup.</summary>
    /// <param name="literal">From the source of the program.</param>
    public void AppendLiteral(string literal) => _canvas.Markup(literal);

    /// <summary>Writes text.</summary>
    /// <param name="text">Anything.</param>
    public void AppendFormatted(string text) => _canvas.Text(text);

    /// <summary>Writes a number.</summary>
    /// <param name="number">The number.</param>
    public void AppendFormatted(long number) => _canvas.Text(number.ToString(CultureInfo.InvariantCulture));
}
