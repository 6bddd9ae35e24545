using Leadglass.Dicom.Data;
using Leadglass.Dicom.Dictionary;
using static Leadglass.Dicom.Data.StructureAnomalyKind;

namespace Leadglass.Dicom.Files;

/// <summary>
/// A file as its bytes are: preamble, prefix, File Meta Information, data set and what follows, each with its place. Any file is read,
/// however broken; nothing in it makes this throw. Values stay in the file. Source: PS3.10 §7.1.
/// </summary>
/// <remarks>
/// In a file that is not deflated the parts cover every byte: preamble, prefix, <see cref="Meta"/>, <see cref="DataSet"/>. What follows
/// the last element that can be read is a node of kind <see cref="DataNodeKind.Unread"/> at the end of the data set. In a deflated file
/// the data set is a tree over the expanded bytes, and <see cref="Compressed"/> and <see cref="Trailing"/> cover the rest of the file.
/// </remarks>
public sealed class DicomFile : IDisposable
{
    private const int LongestUid = 64;

    private readonly StructureLog _log = new();

    private DicomFile(ByteSource source, DataSetLimits limits)
    {
        Source = source;
        var layout = new FileLayout(source, _log);
        (Preamble, Prefix) = (layout.Preamble, layout.Prefix);
        Meta = new TreeParse(source, layout.Meta, layout.MetaEncoding, limits, isMeta: true).Run();
        foreach (var node in Meta.Top)
        {
            if (node.Tag.Group != 0x0002)
                _log.Add(new StructureAnomaly(ForeignElementInMeta, node.Offset, node.Index, node.Tag));
        }

        TransferSyntax = Meta.Find(Tags.TransferSyntaxUid)?.Text(LongestUid + 1);
        Compressed = ByteRange.Between(layout.Meta.End, source.Length);
        Trailing = new ByteRange(source.Length, 0);
        DataSet = ReadDataSet(limits);
    }

    /// <summary>The bytes of the file.</summary>
    public ByteSource Source { get; }

    /// <summary>The preamble, 128 bytes; empty where there is none.</summary>
    public ByteRange Preamble { get; }

    /// <summary>The prefix, <c>DICM</c>; four other bytes where something else stands in its place; empty where there is none.</summary>
    public ByteRange Prefix { get; }

    /// <summary>The File Meta Information; empty where there is none.</summary>
    public DataTree Meta { get; }

    /// <summary>The transfer syntax UID as written, without padding; null where there is none. Untrusted text.</summary>
    public string? TransferSyntax { get; }

    /// <summary>The data set.</summary>
    public DataTree DataSet { get; }

    /// <summary>The data set was deflated and is expanded in memory: the offsets of its tree count in <see cref="DataTree.Source"/>, not in the file.</summary>
    public bool IsDeflated { get; private set; }

    /// <summary>The bytes of the file that are the data set, deflated or not.</summary>
    public ByteRange Compressed { get; private set; }

    /// <summary>What follows a deflated data set in the file, its one byte of padding included; empty in every other file.</summary>
    public ByteRange Trailing { get; private set; }

    /// <summary>
    /// Something in the file speaks for DICOM: a prefix, File Meta Information, or a data set that begins with a known element. Where
    /// nothing does, the data set is one node of kind <see cref="DataNodeKind.Unread"/>.
    /// </summary>
    public bool IsRecognised => !Prefix.IsEmpty || Meta.Count > 0 || (DataSet.Count > 0 && DataSet[0].Kind != DataNodeKind.Unread);

    /// <summary>Anomalies of the file around its trees, with offsets in the file; <see cref="DataTree.Anomalies"/> has those inside them.</summary>
    public IReadOnlyList<StructureAnomaly> Anomalies => _log.Kept;

    /// <summary>Opens and reads a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="limits">What it may cost; null for <see cref="DataSetLimits.ForFiles"/>.</param>
    /// <exception cref="IOException">The file cannot be opened, or failed while it was read.</exception>
    /// <exception cref="UnauthorizedAccessException">The file must not be read.</exception>
    public static DicomFile Open(string path, DataSetLimits? limits = null)
    {
        var source = ByteSource.Open(path);
        try
        {
            return Read(source, limits);
        }
        catch
        {
            source.Dispose();
            throw;
        }
    }

    /// <summary>Reads a file; the result owns the source and disposes of it.</summary>
    /// <param name="source">The bytes of the file.</param>
    /// <param name="limits">What it may cost; null for <see cref="DataSetLimits.ForFiles"/>.</param>
    /// <exception cref="IOException">The source failed.</exception>
    public static DicomFile Read(ByteSource source, DataSetLimits? limits = null)
    {
        ArgumentNullException.ThrowIfNull(source);
        return new DicomFile(source, limits ?? DataSetLimits.ForFiles);
    }

    /// <summary>Closes the source.</summary>
    public void Dispose() => Source.Dispose();

    private DataTree ReadDataSet(DataSetLimits limits)
    {
        TransferSyntaxCoding? coding = TransferSyntax is { Length: > 0 } uid ? TransferSyntaxCoding.Of(uid) : null;
        if (coding is null && Meta.Count > 0)
            _log.Add(new StructureAnomaly(NoTransferSyntax, Meta.Range.Offset));
        if (coding is { IsStandard: false })
            _log.Add(new StructureAnomaly(UnknownTransferSyntax, Meta.Find(Tags.TransferSyntaxUid)!.Value.Offset));

        var (source, range) = (Source, Compressed);
        if (coding is { IsDeflated: true } && !Compressed.IsEmpty && Expansion.Of(Source, Compressed, limits.MaxExpandedLength, _log) is { } expansion)
        {
            IsDeflated = true;
            Compressed = expansion.Compressed;
            Trailing = ByteRange.Between(Compressed.End, Source.Length);
            if (Trailing.Length > 1)
                _log.Add(new StructureAnomaly(AfterDeflate, Trailing.Offset, Found: Trailing.Length));
            (source, range) = (ByteSource.From(expansion.Bytes), new ByteRange(0, expansion.Bytes.Length));
        }
        else if (coding is { IsDeflated: true } && !Compressed.IsEmpty)
        {
            _log.Add(new StructureAnomaly(DeflateBroken, Compressed.Offset));
        }

        var declared = coding?.Encoding;
        var encoding = range.IsEmpty ? declared : FileLayout.Recognise(source, range.Offset, declared);
        if (encoding is { } taken && declared is { } said && taken != said)
            _log.Add(new StructureAnomaly(TransferSyntaxMismatch, Compressed.Offset, Found: (long)taken, Expected: (long)said));
        // Without a transfer syntax and without an element that makes sense, it is no data set that could be taken apart.
        return encoding is null && declared is null && !range.IsEmpty
            ? TreeParse.Unreadable(source, range)
            : new TreeParse(source, range, encoding ?? declared ?? DataSetEncoding.ImplicitLittleEndian, limits).Run();
    }
}
