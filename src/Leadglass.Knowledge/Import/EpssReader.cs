using System.Globalization;
using System.Text.Json;

namespace Leadglass.Knowledge.Import;

/// <summary>Scores of the Exploit Prediction Scoring System, as the interface answers (JSON) or as the daily file has them (CSV).</summary>
internal static class EpssReader
{
    public static bool IsCsv(ReadOnlySpan<byte> bytes) => bytes.StartsWith("#model_version"u8) || bytes.StartsWith("cve,epss"u8);

    public static AdvisoryContent Read(JsonElement root) => Content(
        root.Items("data").Select(one => (one.Text("cve"), one.Text("epss"))),
        root.Items("data").Select(one => one.Day("date")).Max());

    public static AdvisoryContent ReadCsv(string text)
    {
        var lines = text.Split('\n');
        const string Date = "score_date:";
        var at = lines[0].IndexOf(Date, StringComparison.Ordinal);
        var day = at < 0 ? "" : lines[0][(at + Date.Length)..];
        var date = day.Length >= 10 && DateOnly.TryParseExact(day[..10], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var parsed) ? parsed : (DateOnly?)null;
        return Content(lines.Select(line => line.Split(',')).Where(cells => cells.Length >= 2).Select(cells => ((string?)cells[0], (string?)cells[1])), date);
    }

    private static AdvisoryContent Content(IEnumerable<(string? Cve, string? Score)> rows, DateOnly? date)
    {
        var scores = rows
            .Where(row => row.Cve?.StartsWith("CVE-", StringComparison.Ordinal) == true)
            .Select(row => (row.Cve, Score: double.TryParse(row.Score, NumberStyles.Float, CultureInfo.InvariantCulture, out var score) && score is >= 0 and <= 1 ? score : (double?)null))
            .Where(row => row.Score is not null)
            .Select(row => new Vulnerability { Id = row.Cve!, Epss = row.Score })
            .ToList();
        return scores.Count > 0 ? new AdvisoryContent("EPSS", scores, date) : throw new AdvisoryException("EPSS without a score");
    }
}
