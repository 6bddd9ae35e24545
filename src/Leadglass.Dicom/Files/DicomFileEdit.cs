using System.IO.Compression;
using Leadglass.Dicom.Data;

namespace Leadglass.Dicom.Files;

/// <summary>
/// Changes to a file, collected and then written: everything that no change touches is copied byte for byte. Without changes the copy is
/// the file. A deflated data set is deflated anew if, and only if, something in it changes.
/// </summary>
/// <param name="file">The file to change; it stays as it is.</param>
/// <param name="policy">What to do about lengths that become wrong; that of the File Meta Information is one of them.</param>
public sealed class DicomFileEdit(DicomFile file, LengthPolicy policy = LengthPolicy.Repair)
{
    private ReadOnlyMemory<byte>? _preamble;
    private bool _withoutTrailing;

    /// <summary>Changes to the File Meta Information.</summary>
    public DataTreeEdit Meta { get; } = new(file.Meta, policy);

    /// <summary>Changes to the data set.</summary>
    public DataTreeEdit DataSet { get; } = new(file.DataSet, policy);

    /// <summary>Nothing was changed.</summary>
    public bool IsEmpty => _preamble is null && !_withoutTrailing && Meta.IsEmpty && DataSet.IsEmpty;

    /// <summary>Puts zeros into the preamble, if there is one. Source: PS3.10 §7.1, §7.5.</summary>
    public void ClearPreamble() => ReplacePreamble(new byte[file.Preamble.Length]);

    /// <summary>Puts other bytes in place of the preamble.</summary>
    /// <param name="bytes">The bytes; 128 in a file that is to be read by others.</param>
    public void ReplacePreamble(ReadOnlyMemory<byte> bytes) => _preamble = bytes;

    /// <summary>Leaves out what follows the data set: bytes behind the last element, and behind a deflated data set.</summary>
    public void RemoveTrailing()
    {
        _withoutTrailing = true;
        DataNode? last = null;
        foreach (var node in file.DataSet.Top)
            last = node;
        if (last is { Kind: DataNodeKind.Unread } trailing)
            DataSet.Remove(trailing);
    }

    /// <summary>Where bytes of the data set come to stand: takes an offset in the file and gives the one that it will have. Of no meaning in a deflated one.</summary>
    /// <returns>The function; it knows the changes made so far.</returns>
    /// <exception cref="InvalidOperationException">A repaired length does not fit its field.</exception>
    public Func<long, long> Placement()
    {
        var growth = Meta.Placement()(file.Meta.Range.End) - file.Meta.Range.End;
        var inDataSet = DataSet.Placement();
        return offset => inDataSet(offset) + growth;
    }

    /// <summary>Writes the changed file.</summary>
    /// <param name="destination">Where to.</param>
    /// <exception cref="InvalidOperationException">
    /// A repaired length does not fit its field, or a deflated data set is changed that was not expanded to its end: the rest would be lost.
    /// </exception>
    /// <exception cref="IOException">The source or the destination failed.</exception>
    public void WriteTo(Stream destination)
    {
        ArgumentNullException.ThrowIfNull(destination);
        if (_preamble is { } preamble)
            destination.Write(preamble.Span);
        else
            file.Source.CopyTo(file.Preamble, destination);
        file.Source.CopyTo(file.Prefix, destination);
        Meta.WriteTo(destination);

        if (!file.IsDeflated)
            DataSet.WriteTo(destination);
        else if (DataSet.IsEmpty)
            file.Source.CopyTo(file.Compressed, destination);
        else
            Deflate(destination);

        file.Source.CopyTo(TrailingKept(), destination);
    }

    /// <summary>A padding byte belongs to the deflated bytes it pads: bytes that are deflated anew bring their own.</summary>
    private ByteRange TrailingKept()
    {
        var padding = file.Trailing with { Length = Math.Min(file.Compressed.Length % 2, file.Trailing.Length) };
        if (!DataSet.IsEmpty && (_withoutTrailing || padding == file.Trailing))
            return padding with { Length = 0 };
        return _withoutTrailing ? padding : file.Trailing;
    }

    private void Deflate(Stream destination)
    {
        if (file.Anomalies.Any(static anomaly => anomaly.Kind is StructureAnomalyKind.DeflateBroken or StructureAnomalyKind.DeflateLimit))
            throw new InvalidOperationException("The deflated data set was not expanded to its end; it cannot be written anew.");

        // What was expanded fits into memory, and so does what is deflated.
        using var deflated = new MemoryStream();
        using (var deflate = new DeflateStream(deflated, CompressionLevel.Optimal, leaveOpen: true))
            DataSet.WriteTo(deflate);
        if (deflated.Length % 2 != 0)
            deflated.WriteByte(0); // PS3.5 §A.5
        deflated.WriteTo(destination);
    }
}
