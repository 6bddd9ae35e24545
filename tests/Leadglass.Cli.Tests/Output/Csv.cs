using System.Text;

namespace Leadglass.Cli.Tests.Output;

/// <summary>Reads comma-separated values as RFC 4180 §2 describes them, and nothing looser.</summary>
internal static class Csv
{
    public static IReadOnlyList<IReadOnlyList<string>> Read(string text)
    {
        var rows = new List<IReadOnlyList<string>>();
        var row = new List<string>();
        var at = text.StartsWith('\uFEFF') ? 1 : 0;
        while (at < text.Length)
        {
            row.Add(text[at] == '"' ? Quoted(text, ref at) : Plain(text, ref at));
            if (at < text.Length && text[at] == ',')
            {
                at++;
                continue;
            }

            if (at < text.Length && string.CompareOrdinal(text, at, "\r\n", 0, 2) != 0)
                throw new FormatException($"A record does not end with CRLF at {at}.");
            at += 2;
            rows.Add(row);
            row = [];
        }

        return rows;
    }

    private static string Quoted(string text, ref int at)
    {
        var cell = new StringBuilder();
        for (at++; ; at++)
        {
            if (text[at] != '"')
                cell.Append(text[at]);
            else if (at + 1 < text.Length && text[at + 1] == '"')
                cell.Append(text[++at]);
            else
                break;
        }

        at++;
        return cell.ToString();
    }

    private static string Plain(string text, ref int at)
    {
        var start = at;
        while (at < text.Length && text[at] is not (',' or '\r'))
        {
            if (text[at] is '"' or '\n')
                throw new FormatException($"A quote or a line feed outside quotes at {at}.");
            at++;
        }

        return text[start..at];
    }
}
