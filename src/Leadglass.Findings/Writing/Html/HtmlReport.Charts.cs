using System.Globalization;

namespace Leadglass.Findings.Writing.Html;

/// <content>Charts as pictures inside the page: drawn in the colour of the text, so that dark pages and paper need nothing else.</content>
internal sealed partial class HtmlReport
{
    private const int Left = 64;
    private const int Right = 700;
    private const int Top = 14;
    private const int Bottom = 144;

    private void WriteChart(Chart chart)
    {
        if (chart.Points.Count < 2)
            return;
        var farthest = Math.Max(1, chart.Points.Max(static point => point.X));
        var highest = Math.Max(1, chart.Points.Max(static point => point.Y));
        var line = string.Join(' ', chart.Points.Select(point => $"{Between(Left, Right, point.X, farthest)},{Between(Bottom, Top, point.Y, highest)}"));
        var (first, last) = (chart.Points[0], chart.Points[^1]);
        _html.Line($"<figure>");
        // Whoever hears the page gets the numbers that the picture is read for.
        _html.Line($"<svg viewBox=\"0 0 720 176\" role=\"img\" aria-label=\"{chart.Title}: {Number(first.Y)} after {Number(first.X)} {chart.Along}, {Number(last.Y)} after {Number(last.X)}.\" fill=\"currentColor\" font-size=\"12\">");
        _html.Line($"<path d=\"M{Left} {Top}V{Bottom}H{Right}\" fill=\"none\" stroke=\"currentColor\" stroke-opacity=\"0.4\"/>");
        _html.Line($"<polyline points=\"{line}\" fill=\"none\" stroke=\"currentColor\" stroke-width=\"2\" stroke-linejoin=\"round\"/>");
        _html.Line($"<text x=\"{Left - 8}\" y=\"{Top + 4}\" text-anchor=\"end\">{Number(highest)}</text>");
        _html.Line($"<text x=\"{Left - 8}\" y=\"{Bottom + 4}\" text-anchor=\"end\">0</text>");
        _html.Line($"<text x=\"{Left}\" y=\"{Bottom + 20}\">0</text>");
        _html.Line($"<text x=\"{Right}\" y=\"{Bottom + 20}\" text-anchor=\"end\">{Number(farthest)} {chart.Along}</text>");
        _html.Line($"</svg>");
        _html.Line($"<figcaption>{chart.Title}</figcaption>");
        _html.Line($"</figure>");
    }

    /// <summary>A value's place between the ends of an axis, rounded to whole units of the picture.</summary>
    private static int Between(int from, int to, long value, long greatest) => from + (int)Math.Round((double)value / greatest * (to - from), MidpointRounding.AwayFromZero);

    private static string Number(long value) => value.ToString("N0", CultureInfo.InvariantCulture);
}
