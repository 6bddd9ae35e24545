using Leadglass.Dicom.Dictionary;

namespace Leadglass.Dicom.Data;

/// <summary>Tells whether bytes make sense as an element, by what follows it. Looks ahead through a window of its own.</summary>
internal sealed class HeaderSense(ByteSource source, long limit)
{
    /// <summary>Looks are short and far from each other: a larger window would read what nobody looks at.</summary>
    private readonly SourceWindow _window = new(source, size: 256);

    /// <summary>Read like this, the element ends before <paramref name="end"/>, and there something follows that could be the next one.</summary>
    public bool LeadsOn(long position, ElementHeader header, DataSetEncoding how, long end)
    {
        var value = position + header.Size;
        if (header.HasUndefinedLength)
            return StartsWithItem(value, how, end);
        if (!Fits(header, end - position))
            return false;

        var next = value + header.Length;
        if (next == end)
            return true;
        return TryRead(next, how, end, out var following)
            && (following.IsItemOrDelimiter
                || (following.Tag.CompareTo(header.Tag) > 0
                    && (how.IsExplicit() ? following.Vr.Rule is not null : IsKnown(following.Tag))
                    && Fits(following, end - next)));
    }

    public bool StartsWithItem(long position, DataSetEncoding how, long end) =>
        TryRead(position, how, end, out var first) && (first.Tag == Tags.Item || first.Tag == Tags.SequenceDelimitationItem);

    public bool TryRead(long position, DataSetEncoding how, long end, out ElementHeader header) =>
        ElementHeader.TryRead(_window.Look(position, Math.Clamp(Math.Min(end, limit) - position, 0, ElementHeader.Long)), how, out header);

    public static bool Fits(ElementHeader header, long rest) => header.HasUndefinedLength || header.Size + (long)header.Length <= rest;

    /// <summary>In the dictionary, or private.</summary>
    public static bool IsKnown(Tag tag) => tag.IsPrivate || Tags.VrOf(tag) != Vr.UN;
}
