using Leadglass.Dicom.Data;
using Leadglass.Dicom.Files;

namespace Leadglass.Fuzzing.Triage;

/// <summary>Makes a failing file smaller as long as it fails in the same way: first elements, items and fragments, then values, then bytes.</summary>
/// <param name="fails">Whether a file still fails in the same way.</param>
/// <param name="budget">How many files may be tried.</param>
public sealed class Minimizer(Func<ReadOnlyMemory<byte>, Task<bool>> fails, int budget)
{
    /// <summary>Larger files are shortened in their tree only: the byte level would use up the budget without getting anywhere.</summary>
    private const int LargestForBytes = 16 * 1024;

    private const int PreambleAndPrefix = 132;

    private int _left = budget;

    /// <summary>Makes a file smaller.</summary>
    /// <param name="bytes">A file that fails.</param>
    /// <returns>A file that fails in the same way and is no longer.</returns>
    public async Task<ReadOnlyMemory<byte>> RunAsync(ReadOnlyMemory<byte> bytes)
    {
        int before;
        do
        {
            before = bytes.Length;
            bytes = await NodesAsync(bytes, static file => file.DataSet, static edit => edit.DataSet);
            bytes = await NodesAsync(bytes, static file => file.Meta, static edit => edit.Meta);
        }
        while (bytes.Length < before && _left > 0);
        // Only as a whole: a part of them would move the prefix, and with it everything else.
        if (bytes.Length > PreambleAndPrefix && await TryAsync(bytes[PreambleAndPrefix..].ToArray(), bytes) is { } bare)
            bytes = bare;
        bytes = await ValuesAsync(bytes);
        return bytes.Length <= LargestForBytes ? await BytesAsync(bytes) : bytes;
    }

    /// <summary>Removes nodes in runs that halve: all, one half, the other half, quarters, single ones; parents before what they hold.</summary>
    private async Task<ReadOnlyMemory<byte>> NodesAsync(ReadOnlyMemory<byte> bytes, Func<DicomFile, DataTree> treeOf, Func<DicomFileEdit, DataTreeEdit> editOf)
    {
        for (var run = CountNodes(bytes, treeOf); run >= 1 && _left > 0; run /= 2)
        {
            for (var start = 0; start < CountNodes(bytes, treeOf) && _left > 0;)
            {
                // With lengths repaired a lie elsewhere stays what it was; where it does not, the lie itself is kept.
                if (await TryAsync(Without(bytes, treeOf, editOf, start, run, LengthPolicy.Repair), bytes) is { } repaired)
                    bytes = repaired;
                else if (run == 1 && await TryAsync(Without(bytes, treeOf, editOf, start, run, LengthPolicy.Keep), bytes) is { } kept)
                    bytes = kept;
                else
                    start += run;
            }
        }
        return bytes;
    }

    /// <summary>Empties values, or leaves their first half.</summary>
    private async Task<ReadOnlyMemory<byte>> ValuesAsync(ReadOnlyMemory<byte> bytes)
    {
        for (var i = 0; i < CountNodes(bytes, static file => file.DataSet) && _left > 0; i++)
        {
            var shorter = true;
            while (shorter && _left > 0)
            {
                shorter = false;
                foreach (var divisor in (int[])[0, 2])
                {
                    if (await TryAsync(Shortened(bytes, i, divisor), bytes) is { } smaller)
                    {
                        (bytes, shorter) = (smaller, divisor != 0);
                        break;
                    }
                }
            }
        }
        return bytes;
    }

    private async Task<ReadOnlyMemory<byte>> BytesAsync(ReadOnlyMemory<byte> bytes)
    {
        for (var run = bytes.Length / 2; run >= 1 && _left > 0; run /= 2)
        {
            for (var start = 0; start < bytes.Length && _left > 0;)
            {
                byte[] without = [.. bytes.Span[..start], .. bytes.Span[Math.Min(bytes.Length, start + run)..]];
                if (await TryAsync(without, bytes) is { } smaller)
                    bytes = smaller;
                else
                    start += run;
            }
        }
        return bytes;
    }

    /// <summary>An array, not memory: a null array would become memory that is empty, and that is a file too.</summary>
    private async Task<byte[]?> TryAsync(byte[]? candidate, ReadOnlyMemory<byte> present)
    {
        if (candidate is null || candidate.Length >= present.Length || _left == 0)
            return null;
        _left--;
        return await fails(candidate) ? candidate : null;
    }

    private static int CountNodes(ReadOnlyMemory<byte> bytes, Func<DicomFile, DataTree> treeOf)
    {
        using var file = DicomFile.Read(ByteSource.From(bytes), DataSetLimits.Default);
        return treeOf(file).Count;
    }

    private static byte[]? Without(ReadOnlyMemory<byte> bytes, Func<DicomFile, DataTree> treeOf, Func<DicomFileEdit, DataTreeEdit> editOf, int start, int count, LengthPolicy policy)
    {
        using var file = DicomFile.Read(ByteSource.From(bytes), DataSetLimits.Default);
        var edit = new DicomFileEdit(file, policy);
        var tree = treeOf(file);
        for (var i = start; i < Math.Min(tree.Count, start + count); i++)
            editOf(edit).Remove(tree[i]);
        return Written(edit);
    }

    private static byte[]? Shortened(ReadOnlyMemory<byte> bytes, int index, int divisor)
    {
        using var file = DicomFile.Read(ByteSource.From(bytes), DataSetLimits.Default);
        if (index >= file.DataSet.Count || file.DataSet[index] is not { Value.IsEmpty: false, Children.IsEmpty: true } node)
            return null;
        var length = divisor == 0 ? 0 : (int)Math.Min(node.Value.Length / divisor, int.MaxValue);
        var edit = new DicomFileEdit(file);
        edit.DataSet.ReplaceValue(node, node.ReadValue(length - (length % 2)));
        return Written(edit);
    }

    private static byte[]? Written(DicomFileEdit edit)
    {
        using var stream = new MemoryStream();
        try
        {
            edit.WriteTo(stream);
            return stream.ToArray();
        }
        catch (InvalidOperationException)
        {
            return null;    // a repaired length does not fit its field
        }
    }
}
