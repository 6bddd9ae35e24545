using Leadglass.Dicom.Data;
using Leadglass.Dicom.Dictionary;
using static Leadglass.Dicom.Data.StructureAnomalyKind;

namespace Leadglass.Dicom.Files;

/// <summary>Finds the parts of a file: preamble, prefix, File Meta Information, data set. Source: PS3.10 §7.1.</summary>
internal sealed class FileLayout
{
    private const int PreambleLength = 128;

    /// <summary>How many elements of other groups may stand in front of the File Meta Information, as polyglots have them.</summary>
    private const int MostForeignElements = 8;

    private static readonly DataSetEncoding[] Likelihood =
    [
        DataSetEncoding.ExplicitLittleEndian, DataSetEncoding.ImplicitLittleEndian, DataSetEncoding.ExplicitBigEndian, DataSetEncoding.ImplicitBigEndian,
    ];

    private readonly ByteSource _source;
    private readonly StructureLog _log;
    private readonly HeaderSense _sense;

    public FileLayout(ByteSource source, StructureLog log)
    {
        (_source, _log, _sense) = (source, log, new HeaderSense(source, source.Length));
        FindPrefix();
        Meta = FindMeta(Prefix.End);
    }

    public ByteRange Preamble { get; private set; }

    public ByteRange Prefix { get; private set; }

    public ByteRange Meta { get; }

    public DataSetEncoding MetaEncoding { get; private set; } = DataSetEncoding.ExplicitLittleEndian;

    /// <summary>The encoding of the data set: the declared one unless its first elements say otherwise; null where nothing makes sense.</summary>
    /// <param name="source">Where the data set is: the file, or the expanded bytes.</param>
    /// <param name="start">Its first byte.</param>
    /// <param name="declared">The encoding of the transfer syntax; null where there is none.</param>
    public static DataSetEncoding? Recognise(ByteSource source, long start, DataSetEncoding? declared)
    {
        var sense = new HeaderSense(source, source.Length);
        DataSetEncoding[] candidates = declared is { } first ? [first, .. Likelihood.Where(other => other != first)] : Likelihood;
        foreach (var candidate in candidates)
        {
            if (sense.TryRead(start, candidate, source.Length, out var header) && Speaks(header, candidate) && sense.LeadsOn(start, header, candidate, source.Length))
                return candidate;
        }
        // Nothing leads on: the first element is cut off, or what follows it is broken. A known tag with a VR still tells; without one it
        // takes a transfer syntax that says so.
        foreach (var candidate in candidates)
        {
            if (sense.TryRead(start, candidate, source.Length, out var header)
                && Speaks(header, candidate)
                && (candidate.IsExplicit() || (declared is not null && HeaderSense.Fits(header, source.Length - start))))
                return candidate;
        }
        return null;
    }

    private static bool Speaks(ElementHeader header, DataSetEncoding encoding) =>
        HeaderSense.IsKnown(header.Tag) && (!encoding.IsExplicit() || header.Vr.Rule is not null);

    private void FindPrefix()
    {
        if (HasPrefix(PreambleLength))
        {
            Preamble = new ByteRange(0, PreambleLength);
            Prefix = new ByteRange(PreambleLength, 4);
            return;
        }

        if (HasPrefix(0))
        {
            Prefix = new ByteRange(0, 4);
            Report(NoPreamble);
        }
        else if (!IsMeta(0) && Recognise(_source, 0, null) is null && IsMeta(PreambleLength + 4))
        {
            Preamble = new ByteRange(0, PreambleLength);
            Prefix = new ByteRange(PreambleLength, 4);
            Report(NoPrefix, PreambleLength);
        }
        else if (!IsMeta(0) && Recognise(_source, 0, null) is null && IsMeta(PreambleLength))
        {
            Preamble = new ByteRange(0, PreambleLength);
            Prefix = new ByteRange(PreambleLength, 0);
            Report(NoPrefix, PreambleLength);
        }
        else
        {
            Report(NoPreamble);
            Report(NoPrefix);
        }
    }

    private ByteRange FindMeta(long start)
    {
        var at = SkipForeign(start);
        if (!IsMeta(at))
        {
            Report(NoMetaGroup, start);
            return new ByteRange(start, 0);
        }

        MetaEncoding = Recognise(_source, at, DataSetEncoding.ExplicitLittleEndian) ?? DataSetEncoding.ExplicitLittleEndian;
        if (MetaEncoding != DataSetEncoding.ExplicitLittleEndian)
            Report(StructureAnomalyKind.MetaEncoding, at);
        while (_sense.TryRead(at, MetaEncoding, _source.Length, out var header) && header.Tag.Group == 0x0002 && !header.HasUndefinedLength)
            at = Math.Min(at + header.Size + header.Length, _source.Length);
        return ByteRange.Between(start, at);
    }

    /// <summary>Elements between the prefix and group 0002: how programs are hidden in files that some readers still open.</summary>
    private long SkipForeign(long start)
    {
        var at = start;
        for (var i = 0; i <= MostForeignElements; i++)
        {
            if (IsMeta(at))
                return at;
            if (!_sense.TryRead(at, DataSetEncoding.ExplicitLittleEndian, _source.Length, out var header)
                || header.Vr.Rule is null
                || header.HasUndefinedLength
                || !HeaderSense.Fits(header, _source.Length - at))
                return start;
            at += header.Size + header.Length;
        }
        return start;
    }

    private bool HasPrefix(long at)
    {
        Span<byte> bytes = stackalloc byte[4];
        return _source.Read(at, bytes) == 4 && bytes.SequenceEqual("DICM"u8);
    }

    /// <summary>An element of group 0002, in either byte order.</summary>
    private bool IsMeta(long at) =>
        _sense.TryRead(at, DataSetEncoding.ImplicitLittleEndian, _source.Length, out var little) && (IsMeta(little.Tag)
        || (_sense.TryRead(at, DataSetEncoding.ImplicitBigEndian, _source.Length, out var big) && IsMeta(big.Tag)));

    private static bool IsMeta(Tag tag) => tag.Group == 0x0002 && HeaderSense.IsKnown(tag);

    private void Report(StructureAnomalyKind kind, long offset = 0) => _log.Add(new StructureAnomaly(kind, offset));
}
