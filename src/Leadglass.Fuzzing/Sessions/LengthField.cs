using System.Buffers.Binary;
using Leadglass.Dicom.Network;

namespace Leadglass.Fuzzing.Sessions;

/// <summary>A field of a PDU that says how many bytes follow it. Source: PS3.8 §9.3.</summary>
/// <param name="Offset">Where it is.</param>
/// <param name="Size">Its own bytes: 2 or 4, big endian.</param>
/// <param name="Of">What it is the length of.</param>
internal readonly record struct LengthField(int Offset, int Size, string Of)
{
    private const int FirstItem = 74;               // PS3.8 §9.3.2: behind versions, AE titles and reserved bytes
    private const int ItemHeader = 4;
    private const int ContextHead = 4;
    private const int PresentationContext = 0x20;
    private const int UserInformation = 0x50;
    private const int MostFields = 1024;

    /// <summary>The length fields of the PDUs in bytes, as far as they can be followed.</summary>
    public static IReadOnlyList<LengthField> In(ReadOnlySpan<byte> bytes)
    {
        var fields = new List<LengthField>();
        for (var at = 0; bytes.Length - at >= PduHeader.Size && fields.Count < MostFields;)
        {
            var length = BinaryPrimitives.ReadUInt32BigEndian(bytes[(at + 2)..]);
            fields.Add(new LengthField(at + 2, 4, "PDU"));
            var end = (int)Math.Min(bytes.Length, at + PduHeader.Size + (long)length);
            if ((PduType)bytes[at] is PduType.AssociateRequest or PduType.AssociateAccept)
                Items(bytes, at + FirstItem, end, "item", fields);
            else if ((PduType)bytes[at] == PduType.DataTransfer)
                Values(bytes, at + PduHeader.Size, end, fields);
            at = end;
        }
        return fields;
    }

    /// <summary>Writes a value into the field.</summary>
    public void Write(Span<byte> bytes, uint value)
    {
        if (Size == sizeof(ushort))
            BinaryPrimitives.WriteUInt16BigEndian(bytes[Offset..], (ushort)value);
        else
            BinaryPrimitives.WriteUInt32BigEndian(bytes[Offset..], value);
    }

    /// <summary>The value that the field has.</summary>
    public uint Read(ReadOnlySpan<byte> bytes) => Size == sizeof(ushort) ? BinaryPrimitives.ReadUInt16BigEndian(bytes[Offset..]) : BinaryPrimitives.ReadUInt32BigEndian(bytes[Offset..]);

    private static void Items(ReadOnlySpan<byte> bytes, int at, int end, string kind, List<LengthField> fields)
    {
        while (end - at >= ItemHeader && fields.Count < MostFields)
        {
            var length = BinaryPrimitives.ReadUInt16BigEndian(bytes[(at + 2)..]);
            fields.Add(new LengthField(at + 2, 2, $"{kind} {bytes[at]:X2}H"));
            var inner = at + ItemHeader;
            var innerEnd = Math.Min(end, inner + length);
            if (bytes[at] == PresentationContext)
                Items(bytes, inner + ContextHead, innerEnd, "sub-item", fields);
            else if (bytes[at] == UserInformation)
                Items(bytes, inner, innerEnd, "sub-item", fields);
            at = innerEnd;
        }
    }

    private static void Values(ReadOnlySpan<byte> bytes, int at, int end, List<LengthField> fields)
    {
        while (end - at >= 4 && fields.Count < MostFields)
        {
            fields.Add(new LengthField(at, 4, "PDV"));
            at = (int)Math.Min(end, at + 4L + BinaryPrimitives.ReadUInt32BigEndian(bytes[at..]));
        }
    }
}
