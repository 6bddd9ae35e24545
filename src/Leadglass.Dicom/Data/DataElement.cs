using System.Buffers.Binary;
using System.Text;
using Leadglass.Dicom.Dictionary;

namespace Leadglass.Dicom.Data;

/// <summary>A data element: a value, a sequence of items, or fragments of encapsulated pixel data. Source: PS3.5 §7.1.</summary>
/// <remarks>
/// An element that was read is written back, in the encoding it was read in, with the very bytes it had.
/// A copy made by <c>with</c> is a new element: it is encoded from its properties.
/// </remarks>
public sealed record DataElement
{
    /// <summary>An element with an encoded value.</summary>
    /// <param name="tag">The tag.</param>
    /// <param name="vr">The VR.</param>
    /// <param name="value">The value as it stands on the wire, little endian; it is padded when written.</param>
    public DataElement(Tag tag, Vr vr, ReadOnlyMemory<byte> value)
    {
        Tag = tag;
        Vr = vr;
        Value = value;
    }

    /// <summary>An element with text in the VR that the dictionary gives its tag; an empty one matches all in a query.</summary>
    /// <param name="tag">A tag that the dictionary knows.</param>
    /// <param name="text">The text; values are separated by a backslash. Characters above U+00FF need another constructor and a character set.</param>
    /// <exception cref="ArgumentException">The text holds such a character.</exception>
    public DataElement(Tag tag, string text = "") : this(tag, Tags.VrOf(tag), Latin1(text))
    {
    }

    /// <summary>A US element with one value.</summary>
    /// <param name="tag">The tag.</param>
    /// <param name="number">The value.</param>
    public DataElement(Tag tag, ushort number) : this(tag, Vr.US, LittleEndian(number))
    {
    }

    /// <summary>A sequence, with a defined length.</summary>
    /// <param name="tag">The tag.</param>
    /// <param name="items">The items.</param>
    public DataElement(Tag tag, IReadOnlyList<Item> items) : this(tag, Vr.SQ, default(ReadOnlyMemory<byte>)) => Items = items;

    /// <summary>Copies the properties, but not the bytes as read: a copy is made in order to change it.</summary>
    private DataElement(DataElement original)
    {
        Tag = original.Tag;
        Vr = original.Vr;
        Value = original.Value;
        Items = original.Items;
        Fragments = original.Fragments;
        HasUndefinedLength = original.HasUndefinedLength;
    }

    /// <summary>The tag.</summary>
    public Tag Tag { get; init; }

    /// <summary>The VR: as read in explicit VR, from the dictionary in implicit VR, SQ or UN where an undefined length decides.</summary>
    public Vr Vr { get; init; }

    /// <summary>The value as it stands on the wire, its padding included; empty in a sequence and in encapsulated pixel data.</summary>
    public ReadOnlyMemory<byte> Value { get; init; }

    /// <summary>The items of a sequence; null in every other element.</summary>
    public IReadOnlyList<Item>? Items { get; init; }

    /// <summary>The fragments of encapsulated pixel data, the offset table first; null in every other element. Source: PS3.5 §A.4.</summary>
    public IReadOnlyList<ReadOnlyMemory<byte>>? Fragments { get; init; }

    /// <summary>The element ends with a delimiter instead of after a length; always so with fragments.</summary>
    public bool HasUndefinedLength { get; init; }

    /// <summary>The whole element as read; empty in one that was made.</summary>
    internal ReadOnlyMemory<byte> AsRead { get; init; }

    /// <summary>The encoding of <see cref="AsRead"/>.</summary>
    internal DataSetEncoding ReadIn { get; init; }

    /// <summary>The value as text of one byte a character, without padding. Use <see cref="DataSet.GetText"/> for text of any character set.</summary>
    public string Text => WireText.Trimmed(Value.Span);

    /// <summary>Tag, VR and length; never the value, which can be patient data.</summary>
    public override string ToString() => Items is { } items ? $"{Tag} {Vr}, {items.Count} items" : $"{Tag} {Vr}, {Value.Length} bytes";

    private static byte[] Latin1(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.All(static c => c <= byte.MaxValue)
            ? Encoding.Latin1.GetBytes(text)
            : throw new ArgumentException("The text holds characters that need a character set.", nameof(text));
    }

    private static byte[] LittleEndian(ushort number)
    {
        var value = new byte[sizeof(ushort)];
        BinaryPrimitives.WriteUInt16LittleEndian(value, number);
        return value;
    }
}
