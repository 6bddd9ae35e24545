namespace Leadglass.Dicom.Data;

/// <content>What is written, and where it comes to stand.</content>
public sealed partial class DataTreeEdit
{
    /// <summary>Writes the changed data set.</summary>
    /// <param name="destination">Where to.</param>
    /// <exception cref="InvalidOperationException">A repaired length does not fit its field.</exception>
    /// <exception cref="IOException">The source or the destination failed.</exception>
    public void WriteTo(Stream destination)
    {
        ArgumentNullException.ThrowIfNull(destination);
        var patches = Patches();
        foreach (var piece in Pieces(patches))
        {
            var position = piece.Offset;
            foreach (var patch in Inside(patches, piece))
            {
                tree.Source.CopyTo(ByteRange.Between(position, patch.Range.Offset), destination);
                destination.Write(patch.Bytes.Span);
                position = patch.Range.End;
            }

            tree.Source.CopyTo(ByteRange.Between(position, piece.End), destination);
        }
    }

    /// <summary>Where bytes come to stand: takes an offset in the source and gives the one that it will have, both counted from the same point in front of the tree.</summary>
    /// <returns>The function; it knows the changes made so far.</returns>
    /// <exception cref="InvalidOperationException">A repaired length does not fit its field.</exception>
    public Func<long, long> Placement()
    {
        var patches = Patches();
        var grown = patches.FindAll(static patch => patch.Growth != 0);
        var pieces = Pieces(patches);
        return offset =>
        {
            var position = tree.Range.Offset;
            foreach (var piece in pieces)
            {
                var isHere = offset >= piece.Offset && offset < piece.End;
                var end = isHere ? offset : piece.End;
                position += end - piece.Offset + Inside(grown, piece).Where(patch => patch.Range.End <= end).Sum(static patch => patch.Growth);
                if (isHere)
                    break;
            }

            return position;
        };
    }

    /// <summary>The nodes of the tree in the order in which they are written, those that are removed among them.</summary>
    public IEnumerable<DataNode> NodesAsWritten()
    {
        foreach (var piece in Pieces(Patches()))
        {
            var index = tree.NodeAt(piece.Offset)?.Index ?? 0;
            while (index < tree.Count && tree[index].Offset < piece.Offset)
                index++;
            for (; index < tree.Count && tree[index].Offset < piece.End; index++)
                yield return tree[index];
        }
    }

    private List<BytePatch> Patches()
    {
        var patches = BytePatch.Outermost(_patches);
        if (_groupLengths.Count > 0 || (policy == LengthPolicy.Repair && patches.Exists(static patch => patch.Growth != 0)))
            patches = BytePatch.Outermost([.. patches, .. new LengthRepair(tree, patches, _groupLengths).Patches()]);
        return patches;
    }

    /// <summary>The parts of the source in the order in which they are written: one, as long as nothing is sorted.</summary>
    private List<ByteRange> Pieces(List<BytePatch> patches)
    {
        var pieces = new List<ByteRange> { tree.Range };
        // Outer levels come first: what is sorted inside an element moves with it.
        foreach (var holder in _sorted)
        {
            var span = holder < 0 ? tree.Range : tree[holder].Value;
            if (span.IsEmpty || patches.Exists(patch => patch.Range.Offset < span.Offset && patch.Range.End >= span.End))
                continue;
            var at = pieces.FindIndex(piece => piece.Offset <= span.Offset && piece.End >= span.End);
            var around = pieces[at];
            pieces.RemoveAt(at);
            pieces.InsertRange(at, Joined([ByteRange.Between(around.Offset, span.Offset), .. ByTag(holder), ByteRange.Between(span.End, around.End)]));
        }

        return pieces;
    }

    private IEnumerable<ByteRange> ByTag(int holder)
    {
        var nodes = new List<DataNode>();
        foreach (var node in holder < 0 ? tree.Top : tree[holder].Children)
            nodes.Add(node);
        return nodes.OrderBy(static node => node.Tag).Select(static node => node.Bytes);
    }

    /// <summary>Neighbours that stay neighbours are one piece.</summary>
    private static List<ByteRange> Joined(IEnumerable<ByteRange> ranges)
    {
        var joined = new List<ByteRange>();
        foreach (var range in ranges)
        {
            if (range.IsEmpty)
                continue;
            if (joined.Count > 0 && joined[^1].End == range.Offset)
                joined[^1] = ByteRange.Between(joined[^1].Offset, range.End);
            else
                joined.Add(range);
        }

        return joined;
    }

    /// <summary>The patches of a piece. What is put in front of a byte belongs to the piece of that byte; behind the last one, to the last piece.</summary>
    private IEnumerable<BytePatch> Inside(List<BytePatch> patches, ByteRange piece)
    {
        var (low, high) = (0, patches.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (patches[middle].Range.Offset < piece.Offset)
                low = middle + 1;
            else
                high = middle;
        }

        for (; low < patches.Count && (patches[low].Range.Offset < piece.End || piece.End == tree.Range.End); low++)
            yield return patches[low];
    }
}
