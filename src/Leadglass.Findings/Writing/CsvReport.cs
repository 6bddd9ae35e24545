using System.Text;

namespace Leadglass.Findings.Writing;

/// <summary>One row a finding, and one a target without findings (RFC 4180, CRLF). No cell can become a formula.</summary>
internal static class CsvReport
{
    private const string Triggers = "=+-@\t\r";

    public static void Write(Report report, TextWriter writer)
    {
        Row(writer, "target", "name", "product", "summary", "rule", "title", "verdict", "severity", "evidence", "remedy", "references", "change");
        foreach (var view in new ReportView(report).Targets)
        {
            var target = view.Target;
            if (view.Findings.Count == 0)
                Row(writer, target.Id, target.Name ?? "", target.Product ?? "", target.Summary, "", "", "", "", "", "", "", "");
            foreach (var finding in view.Findings)
            {
                Row(
                    writer,
                    target.Id,
                    target.Name ?? "",
                    target.Product ?? "",
                    target.Summary,
                    finding.Rule.Id,
                    finding.Rule.Title,
                    Wording.Of(finding.Verdict),
                    Wording.Of(finding.Severity),
                    string.Join("; ", finding.Evidence),
                    finding.Remedy.ReplaceLineEndings(" "),
                    string.Join("; ", finding.Rule.References.Select(reference => reference.Name)),
                    Wording.Change(finding, report.Baseline));
            }
        }
    }

    private static void Row(TextWriter writer, params ReadOnlySpan<string> fields)
    {
        for (var i = 0; i < fields.Length; i++)
        {
            if (i > 0)
                writer.Write(',');
            writer.Write(Field(fields[i]));
        }

        writer.Write("\r\n");
    }

    private static string Field(string text)
    {
        var harmless = WithoutFormula(VisibleText.Of(text));
        return harmless.AsSpan().ContainsAny(",;\"'") || harmless.StartsWith(' ') || harmless.EndsWith(' ')
            ? $"\"{harmless.Replace("\"", "\"\"", StringComparison.Ordinal)}\""
            : harmless;
    }

    /// <summary>
    /// Puts an apostrophe before every character that starts a formula at the start of a cell. A spreadsheet may split at separators and quotes that we
    /// did not mean (another list separator, a lenient parser), so whatever follows one of those counts as a start too.
    /// </summary>
    private static string WithoutFormula(string text)
    {
        var harmless = new StringBuilder(text.Length + 1);
        var atStart = true;
        foreach (var character in text)
        {
            if (atStart && IsTrigger(character))
                harmless.Append('\'');
            harmless.Append(character);
            atStart = character is '"' or ',' or ';' or '|' || (atStart && character is ' ' or '\'');
        }

        return harmless.ToString();
    }

    // The full-width forms are folded to the ASCII ones by spreadsheets in East Asian locales.
    private static bool IsTrigger(char character) => Triggers.Contains(character, StringComparison.Ordinal) || character is '＝' or '＋' or '－' or '＠';
}
