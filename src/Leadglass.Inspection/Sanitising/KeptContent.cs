using System.Security.Cryptography;
using Leadglass.Dicom.Data;
using Leadglass.Dicom.Dictionary;

namespace Leadglass.Inspection.Sanitising;

/// <summary>
/// The elements that a clean copy kept: shows that each is there byte for byte, and in the same order. Group lengths, and the lengths of
/// sequences and items around a change, are written anew and do not count.
/// </summary>
/// <param name="Elements">Number of elements and fragments.</param>
/// <param name="Sha256">SHA-256 over their headers and values, one after the other; lower case hexadecimal digits.</param>
/// <param name="PixelDataSha256">SHA-256 over the values of pixel data and its fragments; <see langword="null"/> where there is none.</param>
public sealed record KeptContent(long Elements, string Sha256, string? PixelDataSha256)
{
    /// <summary>Compares an original with its copy.</summary>
    /// <param name="original">The nodes of the original in the order in which they were written.</param>
    /// <param name="changes">Nodes of the original that were changed, by their numbers.</param>
    /// <param name="copy">The copy.</param>
    /// <returns>What was kept; <see langword="null"/> if something else than the changes differs.</returns>
    internal static KeptContent? Compare(IEnumerable<DataNode> original, IReadOnlyDictionary<int, NodeChange> changes, DataTree copy)
    {
        using var of = new Digest(original, changes);
        using var inCopy = new Digest(new DataTreeEdit(copy).NodesAsWritten(), null);
        while (true)
        {
            var more = of.MoveNext();
            var moreInCopy = inCopy.MoveNext();
            if (!more || !moreInCopy)
                return more == moreInCopy && of.Finish() is var kept && kept == inCopy.Finish() ? kept : null;
            if (of.Node.Tag != inCopy.Node.Tag || of.Node.Kind != inCopy.Node.Kind)
                return null;
            if (of.Change == NodeChange.Replaced)
                continue;
            of.Take(withHeader: of.Change is null);
            inCopy.Take(withHeader: of.Change is null);
        }
    }

    /// <summary>Goes through the elements that can be compared, and hashes those it is told to.</summary>
    private sealed class Digest(IEnumerable<DataNode> nodes, IReadOnlyDictionary<int, NodeChange>? changes) : IDisposable
    {
        private readonly IncrementalHash _all = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        private readonly IncrementalHash _pixels = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        private readonly byte[] _buffer = new byte[64 * 1024];
        private readonly IEnumerator<DataNode> _nodes = nodes.GetEnumerator();
        private ByteRange _removed;
        private long _elements;
        private bool _hasPixels;

        public DataNode Node => _nodes.Current;

        public NodeChange? Change { get; private set; }

        public bool MoveNext()
        {
            while (_nodes.MoveNext())
            {
                Change = changes is not null && changes.TryGetValue(Node.Index, out var change) ? change : null;
                if ((Node.Offset >= _removed.Offset && Node.Offset < _removed.End) || (Node is { Kind: DataNodeKind.Element, Tag.IsGroupLength: true }))
                    continue;
                if (Change == NodeChange.Removed || (Change == NodeChange.Replaced && !Node.Children.IsEmpty))
                    _removed = Node.Bytes;
                if (Change != NodeChange.Removed)
                    return true;
            }

            return false;
        }

        public void Take(bool withHeader)
        {
            // Sequences and items are compared by tag; what they hold comes by itself.
            if (Node.Kind == DataNodeKind.Item || (Node.Kind == DataNodeKind.Element && (Node.IsSequence || !Node.Children.IsEmpty)))
                return;
            _elements++;
            if (withHeader)
                Add(_all, Node.Header);
            Add(_all, Node.Value);
            if (Node.Tag == Tags.PixelData || Node is { Kind: DataNodeKind.Fragment, Parent.Tag: var holder } && holder == Tags.PixelData)
            {
                _hasPixels = true;
                Add(_pixels, Node.Value);
            }
        }

        public KeptContent Finish() => new(_elements, Hex(_all), _hasPixels ? Hex(_pixels) : null);

        public void Dispose()
        {
            _all.Dispose();
            _pixels.Dispose();
            _nodes.Dispose();
        }

        private void Add(IncrementalHash hash, ByteRange range)
        {
            for (var at = range.Offset; at < range.End;)
            {
                var read = Node.Tree.Source.Read(at, _buffer.AsSpan(0, (int)Math.Min(_buffer.Length, range.End - at)));
                if (read == 0)
                    return;
                hash.AppendData(_buffer, 0, read);
                at += read;
            }
        }

        private static string Hex(IncrementalHash hash) => Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
