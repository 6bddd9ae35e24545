using System.Buffers;
using Leadglass.Dicom.Dictionary;

namespace Leadglass.Dicom.Data;

/// <summary>Writes data sets in implicit and explicit VR little endian. Source: PS3.5 §7.</summary>
/// <remarks>What was read, and is written in the encoding it was read in, is written back byte for byte.</remarks>
public static class DataSetWriter
{
    /// <summary>Greatest value length of the VRs with a 16-bit length field that is even. Source: PS3.5 §7.1.2.</summary>
    private const int LongestShortValue = 0xFFFE;

    /// <summary>The bytes of a data set.</summary>
    /// <param name="dataSet">The data set.</param>
    /// <param name="encoding">How to encode it; little endian.</param>
    /// <exception cref="ArgumentException">The encoding is big endian.</exception>
    public static byte[] ToBytes(DataSet dataSet, DataSetEncoding encoding)
    {
        var sink = new ByteSink();
        Write(sink, dataSet, encoding);
        return sink.Written.ToArray();
    }

    /// <summary>Writes a data set.</summary>
    /// <param name="dataSet">The data set.</param>
    /// <param name="encoding">How to encode it; little endian.</param>
    /// <exception cref="ArgumentException">The encoding is big endian.</exception>
    /// <param name="destination">Where to.</param>
    public static void Write(DataSet dataSet, DataSetEncoding encoding, IBufferWriter<byte> destination)
    {
        ArgumentNullException.ThrowIfNull(destination);
        var sink = new ByteSink();
        Write(sink, dataSet, encoding);
        destination.Write(sink.Written);
    }

    /// <summary>Something left to write: the elements from an index on, the items from an index on, or an end.</summary>
    private readonly record struct Work(
        DataSetEncoding Encoding, DataSet? Elements = null, IReadOnlyList<Item>? Items = null, int Next = 0, int LengthAt = -1, Tag Delimiter = default);

    private static void Write(ByteSink sink, DataSet dataSet, DataSetEncoding encoding)
    {
        ArgumentNullException.ThrowIfNull(dataSet);
        if (encoding.IsBigEndian())
            throw new ArgumentException("Only little endian data sets are written from objects.", nameof(encoding));
        // A stack of what is left, not of calls: how deep sequences go does not matter.
        var left = new Stack<Work>();
        left.Push(new Work(encoding, Elements: dataSet));
        while (left.TryPop(out var work))
        {
            if (work.Elements is { } elements)
                WriteElements(sink, elements, work, left);
            else if (work.Items is { } items)
                WriteItems(sink, items, work, left);
            else if (work.LengthAt >= 0)
                sink.PatchUInt32LittleEndian(work.LengthAt);
            else
                WriteItemHeader(sink, work.Delimiter, 0);
        }
        sink.Write(dataSet.Trailing.Span);
    }

    private static void WriteElements(ByteSink sink, DataSet elements, Work work, Stack<Work> left)
    {
        for (var i = work.Next; i < elements.Count; i++)
        {
            var element = elements[i];
            if (!element.AsRead.IsEmpty && element.ReadIn == work.Encoding)
            {
                sink.Write(element.AsRead.Span);
            }
            else if (element.Items is { } items)
            {
                left.Push(work with { Next = i + 1 });
                OpenSequence(sink, element, items, work.Encoding, left);
                return;
            }
            else
            {
                WriteLeaf(sink, element, work.Encoding);
            }
        }
    }

    private static void OpenSequence(ByteSink sink, DataElement element, IReadOnlyList<Item> items, DataSetEncoding encoding, Stack<Work> left)
    {
        // A sequence is SQ, or UN where the VR was not known: in both the length has 32 bits.
        WriteHeader(sink, element.Tag, element.Vr == Vr.UN ? Vr.UN : Vr.SQ, encoding, ElementHeader.Undefined);
        left.Push(element.HasUndefinedLength
            ? new Work(encoding, Delimiter: Tags.SequenceDelimitationItem)
            : new Work(encoding, LengthAt: sink.Length - sizeof(uint)));
        left.Push(new Work(element.Vr == Vr.UN ? DataSetEncoding.ImplicitLittleEndian : encoding, Items: items));
    }

    private static void WriteItems(ByteSink sink, IReadOnlyList<Item> items, Work work, Stack<Work> left)
    {
        if (work.Next == items.Count)
            return;

        var item = items[work.Next];
        left.Push(work with { Next = work.Next + 1 });
        WriteItemHeader(sink, Tags.Item, ElementHeader.Undefined);
        left.Push(item.HasUndefinedLength
            ? new Work(work.Encoding, Delimiter: Tags.ItemDelimitationItem)
            : new Work(work.Encoding, LengthAt: sink.Length - sizeof(uint)));
        left.Push(new Work(work.Encoding, Elements: item.DataSet));
    }

    private static void WriteLeaf(ByteSink sink, DataElement element, DataSetEncoding encoding)
    {
        if (element.Fragments is { } fragments)
        {
            WriteHeader(sink, element.Tag, element.Vr, encoding, ElementHeader.Undefined);
            foreach (var fragment in fragments)
            {
                WriteItemHeader(sink, Tags.Item, (uint)fragment.Length);
                sink.Write(fragment.Span);
            }
            WriteItemHeader(sink, Tags.SequenceDelimitationItem, 0);
            return;
        }

        var isOdd = element.Value.Length % 2 != 0;
        var length = (uint)element.Value.Length + (isOdd ? 1u : 0);
        // PS3.5 §6.2.2: what does not fit a 16-bit length goes as UN
        var vr = length > LongestShortValue && !element.Vr.HasLongLength ? Vr.UN : element.Vr;
        WriteHeader(sink, element.Tag, vr, encoding, length);
        sink.Write(element.Value.Span);
        if (isOdd)
            sink.WriteByte(element.Vr.Padding);
    }

    private static void WriteHeader(ByteSink sink, Tag tag, Vr vr, DataSetEncoding encoding, uint length)
    {
        WriteTag(sink, tag);
        if (encoding == DataSetEncoding.ImplicitLittleEndian)
        {
            sink.WriteUInt32LittleEndian(length);
            return;
        }

        sink.WriteUInt16BigEndian(vr.Code);
        if (vr.HasLongLength)
        {
            sink.WriteUInt16LittleEndian(0);
            sink.WriteUInt32LittleEndian(length);
        }
        else
        {
            sink.WriteUInt16LittleEndian((ushort)length);
        }
    }

    private static void WriteItemHeader(ByteSink sink, Tag tag, uint length)
    {
        WriteTag(sink, tag);
        sink.WriteUInt32LittleEndian(length);
    }

    private static void WriteTag(ByteSink sink, Tag tag)
    {
        sink.WriteUInt16LittleEndian(tag.Group);
        sink.WriteUInt16LittleEndian(tag.Element);
    }
}
