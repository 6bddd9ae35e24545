using System.Buffers.Binary;

namespace Leadglass.Dicom.Network;

/// <summary>Reads protocol data units: bounded by what was given, lossless, and without exceptions for any content. Source: PS3.8 §9.3.</summary>
public static partial class PduReader
{
    /// <summary>Reads the PDU at the start of <paramref name="pdu"/>.</summary>
    /// <param name="pdu">A whole PDU, its header included; bytes after it are left alone.</param>
    /// <param name="conformance">Which deviations fail the read.</param>
    /// <remarks>Not checked: whether the PDU may come in the state of the association, and whether AE titles or UIDs are known.</remarks>
    public static PduReadResult Read(ReadOnlySpan<byte> pdu, Conformance conformance = Conformance.Standard)
    {
        if (!pdu.IsEmpty && !PduHeader.IsKnown((PduType)pdu[0]))
        {
            return Failed(PduReadStatus.Unrecognized, new Anomaly(0, "PDU-type", "PS3.8 §9.3.1", $"{pdu[0]:X2}H is not one of 01H to 07H"));
        }
        if (!PduHeader.TryRead(pdu, uint.MaxValue, out var header, out _))
        {
            return Failed(PduReadStatus.Truncated, new Anomaly(pdu.Length, "PDU header", "PS3.8 §9.3.1", $"{pdu.Length} bytes are fewer than the header's 6"));
        }
        if (header.Length > pdu.Length - PduHeader.Size)
        {
            return Failed(PduReadStatus.Truncated, new Anomaly(
                2, "PDU-length", "PS3.8 §9.3.1", $"{header.Length} bytes are announced, {pdu.Length - PduHeader.Size} are there"));
        }

        var size = PduHeader.Size + (int)header.Length;
        return ReadOwned(header, pdu[..size].ToArray(), conformance);
    }

    /// <summary>Reads one PDU from bytes that it may keep slices of.</summary>
    private static PduReadResult ReadOwned(PduHeader header, ReadOnlyMemory<byte> pdu, Conformance conformance)
    {
        var log = new AnomalyLog(conformance);
        var body = new ByteCursor(pdu, PduHeader.Size, pdu.Length);
        if (header.Reserved != 0)
            log.Untested(1, "reserved", "PS3.8 §9.3.1", $"{header.Reserved:X2}H instead of 00H");

        Pdu? read = header.Type switch
        {
            PduType.AssociateRequest => ReadAssociate(ref body, log, new AssociateRequest()),
            PduType.AssociateAccept => ReadAssociate(ref body, log, new AssociateAccept()),
            PduType.AssociateReject => ReadReject(ref body, log),
            PduType.DataTransfer => ReadDataTransfer(ref body, log),
            PduType.ReleaseRequest => ReadRelease(ref body, log) is { } reserved ? new ReleaseRequest { ReservedField = reserved } : null,
            PduType.ReleaseResponse => ReadRelease(ref body, log) is { } reserved ? new ReleaseResponse { ReservedField = reserved } : null,
            _ => ReadAbort(ref body, log),
        };
        if (read is null || log.Failed)
            return new PduReadResult(PduReadStatus.Malformed, null, 0, log.Anomalies);

        if (header.Reserved != 0 || body.Remaining != 0)
            read = read with { Reserved = header.Reserved, Trailing = body.Rest };
        return new PduReadResult(PduReadStatus.Complete, read, pdu.Length, log.Anomalies);
    }

    private static AssociateReject? ReadReject(ref ByteCursor body, AnomalyLog log)
    {
        // PS3.8 §9.3.4
        if (!TryReadFour(ref body, log, "PS3.8 §9.3.4", out var fields))
            return null;
        if (fields[0] != 0)
            log.Untested(6, "reserved", "PS3.8 §9.3.4", $"{fields[0]:X2}H instead of 00H");
        return new AssociateReject((RejectResult)fields[1], (RejectSource)fields[2], (RejectReason)fields[3]) { ReservedField = fields[0] };
    }

    private static uint? ReadRelease(ref ByteCursor body, AnomalyLog log)
    {
        // PS3.8 §9.3.6 and §9.3.7
        if (!TryReadFour(ref body, log, "PS3.8 §9.3.6", out var fields))
            return null;
        if (fields.ContainsAnyExcept((byte)0))
            log.Untested(6, "reserved", "PS3.8 §9.3.6", "not zero");
        return BinaryPrimitives.ReadUInt32BigEndian(fields);
    }

    private static Abort? ReadAbort(ref ByteCursor body, AnomalyLog log)
    {
        // PS3.8 §9.3.8
        if (!TryReadFour(ref body, log, "PS3.8 §9.3.8", out var fields))
            return null;
        if (fields[0] != 0 || fields[1] != 0)
            log.Untested(6, "reserved", "PS3.8 §9.3.8", "not zero");
        return new Abort((AbortSource)fields[2], (AbortReason)fields[3]) { ReservedField = (ushort)(fields[0] << 8 | fields[1]) };
    }

    /// <summary>The body of the PDUs whose length is always four; what comes after it is kept and reported.</summary>
    private static bool TryReadFour(ref ByteCursor body, AnomalyLog log, string clause, out ReadOnlySpan<byte> fields)
    {
        var length = body.Remaining;
        var complete = body.TryReadBytes(4, out var four);
        fields = four.Span;
        if (!complete)
            log.Fault(2, "PDU-length", clause, $"{length} bytes instead of 4");
        else if (body.Remaining > 0)
            log.Deviation(2, "PDU-length", clause, $"{length} bytes instead of 4");
        return complete;
    }

    private static PduReadResult Failed(PduReadStatus status, Anomaly why) => new(status, null, 0, [why]);
}
