using System.Text;

namespace Leadglass.Findings;

/// <summary>Rows of comma-separated values (RFC 4180, CRLF) of which no cell can become a formula in a spreadsheet.</summary>
public static class CsvRow
{
    private const string Triggers = "=+-@\t\r";

    /// <summary>Writes one row; control characters become visible.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="fields">The cells.</param>
    public static void Write(TextWriter writer, params ReadOnlySpan<string> fields)
    {
        ArgumentNullException.ThrowIfNull(writer);
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
