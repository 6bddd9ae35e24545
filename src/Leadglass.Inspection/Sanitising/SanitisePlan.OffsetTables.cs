using System.Buffers.Binary;
using Leadglass.Dicom.Data;
using Leadglass.Dicom.Dictionary;
using Leadglass.Inspection.Policies;
using static Leadglass.Inspection.Sanitising.SanitiseActionKind;

namespace Leadglass.Inspection.Sanitising;

/// <content>Offset tables made anew. Source: PS3.5 §A.4, PS3.3 §C.7.6.3.1.8.</content>
internal sealed partial class SanitisePlan
{
    private void PlanOffsetTables()
    {
        // A broken sequence of fragments may lack some of them.
        if (!Repairs(StructureRepairs.OffsetTables) || PixelFragments.Of(_file.DataSet) is not { BasicOffsetTable: { } basic, Element.IsBroken: false, Anomalies.Count: > 0, Count: > 0 } pixels)
            return;
        var isFrameEach = pixels.Count == pixels.DeclaredFrames;
        if (_file.DataSet.Find(Tags.ExtendedOffsetTable) is { Value.IsEmpty: false } extended)
        {
            if (!isFrameEach || _file.DataSet.Find(Tags.ExtendedOffsetTableLengths) is not { } lengths)
                return;
            PlanTable(extended, Offsets(pixels, extended, sizeof(ulong))!);
            PlanTable(lengths, Lengths(pixels, lengths));
            PlanTable(basic, []);
            return;
        }

        // Which fragments begin frames is known if all do, or if there is but one frame; of the one it is enough that nobody says otherwise.
        if (isFrameEach)
            PlanTable(basic, Offsets(pixels, basic, sizeof(uint)) ?? []);
        else if (pixels is { DeclaredFrames: 1, TableEntries: 1 })
            PlanTable(basic, new byte[sizeof(uint)]);
    }

    private void PlanTable(DataNode table, byte[] entries)
    {
        if (entries.Length != table.Value.Length || !entries.AsSpan().SequenceEqual(table.ReadValue(entries.Length)))
            PlanValue(Repair, table, entries, entries.Length == 0 ? "LG-INS-040, an offset table that may be empty" : "LG-INS-040, an offset table made anew from the fragments");
    }

    /// <summary>The offset of every fragment; null where one does not fit.</summary>
    private static byte[]? Offsets(PixelFragments pixels, DataNode table, int size)
    {
        var entries = new byte[pixels.Count * (long)size];
        for (var i = 0; i < pixels.Count; i++)
        {
            var offset = pixels[i].Offset - pixels[0].Offset;
            if (size == sizeof(uint) && offset > uint.MaxValue)
                return null;
            Write(entries.AsSpan(i * size, size), (ulong)offset, table.Encoding.IsBigEndian());
        }

        return entries;
    }

    /// <summary>What the table says of a frame stays where it can be true: the fragment has it and at most one byte of padding.</summary>
    private static byte[] Lengths(PixelFragments pixels, DataNode table)
    {
        var (isBig, entries) = (table.Encoding.IsBigEndian(), new byte[pixels.Count * (long)sizeof(ulong)]);
        var before = table.ReadValue(entries.Length);
        for (var i = 0; i < pixels.Count; i++)
        {
            var length = (ulong)pixels[i].Value.Length;
            var at = i * sizeof(ulong);
            var said = before.Length != entries.Length ? 0 : isBig ? BinaryPrimitives.ReadUInt64BigEndian(before.AsSpan(at)) : BinaryPrimitives.ReadUInt64LittleEndian(before.AsSpan(at));
            Write(entries.AsSpan(at, sizeof(ulong)), said + 1 == length ? said : length, isBig);
        }

        return entries;
    }

    private static void Write(Span<byte> entry, ulong value, bool isBig)
    {
        for (var i = 0; i < entry.Length; i++)
            entry[isBig ? entry.Length - 1 - i : i] = (byte)(value >> (8 * i));
    }
}
