using Leadglass.Dicom.Data;
using Leadglass.Dicom.Dictionary;
using Leadglass.Dicom.Files;
using Leadglass.Fuzzing.Mutation;

namespace Leadglass.Fuzzing.Triage;

/// <summary>Says in one sentence what is special about a file that makes a program fail: what is left of it and differs from its seed.</summary>
public static class Explanation
{
    private const int MostDifferences = 4;
    private const int LongestText = 24;

    /// <summary>Explains a reproducer.</summary>
    /// <param name="seed">The file it was made of; null where there is none.</param>
    /// <param name="reproducer">The minimised file.</param>
    /// <param name="steps">The mutations that matter.</param>
    public static string Of(ReadOnlyMemory<byte>? seed, ReadOnlyMemory<byte> reproducer, IReadOnlyList<MutationStep> steps)
    {
        ArgumentNullException.ThrowIfNull(steps);
        using var file = DicomFile.Read(ByteSource.From(reproducer), DataSetLimits.Default);
        using var before = DicomFile.Read(ByteSource.From(seed ?? default), DataSetLimits.Default);
        var parts = new List<string>();
        if (!file.IsRecognised && !before.IsRecognised)
            return $"{(steps.Count > 0 ? string.Join("; ", steps.Select(static step => step.What)) : "no DICOM")} ({reproducer.Length} bytes in all)";
        if (Image(file.DataSet) is { } image)
            parts.Add(image);
        parts.AddRange(Differences(before.Meta, file.Meta).Concat(Differences(before.DataSet, file.DataSet)).Take(MostDifferences));
        if (parts.Count == 0 && steps.Count > 0)
            parts.Add(string.Join("; ", steps.Select(static step => step.What)));
        if (parts.Count == 0)
            parts.Add(file.IsRecognised ? "nothing but the elements that are left" : "no DICOM is left of it");
        return $"{string.Join("; ", parts)} ({reproducer.Length} bytes in all)";
    }

    /// <summary>The elements that together say how much pixel data there has to be, with what there is of it.</summary>
    private static string? Image(DataTree tree)
    {
        var sizes = new[] { (Tags.Rows, "Rows"), (Tags.Columns, "Columns") }
            .Select(size => tree.Find(size.Item1)?.ReadUInt16() is { } number ? $"{size.Item2} {number}" : null)
            .OfType<string>()
            .ToList();
        if (tree.Find(Tags.SamplesPerPixel)?.ReadUInt16() is { } samples and not 1)
            sizes.Add($"{samples} samples");
        if (tree.Find(Tags.NumberOfFrames) is { Value.IsEmpty: false } frames)
            sizes.Add($"{frames.Text(12).Trim()} frames");
        if (tree.Find(Tags.BitsAllocated)?.ReadUInt16() is { } bits and not 8)
            sizes.Add($"{bits} bits");
        if (sizes.Count == 0 || tree.Find(Tags.PixelData) is not { } pixels)
            return null;
        return $"{string.Join(" × ", sizes)}, {(pixels.HasUndefinedLength ? $"{pixels.Children.Count()} fragments" : $"{pixels.Value.Length} bytes")} of pixel data";
    }

    private static IEnumerable<string> Differences(DataTree before, DataTree after)
    {
        var known = new Dictionary<string, DataNode>();
        for (var i = 0; i < before.Count; i++)
            known.TryAdd(before[i].Path, before[i]);
        for (var i = 0; i < Math.Min(after.Count, 4096); i++)
        {
            var node = after[i];
            if (Lie(node) is { } lie)
                yield return lie;
            else if (node.Children.IsEmpty && known.TryGetValue(node.Path, out var old) && Change(old, node) is { } change)
                yield return change;
            else if (node.Children.IsEmpty && node.Kind == DataNodeKind.Element && !known.ContainsKey(node.Path) && known.Count > 0)
                yield return $"{ElementName.Of(node)} is there{Value(node)}";
        }
        if (after.Depth > before.Depth + 2)
            yield return $"{after.Depth} sequences inside each other";
    }

    private static string? Lie(DataNode node)
    {
        if (node.IsCut)
            return $"{ElementName.Of(node)} declares {node.DeclaredLength} bytes, {node.Value.Length} follow";
        return node is { HasUndefinedLength: true, Delimiter.IsEmpty: true } ? $"{ElementName.Of(node)} has an undefined length and no delimiter" : null;
    }

    private static string? Change(DataNode old, DataNode node)
    {
        if (old.WrittenVr != node.WrittenVr && node.WrittenVr is { } vr)
            return $"{ElementName.Of(node)} is written as VR {(vr.Rule is null ? $"{vr.Code:X4}H" : vr)} instead of {old.WrittenVr}";
        if (old.Value.Length == node.Value.Length && old.ReadValue(64).AsSpan().SequenceEqual(node.ReadValue(64)))
            return null;
        return node.Value.IsEmpty ? null : $"{ElementName.Of(node)}{Value(node)}";
    }

    /// <summary>Numbers and codes as they are; of any other text the length only, because the seed may be somebody's own file.</summary>
    private static string Value(DataNode node) => node.Vr.ToString() switch
    {
        "US" when node.ReadUInt16() is { } number && node.Value.Length == sizeof(ushort) => $" is {number}",
        "US" or "SS" => $" is {string.Join('\\', Enumerable.Range(0, (int)Math.Min(4, node.Value.Length / 2)).Select(i => Word(node, i)))}",
        "UL" when node.ReadUInt32() is { } number => $" is {number}",
        "IS" or "CS" or "UI" when node.Value.Length <= LongestText => $" is '{node.Text(LongestText)}'",
        _ => $" has {node.Value.Length} bytes",
    };

    private static int Word(DataNode node, int index)
    {
        var bytes = node.ReadValue((index * 2) + 2).AsSpan(index * 2);
        return node.Encoding.IsBigEndian() ? (bytes[0] << 8) | bytes[1] : (bytes[1] << 8) | bytes[0];
    }
}
