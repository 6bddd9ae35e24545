namespace Leadglass.Dicom.Network;

public static partial class PduReader
{
    private static AssociateItem ReadSubItem(byte type, ByteCursor content, int start, AnomalyLog log, ByteSink scratch) => (ItemType)type switch
    {
        ItemType.MaximumLength => ReadMaximumLength(content, start, log) ?? Opaque(type, content),
        ItemType.ImplementationClassUid =>
            new ImplementationClassUid(ReadUid(content.RestSpan, start, "implementation-class-uid", "PS3.7 §D.3.3.2.1", log)),
        ItemType.AsynchronousOperationsWindow => ReadWindow(content, start, log) ?? Opaque(type, content),
        ItemType.RoleSelection => ReadRoleSelection(content, start, log) ?? Opaque(type, content),
        ItemType.ImplementationVersionName => ReadVersionName(content, start, log),
        ItemType.ExtendedNegotiation => ReadExtendedNegotiation(content, start, log) ?? Opaque(type, content),
        ItemType.CommonExtendedNegotiation => ReadCommonExtendedNegotiation(content, start, log) ?? Opaque(type, content),
        ItemType.UserIdentityRequest => ReadUserIdentity(content, start, log) ?? Opaque(type, content),
        ItemType.UserIdentityResponse => ReadUserIdentityResponse(content, start, log) ?? Opaque(type, content),
        _ => Unknown(type, content, start, log, "PS3.8 §D.2"),
    };

    private static AssociateItem? ReadMaximumLength(ByteCursor content, int start, AnomalyLog log)
    {
        // PS3.8 §D.1.1
        if (content.TryReadUInt32BigEndian(out var received))
        {
            CheckEnd(content, start, log, "PS3.8 §D.1.1");
            return new MaximumLength(received);
        }
        return Broken(start, log, "PS3.8 §D.1.1");
    }

    private static AssociateItem? ReadWindow(ByteCursor content, int start, AnomalyLog log)
    {
        // PS3.7 §D.3.3.3.1
        if (content.TryReadUInt16BigEndian(out var invoked) && content.TryReadUInt16BigEndian(out var performed))
        {
            CheckEnd(content, start, log, "PS3.7 §D.3.3.3.1");
            return new AsynchronousOperationsWindow(invoked, performed);
        }
        return Broken(start, log, "PS3.7 §D.3.3.3.1");
    }

    private static AssociateItem? ReadRoleSelection(ByteCursor content, int start, AnomalyLog log)
    {
        // PS3.7 §D.3.3.4.1
        if (content.TryReadCounted(out var uid) && content.TryReadByte(out var scu) && content.TryReadByte(out var scp))
        {
            CheckEnd(content, start, log, "PS3.7 §D.3.3.4.1");
            if (scu > 1 || scp > 1)
                log.Deviation(start, "SCU-role, SCP-role", "PS3.7 §D.3.3.4.1", $"{scu} and {scp}; 0 and 1 are defined");
            return new RoleSelection(ReadUid(uid.Span, start, "SOP-class-uid", "PS3.7 §D.3.3.4.1", log), scu != 0, scp != 0);
        }
        return Broken(start, log, "PS3.7 §D.3.3.4.1");
    }

    private static ImplementationVersionName ReadVersionName(ByteCursor content, int start, AnomalyLog log)
    {
        // PS3.7 §D.3.3.2.3
        var name = content.RestSpan;
        if (name.Length is 0 or > 16)
            log.Deviation(start, "implementation-version-name", "PS3.7 §D.3.3.2.3", $"{name.Length} characters; 1 to 16 are allowed");
        return new ImplementationVersionName(WireText.Trimmed(name));
    }

    private static AssociateItem? ReadExtendedNegotiation(ByteCursor content, int start, AnomalyLog log)
    {
        // PS3.7 §D.3.3.5.1
        if (content.TryReadCounted(out var uid))
            return new ExtendedNegotiation(ReadUid(uid.Span, start, "SOP-class-uid", "PS3.7 §D.3.3.5.1", log), content.Rest);
        return Broken(start, log, "PS3.7 §D.3.3.5.1");
    }

    private static AssociateItem? ReadCommonExtendedNegotiation(ByteCursor content, int start, AnomalyLog log)
    {
        // PS3.7 §D.3.3.6.1; in version 0 nothing follows the list, and what a later version adds is ignored
        const string Clause = "PS3.7 §D.3.3.6.1";
        if (!content.TryReadCounted(out var sopClass) || !content.TryReadCounted(out var serviceClass) || !content.TryReadCounted(out var list))
            return Broken(start, log, Clause);

        var related = new List<string>();
        var cursor = new ByteCursor(list);
        while (cursor.Remaining > 0)
        {
            if (!cursor.TryReadCounted(out var uid))
                return Broken(start, log, Clause);
            related.Add(ReadUid(uid.Span, start, "related-general-SOP-class-uid", Clause, log));
        }
        return new CommonExtendedNegotiation(
            ReadUid(sopClass.Span, start, "SOP-class-uid", Clause, log), ReadUid(serviceClass.Span, start, "service-class-uid", Clause, log), related);
    }

    private static AssociateItem? ReadUserIdentity(ByteCursor content, int start, AnomalyLog log)
    {
        // PS3.7 Table D.3-14
        const string Clause = "PS3.7 §D.3.3.7.1";
        if (!content.TryReadByte(out var type) || !content.TryReadByte(out var response)
            || !content.TryReadCounted(out var primary) || !content.TryReadCounted(out var secondary))
            return Broken(start, log, Clause);

        CheckEnd(content, start, log, Clause);
        if (type is 0 or > 5)
            log.Deviation(start + 4, "user-identity-type", Clause, $"{type} is reserved");
        if (response > 1)
            log.Deviation(start + 5, "positive-response-requested", Clause, $"{response}; 0 and 1 are defined");
        if (!secondary.IsEmpty && type != (byte)UserIdentityType.UserNameAndPasscode)
            log.Deviation(start, "secondary-field", Clause, "present although the type is not 2");
        return new UserIdentityRequest((UserIdentityType)type, response != 0, primary, secondary);
    }

    private static AssociateItem? ReadUserIdentityResponse(ByteCursor content, int start, AnomalyLog log)
    {
        // PS3.7 Table D.3-15
        if (content.TryReadCounted(out var response))
        {
            CheckEnd(content, start, log, "PS3.7 §D.3.3.7.2");
            return new UserIdentityResponse(response);
        }
        return Broken(start, log, "PS3.7 §D.3.3.7.2");
    }

    private static AssociateItem? Broken(int start, AnomalyLog log, string clause)
    {
        log.Fault(start, "item-length", clause, "a field does not end inside its sub-item");
        return null;
    }

    private static void CheckEnd(ByteCursor content, int start, AnomalyLog log, string clause)
    {
        if (content.Remaining > 0)
            log.Deviation(start, "item-length", clause, $"{content.Remaining} bytes after the last field");
    }
}
