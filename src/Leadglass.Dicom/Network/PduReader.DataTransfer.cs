namespace Leadglass.Dicom.Network;

public static partial class PduReader
{
    private static DataTransfer ReadDataTransfer(ref ByteCursor body, AnomalyLog log)
    {
        var values = new List<PresentationDataValue>();
        while (TryReadValue(ref body, log, out var contextId, out var control, out var fragment))
            values.Add(new PresentationDataValue(contextId, control, fragment));
        if (values.Count == 0)
            log.Deviation(PduHeader.Size, "presentation-data-value", "PS3.8 §9.3.5", "the PDU holds none");
        return new DataTransfer(values);
    }

    /// <summary>Reads one presentation data value; on false, what remains in <paramref name="body"/> is not one. Source: PS3.8 §9.3.5.1.</summary>
    internal static bool TryReadValue(
        ref ByteCursor body, AnomalyLog log, out byte contextId, out byte control, out ReadOnlyMemory<byte> fragment)
    {
        contextId = control = 0;
        fragment = default;
        if (body.Remaining == 0)
            return false;

        var start = body.Position;
        var attempt = body;
        if (!attempt.TryReadUInt32BigEndian(out var length) || length > attempt.Remaining)
        {
            log.Fault(start, "PDV item-length", "PS3.8 §9.3.5.1", $"{length} bytes are announced, {attempt.Remaining} are there");
            return false;
        }
        if (length < 2)
        {
            log.Fault(start, "PDV item-length", "PS3.8 §9.3.5.1", $"{length} bytes leave no room for the context id and the message control header");
            return false;
        }

        attempt.TryReadByte(out contextId);
        attempt.TryReadByte(out control);
        attempt.TryReadBytes((int)length - 2, out fragment);
        if (fragment.Length % 2 != 0)
            log.Deviation(start, "PDV item-length", "PS3.8 §9.3.5.1", "the fragment has an odd number of bytes");
        if (fragment.IsEmpty)
            log.Deviation(start, "PDV item-length", "PS3.8 §E.2", "the fragment is empty");
        body = attempt;
        return true;
    }
}
