using System.Buffers.Binary;

namespace Leadglass.Dicom.Network;

/// <summary>The six bytes before every PDU: the first guard, read before anything is allocated. Source: PS3.8 §9.3.1.</summary>
/// <param name="Type">The PDU-type.</param>
/// <param name="Reserved">The second byte: sent as 00H, not tested.</param>
/// <param name="Length">The PDU-length: bytes after the header.</param>
public readonly record struct PduHeader(PduType Type, byte Reserved, uint Length)
{
    /// <summary>Bytes in a header.</summary>
    public const int Size = 6;

    /// <summary>Reads a header and checks that a PDU can follow: type 01H to 07H, length within the limit.</summary>
    /// <param name="six">The first bytes; more than six may be given.</param>
    /// <param name="limit">The greatest PDU-length to accept, in bytes.</param>
    /// <param name="header">The header as read; meaningful unless <paramref name="fault"/> is <see cref="HeaderFault.Incomplete"/>.</param>
    /// <param name="fault">Why the result is false.</param>
    /// <returns>Whether the header stands.</returns>
    public static bool TryRead(ReadOnlySpan<byte> six, uint limit, out PduHeader header, out HeaderFault fault)
    {
        header = default;
        if (six.Length < Size)
        {
            fault = HeaderFault.Incomplete;
            return false;
        }

        header = new PduHeader((PduType)six[0], six[1], BinaryPrimitives.ReadUInt32BigEndian(six[2..]));
        fault = !IsKnown(header.Type) ? HeaderFault.UnknownType
            : header.Length > limit ? HeaderFault.TooLong
            : HeaderFault.None;
        return fault == HeaderFault.None;
    }

    /// <summary>Whether a first byte names one of the seven PDUs.</summary>
    /// <param name="type">The PDU-type.</param>
    public static bool IsKnown(PduType type) => type is >= PduType.AssociateRequest and <= PduType.Abort;
}
