using System.Buffers.Binary;
using System.Text;

namespace Leadglass.Exposure.Tests.Wire;

/// <summary>
/// What one connection said in the words of PS3.8 and PS3.7, taken apart by hand: a promise about what is sent is worth nothing
/// when the code that keeps it also reads it.
/// </summary>
internal sealed class ReceivedAssociation
{
    public const byte AssociateRequest = 1, AssociateAccept = 2, AssociateReject = 3, DataTransfer = 4, ReleaseRequest = 5, ReleaseResponse = 6, Abort = 7;

    private ReceivedAssociation(IReadOnlyList<byte[]> pdus, byte[] rest) => (Pdus, Rest) = (pdus, rest);

    /// <summary>Whole PDUs in order (PS3.8 §9.3.1).</summary>
    public IReadOnlyList<byte[]> Pdus { get; }

    /// <summary>Bytes after the last whole PDU: half a one.</summary>
    public byte[] Rest { get; }

    public IEnumerable<byte> PduTypes => Pdus.Select(pdu => pdu[0]);

    public string CalledAETitle => Encoding.ASCII.GetString(Request, 10, 16);

    public string CallingAETitle => Encoding.ASCII.GetString(Request, 26, 16);

    /// <summary>Presentation contexts: id, abstract syntax, transfer syntaxes (PS3.8 §9.3.2.2).</summary>
    public IReadOnlyList<(byte Id, string AbstractSyntax, string[] TransferSyntaxes)> Contexts =>
        [.. Items(Request.AsMemory(74)).Where(item => item.Type == 0x20).Select(item => (
            item.Body.Span[0],
            Text(Items(item.Body[4..]).Single(sub => sub.Type == 0x30).Body),
            Items(item.Body[4..]).Where(sub => sub.Type == 0x40).Select(sub => Text(sub.Body)).ToArray()))];

    public string ImplementationClassUid => Text(UserInformation(0x52).Single());

    public string ImplementationVersionName => Text(UserInformation(0x55).Single());

    public bool OffersIdentity => UserInformation(0x58).Any();

    /// <summary>Command sets that were sent, by tag (PS3.7 §6.3.1: implicit little endian).</summary>
    public IReadOnlyList<IReadOnlyDictionary<uint, byte[]>> Commands => [.. Messages(isCommand: true).Select(message => Elements(message.Bytes))];

    /// <summary>Data sets that were sent, with the id of their context.</summary>
    public IReadOnlyList<(byte ContextId, byte[] Bytes)> DataSets => [.. Messages(isCommand: false)];

    private byte[] Request => Pdus[0][0] == AssociateRequest ? Pdus[0] : throw new InvalidOperationException("The first PDU is not an A-ASSOCIATE-RQ.");

    public static ReceivedAssociation Read(byte[] bytes)
    {
        var pdus = new List<byte[]>();
        var rest = bytes.AsSpan();
        while (rest.Length >= 6 && 6 + (long)BinaryPrimitives.ReadUInt32BigEndian(rest[2..]) <= rest.Length)
        {
            var length = 6 + BinaryPrimitives.ReadInt32BigEndian(rest[2..]);
            pdus.Add(rest[..length].ToArray());
            rest = rest[length..];
        }

        return new ReceivedAssociation(pdus, rest.ToArray());
    }

    public static ushort Field(IReadOnlyDictionary<uint, byte[]> command) => BinaryPrimitives.ReadUInt16LittleEndian(command[0x0000_0100]);

    private IEnumerable<ReadOnlyMemory<byte>> UserInformation(byte type) =>
        Items(Request.AsMemory(74)).Where(item => item.Type == 0x50).SelectMany(item => Items(item.Body)).Where(sub => sub.Type == type).Select(sub => sub.Body);

    // PS3.8 §9.3.5.1: item length of four bytes, context id, message control header, fragment.
    private List<(byte ContextId, byte[] Bytes)> Messages(bool isCommand)
    {
        var messages = new List<(byte, byte[])>();
        var fragments = new List<byte>();
        foreach (var pdu in Pdus.Where(pdu => pdu[0] == DataTransfer))
        {
            for (var at = 6; at < pdu.Length; at += 4 + BinaryPrimitives.ReadInt32BigEndian(pdu.AsSpan(at)))
            {
                var (length, context, control) = (BinaryPrimitives.ReadInt32BigEndian(pdu.AsSpan(at)), pdu[at + 4], pdu[at + 5]);
                if ((control & 1) != 0 != isCommand)
                    continue;
                fragments.AddRange(pdu.AsSpan(at + 6, length - 2));
                if ((control & 2) == 0)
                    continue;
                messages.Add((context, [.. fragments]));
                fragments.Clear();
            }
        }

        return messages;
    }

    private static Dictionary<uint, byte[]> Elements(byte[] set)
    {
        var elements = new Dictionary<uint, byte[]>();
        for (var at = 0; at < set.Length; at += 8 + BinaryPrimitives.ReadInt32LittleEndian(set.AsSpan(at + 4)))
        {
            var tag = (uint)BinaryPrimitives.ReadUInt16LittleEndian(set.AsSpan(at)) << 16 | BinaryPrimitives.ReadUInt16LittleEndian(set.AsSpan(at + 2));
            elements.Add(tag, set.AsSpan(at + 8, BinaryPrimitives.ReadInt32LittleEndian(set.AsSpan(at + 4))).ToArray());
        }

        return elements;
    }

    private static IEnumerable<(byte Type, ReadOnlyMemory<byte> Body)> Items(ReadOnlyMemory<byte> bytes)
    {
        for (var at = 0; at < bytes.Length;)
        {
            var length = BinaryPrimitives.ReadUInt16BigEndian(bytes.Span[(at + 2)..]);
            yield return (bytes.Span[at], bytes.Slice(at + 4, length));
            at += 4 + length;
        }
    }

    private static string Text(ReadOnlyMemory<byte> bytes) => Encoding.ASCII.GetString(bytes.Span);
}
