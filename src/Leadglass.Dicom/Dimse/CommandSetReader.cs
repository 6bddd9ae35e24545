using System.Buffers.Binary;
using Leadglass.Dicom.Dictionary;

namespace Leadglass.Dicom.Dimse;

/// <summary>Reads command sets: implicit VR little endian, group 0000. Source: PS3.7 §6.3.1.</summary>
public static class CommandSetReader
{
    private const string Clause = "PS3.7 §6.3.1";

    /// <summary>The standard knows about thirty elements; this bounds what hostile input makes us create.</summary>
    private const int MostElements = 256;

    /// <summary>Reads one command set, which is all of <paramref name="bytes"/>.</summary>
    /// <param name="bytes">The command set.</param>
    /// <param name="conformance">Which deviations fail the read.</param>
    public static CommandReadResult Read(ReadOnlySpan<byte> bytes, Conformance conformance = Conformance.Standard) =>
        ReadOwned(bytes.ToArray(), new AnomalyLog(conformance));

    /// <summary>Reads one command set from bytes that it may keep slices of.</summary>
    internal static CommandReadResult ReadOwned(ReadOnlyMemory<byte> bytes, AnomalyLog log)
    {
        var elements = ReadElements(bytes, log, out var trailing);
        CheckGroupLength(elements, bytes.Length, log);
        var field = elements.Find(static element => element.Tag == CommandTags.CommandField);
        if (field.Value.Length != sizeof(ushort))
        {
            log.Fault(0, "Command Field (0000,0100)", "PS3.7 §E.1", "missing, or not two bytes");
            return new CommandReadResult(null, log.Anomalies);
        }

        var command = Create(BinaryPrimitives.ReadUInt16LittleEndian(field.Value.Span), elements);
        if (!trailing.IsEmpty)
            command = command with { Elements = elements, Trailing = trailing };
        CheckMandatory(command, log);
        return new CommandReadResult(log.Failed ? null : command, log.Anomalies);
    }

    private static List<CommandElement> ReadElements(ReadOnlyMemory<byte> bytes, AnomalyLog log, out ReadOnlyMemory<byte> rest)
    {
        var elements = new List<CommandElement>(12);
        rest = bytes;
        while (!rest.IsEmpty)
        {
            var offset = bytes.Length - rest.Length;
            if (elements.Count == MostElements)
            {
                log.Fault(offset, "command element", Clause, $"more than {MostElements} elements");
                break;
            }
            if (rest.Length < 8 || BinaryPrimitives.ReadUInt32LittleEndian(rest.Span[4..]) > rest.Length - 8)
            {
                log.Fault(offset, "command element", Clause, $"the element ends after the {rest.Length} bytes that are there");
                break;
            }

            var tag = new Tag(BinaryPrimitives.ReadUInt16LittleEndian(rest.Span), BinaryPrimitives.ReadUInt16LittleEndian(rest.Span[2..]));
            var length = BinaryPrimitives.ReadInt32LittleEndian(rest.Span[4..]);
            if (tag.Group != 0)
                log.Deviation(offset, tag.ToString(), Clause, "not an element of group 0000");
            if (length % 2 != 0)
                log.Deviation(offset, tag.ToString(), "PS3.5 §7.1.1", $"odd length {length}");
            if (elements.Count > 0 && tag.CompareTo(elements[^1].Tag) <= 0)
                log.Deviation(offset, tag.ToString(), "PS3.5 §7.1", $"after {elements[^1].Tag}: elements ascend");
            elements.Add(new CommandElement(tag, rest.Slice(8, length)));
            rest = rest[(8 + length)..];
        }
        return elements;
    }

    private static void CheckGroupLength(List<CommandElement> elements, int total, AnomalyLog log)
    {
        if (elements.Count == 0 || elements[0].Tag != CommandTags.CommandGroupLength || elements[0].Value.Length != sizeof(uint))
            log.Deviation(0, "Command Group Length (0000,0000)", Clause, "missing, not the first element, or not four bytes");
        else if (BinaryPrimitives.ReadUInt32LittleEndian(elements[0].Value.Span) is var length && length != total - 12)
            log.Deviation(8, "Command Group Length (0000,0000)", Clause, $"{length} instead of {total - 12}");
    }

    private static void CheckMandatory(CommandSet command, AnomalyLog log)
    {
        // PS3.7 §9.3 and §10.3: without these nobody can tell what is asked, or what was answered
        if (command is UnknownCommand)
            log.Deviation(0, "Command Field (0000,0100)", "PS3.7 §E.1", $"{(ushort)command.Field:X4}H is not defined");
        if (command is DimseRequest)
            Require(command, CommandTags.MessageId, log);
        if (command is DimseResponse or CCancelRequest)
            Require(command, CommandTags.MessageIdBeingRespondedTo, log);
        if (command is DimseResponse)
            Require(command, CommandTags.Status, log);
        Require(command, CommandTags.CommandDataSetType, log);
    }

    private static void Require(CommandSet command, Tag tag, AnomalyLog log)
    {
        if (command.Find(tag) is not { Length: sizeof(ushort) })
            log.Fault(0, tag.ToString(), "PS3.7 §E.1", "missing, or not two bytes");
    }

    private static CommandSet Create(ushort code, List<CommandElement> elements) => (CommandField)code switch
    {
        CommandField.CStoreRequest => new CStoreRequest { Elements = elements },
        CommandField.CStoreResponse => new CStoreResponse { Elements = elements },
        CommandField.CGetRequest => new CGetRequest { Elements = elements },
        CommandField.CGetResponse => new CGetResponse { Elements = elements },
        CommandField.CFindRequest => new CFindRequest { Elements = elements },
        CommandField.CFindResponse => new CFindResponse { Elements = elements },
        CommandField.CMoveRequest => new CMoveRequest { Elements = elements },
        CommandField.CMoveResponse => new CMoveResponse { Elements = elements },
        CommandField.CEchoRequest => new CEchoRequest { Elements = elements },
        CommandField.CEchoResponse => new CEchoResponse { Elements = elements },
        CommandField.CCancelRequest => new CCancelRequest { Elements = elements },
        CommandField.NEventReportRequest => new NEventReportRequest { Elements = elements },
        CommandField.NEventReportResponse => new NEventReportResponse { Elements = elements },
        CommandField.NGetRequest => new NGetRequest { Elements = elements },
        CommandField.NGetResponse => new NGetResponse { Elements = elements },
        CommandField.NSetRequest => new NSetRequest { Elements = elements },
        CommandField.NSetResponse => new NSetResponse { Elements = elements },
        CommandField.NActionRequest => new NActionRequest { Elements = elements },
        CommandField.NActionResponse => new NActionResponse { Elements = elements },
        CommandField.NCreateRequest => new NCreateRequest { Elements = elements },
        CommandField.NCreateResponse => new NCreateResponse { Elements = elements },
        CommandField.NDeleteRequest => new NDeleteRequest { Elements = elements },
        CommandField.NDeleteResponse => new NDeleteResponse { Elements = elements },
        _ => new UnknownCommand(code) { Elements = elements },
    };
}
