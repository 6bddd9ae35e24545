using System.Buffers;
using Leadglass.Dicom.Data;
using Leadglass.Inspection.Contents;
using Leadglass.Inspection.Layers;
using Leadglass.Inspection.Observations;
using Leadglass.Inspection.Pickles;

namespace Leadglass.Inspection.Files;

/// <summary>One pass over bytes, window by window, that looks for content of every kind, wrapped or not. Memory does not grow with the file.</summary>
/// <param name="source">The bytes.</param>
/// <param name="locate">Says where an offset of the source is.</param>
internal sealed class Sweep(ByteSource source, Func<long, Place> locate)
{
    private const int Window = 1 << 20;
    private const int Longest = Window + ContentScanner.LookAhead;
    private const int MostDepth = 4;
    private const int MostDiscoveries = 500;
    private const long MostUnwrapped = 256L << 20;

    private readonly Dictionary<(long, string, string), Discovery> _found = [];
    private long _unwrapped;

    /// <summary>What was found.</summary>
    public IEnumerable<Discovery> Discoveries => _found.Values;

    /// <summary>What was not looked at, and why.</summary>
    public List<string> NotSeen { get; } = [];

    // Asked before anything is unpacked: a thousand small bombs cost no more than the limit.
    private bool MayUnwrap => _unwrapped <= MostUnwrapped;

    /// <summary>Looks at a part of the source.</summary>
    /// <param name="range">The part.</param>
    /// <param name="starts">Offsets at which something begins that is opened by itself: values, fragments. Ascending.</param>
    public void Over(ByteRange range, IEnumerable<ByteRange> starts)
    {
        var buffer = ArrayPool<byte>.Shared.Rent((int)Math.Min(Longest, range.Length));
        try
        {
            Over(range, starts, buffer);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private void Over(ByteRange range, IEnumerable<ByteRange> starts, byte[] buffer)
    {
        using var next = starts.GetEnumerator();
        var hasNext = next.MoveNext();
        for (var at = range.Offset; at < range.End; at += Window)
        {
            var seen = buffer.AsSpan(0, source.Read(at, buffer.AsSpan(0, (int)Math.Min(Longest, range.End - at))));
            // What begins where a value begins is known as such before the same bytes are seen again by the search.
            for (; hasNext && next.Current.Offset < at + Window; hasNext = next.MoveNext())
            {
                if (next.Current.Offset >= at && next.Current.Offset - at < seen.Length)
                    Start(seen[(int)(next.Current.Offset - at)..], next.Current);
            }

            Anywhere(seen, at, Window, [], 0);
            if (_found.Count >= MostDiscoveries)
            {
                NotSeen.Add($"what lies behind the first {MostDiscoveries} finds");
                return;
            }
        }
    }

    private void Start(ReadOnlySpan<byte> seen, ByteRange value)
    {
        var content = seen[..(int)Math.Min(seen.Length, value.Length)];
        foreach (var match in ContentScanner.AtStart(content, (at, count) => source.ReadBytes(new ByteRange(value.Offset + at, Math.Clamp(value.Length - at, 0, count)))))
        {
            Add(value.Offset, match.Kind, match.Evidence, [], null, isAtStart: true);
            if (match.Kind == ContentKinds.Zlib && MayUnwrap)
                Unwrapped(Wrappings.Unpack(content, isGzip: false), value.Offset, [], 0);
        }

        if (PickleSearch.AtStart(content) is { } pickle)
        {
            Add(value.Offset, ContentKinds.Pickle, Describe(pickle), [], pickle, isAtStart: true);
            Constants(content, pickle, value.Offset, [], 0);
        }
    }

    private void Anywhere(ReadOnlySpan<byte> seen, long offset, int reported, IReadOnlyList<string> layers, int depth)
    {
        var at = layers.Count == 0 ? offset : -1;
        foreach (var match in ContentScanner.Scan(seen, reported))
        {
            Add(at < 0 ? offset : at + match.Offset, match.Kind, match.Evidence, layers, null, isAtStart: false);
            if (match.Kind == ContentKinds.Gzip && depth < MostDepth && MayUnwrap)
                Unwrapped(Wrappings.Unpack(seen[(int)match.Offset..], isGzip: true), at < 0 ? offset : at + match.Offset, layers, depth);
        }

        foreach (var find in PickleSearch.Find(seen))
        {
            if (find.Offset >= reported)
                continue;
            Add(at < 0 ? offset : at + find.Offset, ContentKinds.Pickle, Describe(find.Program), layers, find.Program, isAtStart: false);
            Constants(seen[(int)find.Offset..], find.Program, at < 0 ? offset : at + find.Offset, layers, depth);
        }

        if (depth >= MostDepth)
            return;
        foreach (var layer in Wrappings.TextRuns(seen))
        {
            if (layer.Offset < reported)
                Unwrapped(layer, at < 0 ? offset : at + layer.Offset, layers, depth);
        }
    }

    /// <summary>
    /// What sleeps in a pickle, wrapped. Each constant is opened by itself: the byte of its length may look like one more digit in front of base64,
    /// and zlib is believed at a start only.
    /// </summary>
    private void Constants(ReadOnlySpan<byte> pickle, PickleProgram program, long offset, IReadOnlyList<string> layers, int depth)
    {
        foreach (var range in program.Constants)
        {
            if (depth >= MostDepth || !MayUnwrap)
                return;
            var constant = pickle[range];
            foreach (var match in ContentScanner.AtStart(constant))
            {
                if (match.Kind == ContentKinds.Zlib)
                    Unwrapped(Wrappings.Unpack(constant, isGzip: false), offset, layers, depth);
            }

            foreach (var layer in Wrappings.TextRuns(constant))
                Unwrapped(layer, offset, layers, depth);
        }
    }

    private void Unwrapped(Layer? layer, long offset, IReadOnlyList<string> layers, int depth)
    {
        if (layer is null)
            return;
        _unwrapped += layer.Bytes.Length;
        if (_unwrapped > MostUnwrapped)
        {
            if (!NotSeen.Exists(static text => text.StartsWith("wrapped", StringComparison.Ordinal)))
                NotSeen.Add($"wrapped content behind the first {MostUnwrapped >> 20} MiB of it");
            return;
        }

        IReadOnlyList<string> inside = [.. layers, layer.Name];
        var bytes = layer.Bytes.Span;
        foreach (var match in ContentScanner.AtStart(bytes))
            Add(offset, match.Kind, match.Evidence, inside, null, isAtStart: true);
        if (ContentScanner.AtStart(bytes).Any(static match => match.Kind == ContentKinds.Zlib))
            Unwrapped(depth + 1 < MostDepth && MayUnwrap ? Wrappings.Unpack(bytes, isGzip: false) : null, offset, inside, depth + 1);
        if (PickleSearch.AtStart(bytes) is { } pickle)
        {
            Add(offset, ContentKinds.Pickle, Describe(pickle), inside, pickle, isAtStart: true);
            Constants(bytes, pickle, offset, inside, depth + 1);
        }

        Anywhere(bytes, offset, bytes.Length, inside, depth + 1);
    }

    private void Add(long offset, ContentKind kind, string evidence, IReadOnlyList<string> layers, PickleProgram? pickle, bool isAtStart)
    {
        var key = (offset, kind.Id, string.Join('/', layers));
        if (_found.Count < MostDiscoveries && !_found.ContainsKey(key))
            _found.Add(key, new Discovery(locate(offset) with { Layers = layers }, kind, evidence) { Pickle = pickle, IsAtStart = isAtStart });
    }

    private static string Describe(PickleProgram program)
    {
        var parts = new List<string>();
        if (program.Calls.Length > 0)
            parts.Add($"calls {string.Join(", ", program.Calls.Take(4).Select(static call => call.Import?.ToString() ?? "what another call returned").Distinct())}");
        else if (program.Imports.Length > 0)
            parts.Add($"imports {string.Join(", ", program.Imports.Take(4))}");
        else
            parts.Add("plain data");
        parts.Add($"{program.Opcodes} instructions");
        if (program.End != PickleEnd.Stop)
            parts.Add($"breaks off: {program.End}");
        return string.Join("; ", parts);
    }
}
