using System.Buffers;

namespace Leadglass.Dicom.Network;

/// <summary>Writes protocol data units; what was read is written back byte for byte. Source: PS3.8 §9.3.</summary>
/// <remarks>Not checked: whether a PDU follows the standard. A test tool must be able to send what does not.</remarks>
public static partial class PduWriter
{
    /// <summary>The bytes of a PDU, its header included.</summary>
    /// <param name="pdu">The PDU.</param>
    /// <exception cref="InvalidOperationException">An item holds more than its 16-bit length can say.</exception>
    public static byte[] ToBytes(Pdu pdu)
    {
        var sink = new ByteSink();
        Write(sink, pdu);
        return sink.Written.ToArray();
    }

    /// <summary>Writes a PDU, its header included.</summary>
    /// <param name="pdu">The PDU.</param>
    /// <param name="destination">Where to.</param>
    /// <exception cref="InvalidOperationException">An item holds more than its 16-bit length can say.</exception>
    public static void Write(Pdu pdu, IBufferWriter<byte> destination)
    {
        ArgumentNullException.ThrowIfNull(destination);
        var sink = new ByteSink();
        Write(sink, pdu);
        destination.Write(sink.Written);
    }

    private static void Write(ByteSink sink, Pdu pdu)
    {
        ArgumentNullException.ThrowIfNull(pdu);
        sink.WriteByte((byte)pdu.Type);
        sink.WriteByte(pdu.Reserved);
        var length = sink.Length;
        sink.WriteUInt32BigEndian(0);
        switch (pdu)
        {
            case AssociatePdu associate:
                WriteAssociate(sink, associate);
                break;
            case AssociateReject reject:
                sink.WriteByte(reject.ReservedField);
                sink.WriteByte((byte)reject.Result);
                sink.WriteByte((byte)reject.Source);
                sink.WriteByte((byte)reject.Reason);
                break;
            case DataTransfer data:
                foreach (var value in data.Values)
                    WriteValue(sink, value.ContextId, value.ControlHeader, value.Fragment.Span);
                break;
            case ReleaseRequest release:
                sink.WriteUInt32BigEndian(release.ReservedField);
                break;
            case ReleaseResponse release:
                sink.WriteUInt32BigEndian(release.ReservedField);
                break;
            case Abort abort:
                sink.WriteUInt16BigEndian(abort.ReservedField);
                sink.WriteByte((byte)abort.Source);
                sink.WriteByte((byte)abort.Reason);
                break;
            default:
                throw new ArgumentException($"{pdu.GetType()} is not a PDU of PS3.8.", nameof(pdu));
        }
        sink.Write(pdu.Trailing.Span);
        sink.PatchUInt32BigEndian(length);
    }

    private static void WriteValue(ByteSink sink, byte contextId, byte control, ReadOnlySpan<byte> fragment)
    {
        // PS3.8 §9.3.5.1: the length counts context id and message control header
        sink.WriteUInt32BigEndian((uint)fragment.Length + 2);
        sink.WriteByte(contextId);
        sink.WriteByte(control);
        sink.Write(fragment);
    }

    /// <summary>Writes a P-DATA-TF that holds one fragment.</summary>
    internal static void WriteDataTransfer(ByteSink sink, byte contextId, byte control, ReadOnlySpan<byte> fragment)
    {
        sink.WriteByte((byte)PduType.DataTransfer);
        sink.WriteByte(0);
        sink.WriteUInt32BigEndian((uint)fragment.Length + 6);
        WriteValue(sink, contextId, control, fragment);
    }
}
