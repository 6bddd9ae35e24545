using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;

namespace Leadglass.Dicom.Dictionary;

/// <summary>The data dictionary: constants for what code names, lookup for every element. Source: PS3.6 §6 to §9, PS3.7 §E.</summary>
public static partial class Tags
{
    private const int HexDigits = 8;

    private static readonly Lazy<FrozenDictionary<string, Tag>> Keywords = new(ReadKeywords);

    /// <summary>Looks up an element of the standard; repeating elements such as (60xx,3000) are found under each of their groups.</summary>
    /// <param name="tag">The tag.</param>
    /// <param name="entry">What the dictionary says.</param>
    /// <returns>Whether the dictionary knows the tag; it knows no private ones.</returns>
    public static bool TryFind(Tag tag, [NotNullWhen(true)] out TagEntry? entry)
    {
        var line = FindLine(tag);
        entry = line.IsEmpty ? null : Parse(tag, line);
        return entry is not null;
    }

    /// <summary>Looks up an element by its keyword; not the repeating ones.</summary>
    /// <param name="keyword">The keyword, such as <c>PatientID</c>.</param>
    /// <param name="tag">The tag.</param>
    /// <returns>Whether the dictionary knows the keyword.</returns>
    public static bool TryFindKeyword(string keyword, out Tag tag) => Keywords.Value.TryGetValue(keyword, out tag);

    /// <summary>The VR of an element in an implicit VR data set. Source: PS3.5 §A.1.</summary>
    /// <param name="tag">The tag.</param>
    /// <returns>
    /// The VR of the dictionary; of several, OW if it is among them and else the first. UL for group lengths, LO for private creators,
    /// UN for what is not known.
    /// </returns>
    public static Vr VrOf(Tag tag)
    {
        if (tag.IsGroupLength)
            return Vr.UL;
        if (tag.IsPrivate)
            return tag.Element is >= 0x0010 and <= 0x00FF ? Vr.LO : Vr.UN;

        var line = FindLine(tag);
        var vrs = line.IsEmpty ? line : Field(line, 2);
        if (vrs.Length < 2)
            return Vr.UN;
        return vrs.EndsWith("OW"u8) ? Vr.OW : new Vr(vrs[0], vrs[1]);
    }

    private static ReadOnlySpan<byte> FindLine(Tag tag)
    {
        Span<byte> key = stackalloc byte[HexDigits];
        tag.Value.TryFormat(key, out _, "X8", CultureInfo.InvariantCulture);
        var line = SortedLines.Find(TagTable.Lines, key);
        return line.IsEmpty && !tag.IsPrivate ? FindRepeating(key) : line;
    }

    private static ReadOnlySpan<byte> FindRepeating(scoped ReadOnlySpan<byte> key)
    {
        foreach (var range in RepeatingTagTable.Lines.Split((byte)'\n'))
        {
            var line = RepeatingTagTable.Lines[range];
            if (line.Length > HexDigits && Matches(line[..HexDigits], key))
                return line;
        }
        return default;
    }

    private static bool Matches(ReadOnlySpan<byte> mask, ReadOnlySpan<byte> key)
    {
        for (var i = 0; i < mask.Length; i++)
        {
            if (mask[i] != 'X' && mask[i] != key[i])
                return false;
        }
        return true;
    }

    private static ReadOnlySpan<byte> Field(ReadOnlySpan<byte> line, int index)
    {
        for (; index > 0; index--)
            line = line[(line.IndexOf((byte)'|') + 1)..];
        return line[..line.IndexOf((byte)'|')];
    }

    private static TagEntry Parse(Tag tag, ReadOnlySpan<byte> line)
    {
        SortedLines.TakeField(ref line);
        return new TagEntry(
            tag,
            SortedLines.TakeField(ref line),
            [.. SortedLines.TakeField(ref line).Split('/', StringSplitOptions.RemoveEmptyEntries).Select(static vr => new Vr(vr))],
            SortedLines.TakeField(ref line),
            SortedLines.TakeField(ref line) is "R",
            SortedLines.TakeField(ref line));
    }

    private static FrozenDictionary<string, Tag> ReadKeywords()
    {
        var keywords = new Dictionary<string, Tag>();
        foreach (var range in TagTable.Lines.Split((byte)'\n'))
        {
            var line = TagTable.Lines[range];
            if (line.Length > HexDigits)
                keywords[Encoding.UTF8.GetString(Field(line, 1))] = new Tag(uint.Parse(line[..HexDigits], NumberStyles.HexNumber, CultureInfo.InvariantCulture));
        }
        return keywords.ToFrozenDictionary();
    }
}
