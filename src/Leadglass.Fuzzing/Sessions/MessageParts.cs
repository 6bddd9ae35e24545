using System.Text;
using Leadglass.Dicom.Data;
using Leadglass.Dicom.Dictionary;
using Leadglass.Dicom.Dimse;
using Leadglass.Dicom.Network;

namespace Leadglass.Fuzzing.Sessions;

/// <summary>How DIMSE messages become PDUs, and how they are called.</summary>
internal static class MessageParts
{
    private const int ValueHeader = 6;      // length, context ID, message control header (PS3.8 §9.3.5.1)
    private const int MostFragments = 4096;

    private static readonly Tag CommandField = new(0x0000, 0x0100);
    private static readonly Tag RespondedTo = new(0x0000, 0x0120);

    /// <summary>The PDUs of a message.</summary>
    /// <param name="message">The message.</param>
    /// <param name="maximum">The longest P-DATA-TF that the peer takes, in bytes without its header.</param>
    /// <param name="given">What the peer gave or asked last.</param>
    public static byte[] Encode(MessageStep message, uint maximum, Binding given)
    {
        var most = (int)maximum - ValueHeader;
        var size = message.Fragment > 0 ? Math.Min(message.Fragment, most) : most;
        var command = message.Rebind && given != default ? Rebound(message.Command, given) : message.Command;
        using var bytes = new MemoryStream();
        Write(command, isCommand: true);
        if (message.Data is { } data)
            Write(data, isCommand: false);
        return bytes.ToArray();

        void Write(byte[] part, bool isCommand)
        {
            // So many pieces show what pieces can show: the rest of a large part goes in large ones.
            var step = Math.Max(size, (part.Length / MostFragments) + 1);
            for (var at = 0; at == 0 || at < part.Length; at += step)
            {
                var length = Math.Min(step, part.Length - at);
                bytes.Write(PduWriter.ToBytes(new DataTransfer([new(message.Context, isCommand, at + length >= part.Length, part.AsMemory(at, length))])));
            }
        }
    }

    /// <summary>The Command Field of a command set; null where it cannot be read.</summary>
    public static CommandField? FieldOf(byte[] command) =>
        DataTree.Read(command, DataSetEncoding.ImplicitLittleEndian, DataSetLimits.Default).Find(CommandField) is { Value.Length: sizeof(ushort) } node ? (CommandField)node.ReadUInt16()! : null;

    /// <summary>A command set as PS3.7 calls it.</summary>
    public static string NameOf(byte[] command) => FieldOf(command) is { } field ? NameOf(field) : "broken command";

    /// <summary>A Command Field as PS3.7 calls it.</summary>
    public static string NameOf(CommandField field) => Enum.IsDefined(field)
        ? $"{field}".Replace("Request", "-RQ", StringComparison.Ordinal).Replace("Response", "-RSP", StringComparison.Ordinal) is var name && name.StartsWith('C')
            ? $"C-{name[1..].ToUpperInvariant()}"
            : $"N-{Spaced(name[1..]).ToUpperInvariant()}"
        : "an unknown command";

    /// <summary>A type of PDU as PS3.8 calls it.</summary>
    public static string NameOf(PduType type) => type switch
    {
        PduType.AssociateRequest => "A-ASSOCIATE-RQ",
        PduType.AssociateAccept => "A-ASSOCIATE-AC",
        PduType.AssociateReject => "A-ASSOCIATE-RJ",
        PduType.DataTransfer => "P-DATA-TF",
        PduType.ReleaseRequest => "A-RELEASE-RQ",
        PduType.ReleaseResponse => "A-RELEASE-RP",
        _ => "A-ABORT",
    };

    /// <summary>Whether a message leaves something behind: everything but verification, queries, retrieval and reading of attributes.</summary>
    public static bool Writes(byte[] command) => FieldOf(command) is
        Dicom.Dimse.CommandField.CStoreRequest or Dicom.Dimse.CommandField.NEventReportRequest or Dicom.Dimse.CommandField.NSetRequest
        or Dicom.Dimse.CommandField.NActionRequest or Dicom.Dimse.CommandField.NCreateRequest or Dicom.Dimse.CommandField.NDeleteRequest;

    private static string Spaced(string name) => name.Replace("EventReport", "EVENT-REPORT", StringComparison.Ordinal);

    private static byte[] Rebound(byte[] command, Binding given)
    {
        var tree = DataTree.Read(command, DataSetEncoding.ImplicitLittleEndian, DataSetLimits.Default);
        var edit = new DataTreeEdit(tree);
        foreach (var node in tree.Top)
        {
            if (node.Kind != DataNodeKind.Element)
                continue;
            if (given.Uid is { } uid && node.Text(SessionSeeds.Unbound.Length + 1) == SessionSeeds.Unbound)
                edit.ReplaceValue(node, Encoding.Latin1.GetBytes(uid));
            else if (given.Message is { } message && node.Tag == RespondedTo && node.ReadUInt16() == Binding.UnboundMessage)
                edit.ReplaceValue(node, (byte[])[(byte)message, (byte)(message >> 8)]);
        }
        return Written(edit);
    }

    /// <summary>The bytes of a tree with its changes.</summary>
    public static byte[] Written(DataTreeEdit edit)
    {
        using var stream = new MemoryStream();
        edit.WriteTo(stream);
        return stream.ToArray();
    }
}
