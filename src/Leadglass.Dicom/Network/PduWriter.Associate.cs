namespace Leadglass.Dicom.Network;

public static partial class PduWriter
{
    private static void WriteAssociate(ByteSink sink, AssociatePdu pdu)
    {
        // PS3.8 §9.3.2 and §9.3.3
        sink.WriteUInt16BigEndian(pdu.ProtocolVersion);
        sink.WriteUInt16BigEndian(pdu.ReservedAfterVersion);
        sink.Write(pdu.CalledAETitleBytes.Span);
        sink.Write(pdu.CallingAETitleBytes.Span);
        sink.Write(pdu.ReservedAfterTitles.Span);
        foreach (var item in pdu.Items)
            WriteItem(sink, item);
    }

    internal static void WriteItem(ByteSink sink, AssociateItem item)
    {
        if (!item.AsRead.IsEmpty)
        {
            sink.Write(item.AsRead.Span);
            return;
        }

        sink.WriteByte((byte)item.ItemType);
        sink.WriteByte(item.Reserved);
        var length = sink.Length;
        sink.WriteUInt16BigEndian(0);
        WriteContent(sink, item);
        sink.PatchUInt16BigEndian(length, $"Item {(byte)item.ItemType:X2}H");
    }

    private static void WriteContent(ByteSink sink, AssociateItem item)
    {
        switch (item)
        {
            case ApplicationContext context:
                sink.WriteLatin1(context.Name);
                break;
            case PresentationContextRequest context:
                WriteContextHead(sink, context.Id, 0);
                WriteSyntax(sink, ItemType.AbstractSyntax, context.AbstractSyntax);
                foreach (var transferSyntax in context.TransferSyntaxes)
                    WriteSyntax(sink, ItemType.TransferSyntax, transferSyntax);
                break;
            case PresentationContextResult context:
                WriteContextHead(sink, context.Id, (byte)context.Result);
                WriteSyntax(sink, ItemType.TransferSyntax, context.TransferSyntax);
                break;
            case UserInformation user:
                foreach (var subItem in user.Items)
                    WriteItem(sink, subItem);
                break;
            case UnknownItem unknown:
                sink.Write(unknown.Content.Span);
                break;
            default:
                WriteUserInformation(sink, item);
                break;
        }
    }

    private static void WriteUserInformation(ByteSink sink, AssociateItem item)
    {
        switch (item)
        {
            case MaximumLength maximum:
                sink.WriteUInt32BigEndian(maximum.Received);
                break;
            case ImplementationClassUid implementation:
                sink.WriteLatin1(implementation.Uid);
                break;
            case AsynchronousOperationsWindow window:
                sink.WriteUInt16BigEndian(window.Invoked);
                sink.WriteUInt16BigEndian(window.Performed);
                break;
            case RoleSelection role:
                WriteCounted(sink, role.SopClassUid);
                sink.WriteByte(role.Scu ? (byte)1 : (byte)0);
                sink.WriteByte(role.Scp ? (byte)1 : (byte)0);
                break;
            case ImplementationVersionName version:
                sink.WriteLatin1(version.Name);
                break;
            case ExtendedNegotiation extended:
                WriteCounted(sink, extended.SopClassUid);
                sink.Write(extended.ApplicationInformation.Span);
                break;
            case CommonExtendedNegotiation common:
                WriteCommonExtendedNegotiation(sink, common);
                break;
            case UserIdentityRequest identity:
                sink.WriteByte((byte)identity.IdentityType);
                sink.WriteByte(identity.PositiveResponseRequested ? (byte)1 : (byte)0);
                WriteCounted(sink, identity.PrimaryField.Span);
                WriteCounted(sink, identity.SecondaryField.Span);
                break;
            case UserIdentityResponse response:
                WriteCounted(sink, response.ServerResponse.Span);
                break;
            default:
                throw new ArgumentException($"{item.GetType()} is not an item of PS3.8.", nameof(item));
        }
    }

    private static void WriteCommonExtendedNegotiation(ByteSink sink, CommonExtendedNegotiation common)
    {
        // PS3.7 §D.3.3.6.1
        WriteCounted(sink, common.SopClassUid);
        WriteCounted(sink, common.ServiceClassUid);
        var length = sink.Length;
        sink.WriteUInt16BigEndian(0);
        foreach (var related in common.RelatedGeneralSopClassUids)
            WriteCounted(sink, related);
        sink.PatchUInt16BigEndian(length, "The list of related general SOP classes");
    }

    private static void WriteContextHead(ByteSink sink, byte id, byte result)
    {
        sink.WriteByte(id);
        sink.WriteByte(0);
        sink.WriteByte(result);
        sink.WriteByte(0);
    }

    private static void WriteSyntax(ByteSink sink, ItemType type, string uid)
    {
        sink.WriteByte((byte)type);
        sink.WriteByte(0);
        WriteCounted(sink, uid);
    }

    private static void WriteCounted(ByteSink sink, string text)
    {
        var length = sink.Length;
        sink.WriteUInt16BigEndian(0);
        sink.WriteLatin1(text);
        sink.PatchUInt16BigEndian(length, "A UID");
    }

    private static void WriteCounted(ByteSink sink, ReadOnlySpan<byte> bytes)
    {
        var length = sink.Length;
        sink.WriteUInt16BigEndian(0);
        sink.Write(bytes);
        sink.PatchUInt16BigEndian(length, "A field of the user identity");
    }
}
