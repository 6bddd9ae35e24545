using System.Buffers.Binary;

namespace Leadglass.Tls.Messages;

/// <summary>Reads records: bounded by what was given, lossless, and without exceptions for any content. Source: RFC 8446 §5.1.</summary>
public static class RecordReader
{
    /// <summary>Reads the record at the start of <paramref name="bytes"/>.</summary>
    /// <param name="bytes">Bytes from the wire; those after the record are left alone.</param>
    /// <remarks>Not checked: whether the version field is one that is in use, and whether the content is what its type says.</remarks>
    public static RecordReadResult Read(ReadOnlyMemory<byte> bytes)
    {
        var span = bytes.Span;
        // RFC 8446 §5.1
        if (span.Length > 0 && !IsKnown((ContentType)span[0]))
            return Malformed(new TlsAnomaly(0, "ContentType", "RFC 8446 §5.1", $"{span[0]} is not one of 20 to 24"));
        if (span.Length > 1 && span[1] != 3)
            return Malformed(new TlsAnomaly(1, "legacy_record_version", "RFC 8446 §5.1", $"{span[1]:X2}H instead of 03H as first byte"));
        if (span.Length < TlsRecord.HeaderSize)
            return new RecordReadResult(ReadStatus.Truncated, null, 0, null);

        var length = BinaryPrimitives.ReadUInt16BigEndian(span[3..]);
        if (length > TlsRecord.MostBytes)
            return Malformed(new TlsAnomaly(3, "length", "RFC 5246 §6.2.3", $"{length} bytes are more than {TlsRecord.MostBytes}"));
        if (length > span.Length - TlsRecord.HeaderSize)
            return new RecordReadResult(ReadStatus.Truncated, null, 0, null);

        var record = new TlsRecord(
            (ContentType)span[0],
            (TlsVersion)BinaryPrimitives.ReadUInt16BigEndian(span[1..]),
            bytes.Slice(TlsRecord.HeaderSize, length));
        return new RecordReadResult(ReadStatus.Complete, record, TlsRecord.HeaderSize + length, null);
    }

    private static bool IsKnown(ContentType type) => type is >= ContentType.ChangeCipherSpec and <= ContentType.Heartbeat;

    private static RecordReadResult Malformed(TlsAnomaly why) => new(ReadStatus.Malformed, null, 0, why);
}
