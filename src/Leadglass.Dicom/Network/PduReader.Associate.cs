namespace Leadglass.Dicom.Network;

public static partial class PduReader
{
    /// <summary>Far more than 128 contexts with every transfer syntax can need; bounds what hostile input makes us create.</summary>
    private const int MostItems = 8192;

    private static AssociatePdu? ReadAssociate(ref ByteCursor body, AnomalyLog log, AssociatePdu defaults)
    {
        // PS3.8 §9.3.2 and §9.3.3: the same fixed fields, 68 bytes
        var fixedFields = body;
        if (!fixedFields.TryReadUInt16BigEndian(out var version)
            || !fixedFields.TryReadUInt16BigEndian(out var reserved)
            || !fixedFields.TryReadBytes(AETitleField.Size, out var called)
            || !fixedFields.TryReadBytes(AETitleField.Size, out var calling)
            || !fixedFields.TryReadBytes(AssociatePdu.ReservedSize, out var reservedAfterTitles))
        {
            log.Fault(2, "PDU-length", "PS3.8 §9.3.2", $"{body.Remaining} bytes are fewer than the 68 of the fixed fields");
            return null;
        }
        body = fixedFields;

        if (reserved != 0)
            log.Untested(8, "reserved", "PS3.8 §9.3.2", $"{reserved:X4}H instead of 0000H");
        if (defaults is AssociateRequest)
            CheckRequest(log, version, called, calling, reservedAfterTitles);

        var items = ReadItems(ref body, log, ReadItem);
        CheckOrder(items, log);
        return defaults with
        {
            ProtocolVersion = version,
            ReservedAfterVersion = reserved,
            CalledAETitleBytes = called,
            CallingAETitleBytes = calling,
            ReservedAfterTitles = reservedAfterTitles,
            Items = items,
        };
    }

    /// <summary>Fields that mean something in a request only; in an acceptance they are an echo that nobody tests.</summary>
    private static void CheckRequest(
        AnomalyLog log, ushort version, ReadOnlyMemory<byte> called, ReadOnlyMemory<byte> calling, ReadOnlyMemory<byte> reservedAfterTitles)
    {
        if ((version & 1) == 0)
            log.Deviation(6, "protocol-version", "PS3.8 §9.3.2", $"{version:X4}H does not offer version 1 (bit 0)");
        if (reservedAfterTitles.Span.ContainsAnyExcept((byte)0))
            log.Untested(42, "reserved", "PS3.8 §9.3.2", "not zero");
        CheckTitle(log, 10, "called-AE-title", called.Span);
        CheckTitle(log, 26, "calling-AE-title", calling.Span);
    }

    private static void CheckTitle(AnomalyLog log, int offset, string field, ReadOnlySpan<byte> title)
    {
        if (!title.ContainsAnyExcept((byte)' '))
            log.Deviation(offset, field, "PS3.8 §9.3.2", "only spaces");
        else if (title.ContainsAnyExceptInRange((byte)' ', (byte)'~'))
            log.Deviation(offset, field, "PS3.8 §9.3.2", "characters outside the graphic set of ISO 646");
    }

    private delegate AssociateItem ReadContent(byte type, ByteCursor content, int start, AnomalyLog log, ByteSink scratch);

    /// <summary>Reads items until the bytes end or stop being items; what is left in <paramref name="body"/> is not one.</summary>
    private static List<AssociateItem> ReadItems(ref ByteCursor body, AnomalyLog log, ReadContent readContent)
    {
        var items = new List<AssociateItem>();
        var scratch = new ByteSink();
        while (body.Remaining > 0)
        {
            var start = body.Position;
            if (items.Count == MostItems)
            {
                log.Fault(start, "item", "PS3.8 §9.3.1", $"more than {MostItems} items");
                break;
            }

            var attempt = body;
            if (!attempt.TryReadByte(out var type) || !attempt.TryReadByte(out var reserved)
                || !attempt.TryReadUInt16BigEndian(out var length) || !attempt.TryReadPart(length, out var content))
            {
                log.Fault(start, "item-length", "PS3.8 §9.3.1", $"the item ends after the {body.Remaining} bytes that are there");
                break;
            }

            // The second byte of 57H is a version, which receivers do test.
            if (reserved != 0 && type != (byte)ItemType.CommonExtendedNegotiation)
                log.Untested(start + 1, "reserved", "PS3.8 §9.3.1", $"{reserved:X2}H instead of 00H");
            body.TryReadBytes(4 + length, out var whole);
            items.Add(AsItWas(readContent(type, content, start, log, scratch), reserved, whole, scratch));
        }
        return items;
    }

    /// <summary>Keeps the bytes of an item where its properties alone would be written differently: nothing that was read is lost.</summary>
    private static AssociateItem AsItWas(AssociateItem item, byte reserved, ReadOnlyMemory<byte> whole, ByteSink scratch)
    {
        if (reserved != 0)
            item = item with { Reserved = reserved };
        scratch.Clear();
        PduWriter.WriteItem(scratch, item);
        return scratch.Written.SequenceEqual(whole.Span) ? item : item with { AsRead = whole };
    }

    private static AssociateItem ReadItem(byte type, ByteCursor content, int start, AnomalyLog log, ByteSink scratch) => (ItemType)type switch
    {
        ItemType.ApplicationContext => new ApplicationContext(ReadUid(content.RestSpan, start, "application-context-name", "PS3.8 §9.3.2.1", log)),
        ItemType.PresentationContextRequest => (AssociateItem?)ReadContextRequest(content, start, log) ?? Opaque(type, content),
        ItemType.PresentationContextResult => (AssociateItem?)ReadContextResult(content, start, log) ?? Opaque(type, content),
        ItemType.UserInformation => new UserInformation(ReadItems(ref content, log, ReadSubItem)),
        _ => Unknown(type, content, start, log, "PS3.8 §9.3.1"),
    };

    private static UnknownItem Unknown(byte type, ByteCursor content, int start, AnomalyLog log, string clause)
    {
        log.Untested(start, "item-type", clause, $"{type:X2}H is not defined here");
        return Opaque(type, content);
    }

    private static UnknownItem Opaque(byte type, ByteCursor content) => new(type, content.Rest);

    private static PresentationContextRequest? ReadContextRequest(ByteCursor content, int start, AnomalyLog log)
    {
        const string Clause = "PS3.8 §9.3.2.2";
        if (ReadContext(content, start, log, Clause) is not { } context)
            return null;

        // The byte that holds the result in an answer is reserved in a request.
        if (context.Result != 0)
            log.Untested(start + 6, "reserved", Clause, $"{context.Result:X2}H instead of 00H");
        if (context.Id % 2 == 0)
            log.Deviation(start + 4, "presentation-context-id", Clause, $"{context.Id} is not odd");
        if (context.AbstractSyntaxes.Count != 1)
            log.Deviation(start, "abstract-syntax", Clause, $"{context.AbstractSyntaxes.Count} sub-items instead of 1");
        if (context.TransferSyntaxes.Count == 0)
            log.Deviation(start, "transfer-syntax", Clause, "no sub-item");
        return new PresentationContextRequest(context.Id, context.AbstractSyntaxes.FirstOrDefault() ?? "", context.TransferSyntaxes);
    }

    private static PresentationContextResult? ReadContextResult(ByteCursor content, int start, AnomalyLog log)
    {
        const string Clause = "PS3.8 §9.3.3.2";
        if (ReadContext(content, start, log, Clause) is not { } context)
            return null;

        if (context.TransferSyntaxes.Count != 1)
            log.Deviation(start, "transfer-syntax", Clause, $"{context.TransferSyntaxes.Count} sub-items instead of 1");
        return new PresentationContextResult(
            context.Id, (PresentationContextResultReason)context.Result, context.TransferSyntaxes.FirstOrDefault() ?? "");
    }

    /// <summary>What a presentation context item holds, proposed or answered.</summary>
    private sealed record ContextContent(byte Id, byte Result, List<string> AbstractSyntaxes, List<string> TransferSyntaxes);

    /// <summary>The inside of a presentation context: id, three bytes of which the second is the result in an answer, then syntaxes.</summary>
    private static ContextContent? ReadContext(ByteCursor content, int start, AnomalyLog log, string clause)
    {
        if (!content.TryReadBytes(4, out var head))
        {
            log.Fault(start + 2, "item-length", clause, "too short for a presentation context");
            return null;
        }
        if (head.Span is not [_, 0, _, 0])
            log.Untested(start + 5, "reserved", clause, "not zero");

        var context = new ContextContent(head.Span[0], head.Span[2], [], []);
        while (content.Remaining > 0)
        {
            var at = content.Position;
            if (!content.TryReadByte(out var type) || !content.TryReadByte(out _) || !content.TryReadCounted(out var uid))
            {
                log.Fault(at, "item-length", clause, "the sub-item does not end inside its presentation context");
                return null;
            }

            switch ((ItemType)type)
            {
                case ItemType.AbstractSyntax:
                    context.AbstractSyntaxes.Add(ReadUid(uid.Span, at, "abstract-syntax-name", "PS3.8 §9.3.2.2.1", log));
                    break;
                case ItemType.TransferSyntax:
                    context.TransferSyntaxes.Add(ReadUid(uid.Span, at, "transfer-syntax-name", "PS3.8 §9.3.2.2.2", log));
                    break;
                default:
                    log.Untested(at, "item-type", clause, $"{type:X2}H is not defined here");
                    break;
            }
        }
        return context;
    }

    private static string ReadUid(ReadOnlySpan<byte> uid, int start, string field, string clause, AnomalyLog log)
    {
        if (WireText.UidFault(uid) is { } fault)
            log.Deviation(start, field, clause, fault);
        return WireText.Trimmed(uid);
    }

    /// <summary>PS3.8 §9.3.1: items come in increasing order of their type.</summary>
    private static void CheckOrder(List<AssociateItem> items, AnomalyLog log)
    {
        for (var i = 1; i < items.Count; i++)
        {
            if (items[i].ItemType < items[i - 1].ItemType)
            {
                log.Deviation(0, "variable items", "PS3.8 §9.3.1", $"{(byte)items[i].ItemType:X2}H comes after {(byte)items[i - 1].ItemType:X2}H");
                return;
            }
        }
    }
}
