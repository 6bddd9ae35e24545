using System.Globalization;
using System.Text;

namespace Leadglass.Findings;

/// <summary>
/// Makes untrusted text safe to look at: whatever is invisible, moves the cursor, reorders the line or starts an escape sequence is written out as <c>\u{1B}</c>.
/// Letters, marks, digits, punctuation and symbols of any script stay as they are.
/// </summary>
/// <remarks>
/// The result is one line without controls. It is for people: a backslash in the text is not escaped, so the original cannot be recovered from it; JSON carries the original.
/// Markup is not its business: a writer of HTML, Markdown, XML or CSV escapes the result for its own format.
/// </remarks>
public static class VisibleText
{
    /// <summary>Writes out everything that cannot be seen.</summary>
    /// <param name="text">Untrusted text, possibly not well-formed UTF-16.</param>
    /// <returns>The same text on one line, safe for a terminal.</returns>
    public static string Of(string text) => Escape(text, asciiOnly: false);

    /// <summary>Writes out everything that cannot be seen, and everything outside ASCII: for terminals that show nothing else.</summary>
    /// <param name="text">Untrusted text, possibly not well-formed UTF-16.</param>
    /// <returns>The same text on one line, printable ASCII only.</returns>
    public static string Ascii(string text) => Escape(text, asciiOnly: true);

    private static string Escape(string text, bool asciiOnly)
    {
        if (!text.AsSpan().ContainsAnyExceptInRange(' ', '~'))
            return text;

        var visible = new StringBuilder(text.Length + 16);
        var rest = text.AsSpan();
        while (!rest.IsEmpty)
        {
            // A lone surrogate decodes to nothing: its code unit is written out.
            var wellFormed = Rune.DecodeFromUtf16(rest, out var rune, out var length) == System.Buffers.OperationStatus.Done;
            if (wellFormed && IsVisible(rune) && (rune.IsAscii || !asciiOnly))
                visible.Append(rest[..length]);
            else
                visible.Append(CultureInfo.InvariantCulture, $"\\u{{{(wellFormed ? rune.Value : rest[0]):X}}}");
            rest = rest[length..];
        }

        return visible.ToString();
    }

    private static bool IsVisible(Rune rune) => Rune.GetUnicodeCategory(rune) switch
    {
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse => false,
        UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.OtherNotAssigned => false,
        _ => !IsBlankByDesign(rune.Value),
    };

    /// <summary>
    /// The code points of Unicode's Default_Ignorable_Code_Point that are letters or marks by category (fillers, inherent vowels, variation selectors),
    /// and the empty Braille pattern, which is a symbol that shows nothing.
    /// </summary>
    private static bool IsBlankByDesign(int codePoint) => codePoint is
        0x034F or 0x115F or 0x1160 or 0x17B4 or 0x17B5 or (>= 0x180B and <= 0x180F) or 0x2800 or 0x3164
        or (>= 0xFE00 and <= 0xFE0F) or 0xFFA0 or (>= 0xE0000 and <= 0xE0FFF);
}
