using System.Text;

namespace Leadglass.Findings.Writing;

/// <summary>Text as GitHub-flavoured Markdown that means nothing but itself.</summary>
internal static class MarkdownText
{
    private const string Significant = "\\`*_{}[]<>|#~&$";

    /// <summary>A sentence. One line; mentions, links, markup and list markers are taken apart.</summary>
    public static string Prose(string text)
    {
        var visible = VisibleText.Of(text.ReplaceLineEndings(" "));
        var escaped = new StringBuilder(visible.Length + 8);
        for (var i = 0; i < visible.Length; i++)
        {
            var character = visible[i];
            if (character == '@')
                escaped.Append("`@`"); // a backslash does not keep GitHub from notifying whom it names; code does
            else if (NeedsBackslash(visible, i))
                escaped.Append('\\').Append(character);
            else
                escaped.Append(character);
        }

        return escaped.ToString();
    }

    /// <summary>Text from the wire, shown exactly: a code span, in which nothing is interpreted.</summary>
    public static string Code(string text)
    {
        var visible = VisibleText.Of(text);
        if (visible.Length == 0)
            return "";
        var fence = new string('`', LongestRunOfBackticks(visible) + 1);
        var padding = visible[0] is '`' or ' ' || visible[^1] is '`' or ' ' ? " " : "";
        return $"{fence}{padding}{visible}{padding}{fence}";
    }

    /// <summary>A code span inside a table, where a bar would end the cell even within code.</summary>
    public static string CodeCell(string text) => Code(text).Replace("|", "\\|", StringComparison.Ordinal);

    /// <summary>A link if there is somewhere to go, otherwise the name alone.</summary>
    public static string Link(Reference reference) =>
        WebAddress.Of(reference) is { } address ? $"[{Prose(reference.Name)}](<{address}>)" : Prose(reference.Name);

    private static bool NeedsBackslash(string text, int index)
    {
        var character = text[index];
        if (Significant.Contains(character, StringComparison.Ordinal))
            return true;
        var rest = text.AsSpan(index + 1);
        return character switch
        {
            ':' => rest.StartsWith("//"),
            '+' or '-' or '=' => index == 0,
            '.' => IsListNumber(text.AsSpan(0, index)) || text.AsSpan(0, index).EndsWith("www", StringComparison.OrdinalIgnoreCase),
            ')' => IsListNumber(text.AsSpan(0, index)),
            _ => false,
        };
    }

    private static bool IsListNumber(ReadOnlySpan<char> before) => before.Length is > 0 and < 10 && !before.ContainsAnyExceptInRange('0', '9');

    private static int LongestRunOfBackticks(string text)
    {
        var longest = 0;
        var run = 0;
        foreach (var character in text)
        {
            run = character == '`' ? run + 1 : 0;
            longest = Math.Max(longest, run);
        }

        return longest;
    }
}
