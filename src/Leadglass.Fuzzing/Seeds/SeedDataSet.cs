using System.Text;
using Leadglass.Dicom.Data;
using Leadglass.Dicom.Dictionary;

namespace Leadglass.Fuzzing.Seeds;

/// <summary>A data set under construction, in one encoding; elements are put into the order of their tags.</summary>
internal sealed class SeedDataSet(DataSetEncoding encoding)
{
    private readonly SortedList<Tag, byte[]> _elements = [];

    public DataSetEncoding Encoding => encoding;

    public SeedDataSet Text(Tag tag, Vr vr, string value) => Bytes(tag, vr, System.Text.Encoding.Latin1.GetBytes(value));

    public SeedDataSet Number(Tag tag, params ReadOnlySpan<ushort> values) => Bytes(tag, Vr.US, ElementBytes.UInt16(encoding, values));

    /// <summary>An element whose value is right in either byte order.</summary>
    public SeedDataSet Bytes(Tag tag, Vr vr, ReadOnlySpan<byte> value) => Put(tag, ElementBytes.Of(encoding, tag, vr, value));

    /// <summary>An element of 16-bit words.</summary>
    public SeedDataSet Words(Tag tag, params ReadOnlySpan<ushort> values) => Bytes(tag, Vr.OW, ElementBytes.UInt16(encoding, values));

    public SeedDataSet Long(Tag tag, uint value) => Bytes(tag, Vr.UL, ElementBytes.UInt32(encoding, value));

    public SeedDataSet Sequence(Tag tag, params IEnumerable<Action<SeedDataSet>> items)
    {
        var content = items.SelectMany(fill =>
        {
            var item = new SeedDataSet(encoding);
            fill(item);
            var bytes = item.ToBytes();
            return (byte[])[.. ElementBytes.Marker(encoding, Tags.Item, (uint)bytes.Length), .. bytes];
        }).ToArray();
        return Put(tag, [.. ElementBytes.Header(encoding, tag, Vr.SQ, (uint)content.Length), .. content]);
    }

    /// <summary>The same with undefined lengths and delimiters. Source: PS3.5 §7.5.</summary>
    public SeedDataSet DelimitedSequence(Tag tag, params IEnumerable<Action<SeedDataSet>> items)
    {
        var content = items.SelectMany(fill =>
        {
            var item = new SeedDataSet(encoding);
            fill(item);
            return (byte[])[.. ElementBytes.Marker(encoding, Tags.Item, ElementBytes.Undefined), .. item.ToBytes(), .. ElementBytes.Marker(encoding, Tags.ItemDelimitationItem, 0)];
        });
        return Put(tag, [.. ElementBytes.Header(encoding, tag, Vr.SQ, ElementBytes.Undefined), .. content, .. ElementBytes.Marker(encoding, Tags.SequenceDelimitationItem, 0)]);
    }

    /// <summary>Encapsulated pixel data: the basic offset table, then a fragment each. Source: PS3.5 §A.4.</summary>
    public SeedDataSet Fragments(ReadOnlySpan<byte> offsetTable, params IEnumerable<byte[]> fragments)
    {
        var content = new List<byte>();
        foreach (var fragment in (IEnumerable<byte[]>)[offsetTable.ToArray(), .. fragments])
        {
            byte[] even = fragment.Length % 2 == 0 ? fragment : [.. fragment, 0];
            content.AddRange([.. ElementBytes.Marker(encoding, Tags.Item, (uint)even.Length), .. even]);
        }
        return Put(Tags.PixelData, [.. ElementBytes.Header(encoding, Tags.PixelData, Vr.OB, ElementBytes.Undefined), .. content, .. ElementBytes.Marker(encoding, Tags.SequenceDelimitationItem, 0)]);
    }

    public byte[] ToBytes() => [.. _elements.Values.SelectMany(static bytes => bytes)];

    private SeedDataSet Put(Tag tag, byte[] bytes)
    {
        _elements[tag] = bytes;
        return this;
    }
}
