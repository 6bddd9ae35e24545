namespace Leadglass.Dicom.Data;

/// <summary>Other bytes in place of some.</summary>
/// <param name="Range">The bytes that go; empty for an insertion.</param>
/// <param name="Bytes">The bytes that come.</param>
/// <param name="Holder">The node whose value changes its length by this; -1 for the data set itself.</param>
/// <param name="Group">The group of the element that changes, if the holder holds elements.</param>
/// <param name="Order">Insertions at one place are written in the order in which they were asked for.</param>
internal readonly record struct BytePatch(ByteRange Range, ReadOnlyMemory<byte> Bytes, int Holder, ushort Group, int Order)
{
    public long Growth => Bytes.Length - Range.Length;

    /// <summary>The patches in the order of their bytes, without those inside others and without all but the first for the same bytes.</summary>
    public static List<BytePatch> Outermost(IReadOnlyList<BytePatch> patches)
    {
        var kept = new List<BytePatch>(patches.Count);
        var end = long.MinValue;
        foreach (var patch in patches.OrderBy(static patch => patch.Range.Offset).ThenBy(static patch => patch.Range.IsEmpty ? 0 : 1).ThenByDescending(static patch => patch.Range.Length).ThenBy(static patch => patch.Order))
        {
            if (patch.Range.Offset < end)
                continue;
            kept.Add(patch);
            end = Math.Max(end, patch.Range.End);
        }
        return kept;
    }
}
