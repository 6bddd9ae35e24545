using System.Globalization;
using System.Text;

namespace Leadglass.Findings.Writing;

/// <summary>Measures text in terminal cells and breaks it into lines. Expects text that <see cref="VisibleText"/> made.</summary>
internal static class DisplayWidth
{
    public static int Of(string text)
    {
        var cells = 0;
        foreach (var rune in text.EnumerateRunes())
            cells += Of(rune);
        return cells;
    }

    /// <summary>Breaks at spaces; a word that is longer than a line is cut.</summary>
    /// <returns>At least one line, none wider than <paramref name="width"/> unless a single character is.</returns>
    public static List<string> Wrap(string text, int width)
    {
        var lines = new List<string>();
        var line = new StringBuilder();
        var used = 0;
        foreach (var word in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (used > 0 && used + 1 + Of(word) > width)
                Break();
            if (used > 0)
                Append(new Rune(' '));
            foreach (var rune in word.EnumerateRunes())
            {
                if (used > 0 && used + Of(rune) > width)
                    Break();
                Append(rune);
            }
        }

        if (used > 0 || lines.Count == 0)
            Break();
        return lines;

        void Append(Rune rune)
        {
            line.Append(rune.ToString());
            used += Of(rune);
        }

        void Break()
        {
            lines.Add(line.ToString());
            line.Clear();
            used = 0;
        }
    }

    private static int Of(Rune rune)
    {
        if (rune.IsAscii)
            return 1;
        if (Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark)
            return 0;
        return IsWide(rune.Value) ? 2 : 1;
    }

    // UAX #11: East_Asian_Width W and F, by block.
    private static bool IsWide(int codePoint) => codePoint is
        (>= 0x1100 and <= 0x115F) or (>= 0x2E80 and <= 0x303E) or (>= 0x3041 and <= 0xA4CF) or (>= 0xAC00 and <= 0xD7A3) or (>= 0xF900 and <= 0xFAFF)
        or (>= 0xFE30 and <= 0xFE6F) or (>= 0xFF00 and <= 0xFF60) or (>= 0xFFE0 and <= 0xFFE6) or (>= 0x1F300 and <= 0x1F64F) or (>= 0x1F900 and <= 0x1F9FF)
        or (>= 0x20000 and <= 0x3FFFD);
}
