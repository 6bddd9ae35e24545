using System.Buffers.Binary;
using System.Text;

namespace Leadglass.Exposure.Tests.Wire;

/// <summary>What a DICOM server answers, put together by hand (PS3.8 §9.3, PS3.7 §9.3), so that it can also be wrong.</summary>
internal static class Answers
{
    public const string ImplicitLittleEndian = "1.2.840.10008.1.2";
    public const string Verification = "1.2.840.10008.1.1";
    public const string StudyRootFind = "1.2.840.10008.5.1.4.1.2.2.1";
    public const string PatientRootFind = "1.2.840.10008.5.1.4.1.2.1.1";
    public const string WorklistFind = "1.2.840.10008.5.1.4.31";

    /// <summary>A-ASSOCIATE-AC that takes these abstract syntaxes, or everything.</summary>
    public static Func<byte[], byte[]> Accept(params string[] abstractSyntaxes) => request => Accept(
        request,
        [.. ReceivedAssociation.Read(request).Contexts.Select(c =>
            abstractSyntaxes.Length == 0 || abstractSyntaxes.Contains(c.AbstractSyntax)
                ? Context(c.Id, 0, ImplicitLittleEndian)
                : Context(c.Id, 3, ImplicitLittleEndian))]);

    /// <summary>A-ASSOCIATE-AC with these presentation context items, whatever was proposed.</summary>
    public static byte[] Accept(byte[] request, params byte[][] contexts) => Pdu(
        2,
        [
            0, 1, 0, 0,                                         // protocol version 1, reserved
            .. request.AsSpan(10, 64),                          // both titles and what is reserved, as they came
            .. Item(0x10, Ascii("1.2.840.10008.3.1.1.1")),
            .. contexts.SelectMany(c => c),
            .. Item(0x50, [.. Item(0x51, [0, 0, 0x40, 0]), .. Item(0x52, Ascii("1.2.3.4.5")), .. Item(0x55, Ascii("SCRIPTED_PEER"))]),
        ]);

    /// <summary>A presentation context item of an acceptance: result 0 accepts, 3 is abstract-syntax-not-supported (PS3.8 Table 9-18).</summary>
    public static byte[] Context(byte id, byte result, string transferSyntax) => Item(0x21, [id, 0, result, 0, .. Item(0x40, Ascii(transferSyntax))]);

    public static byte[] Reject(byte result, byte source, byte reason) => Pdu(3, [0, result, source, reason]);

    public static byte[] Abort(byte source = 0, byte reason = 0) => Pdu(7, [0, 0, source, reason]);

    public static byte[] ReleaseResponse { get; } = Pdu(6, [0, 0, 0, 0]);

    public static byte[] ReleaseRequest { get; } = Pdu(5, [0, 0, 0, 0]);

    /// <summary>The id of the context in which the last P-DATA-TF came.</summary>
    public static byte ContextOf(byte[] dataTransfer) => dataTransfer[10];

    /// <summary>The response to the command in a P-DATA-TF, with a status and without a data set.</summary>
    public static Func<byte[], byte[]> Respond(ushort status) => request => Command(ContextOf(request), Response(request, status));

    /// <summary>The command set of a response: the request's field with the high bit, its message id, no data set.</summary>
    public static (uint Tag, byte[] Value)[] Response(byte[] request, ushort status)
    {
        var command = ReceivedAssociation.Read(request).Commands[0];
        return
        [
            (0x0000_0002, command[0x0000_0002]),
            (0x0000_0100, Short((ushort)(ReceivedAssociation.Field(command) | 0x8000))),
            (0x0000_0120, command[0x0000_0110]),
            (0x0000_0800, Short(0x0101)),
            (0x0000_0900, Short(status)),
        ];
    }

    /// <summary>A whole command set in one P-DATA-TF, its group length in front.</summary>
    public static byte[] Command(byte contextId, params (uint Tag, byte[] Value)[] elements)
    {
        var body = elements.SelectMany(Element).ToArray();
        return Data(contextId, 3, [.. Element((0x0000_0000, Long((uint)body.Length))), .. body]);
    }

    /// <summary>One P-DATA-TF with one fragment. Control 3 is the last of a command, 1 not the last, 2 the last of a data set.</summary>
    public static byte[] Data(byte contextId, byte control, byte[] fragment)
    {
        var item = new byte[6 + fragment.Length];
        BinaryPrimitives.WriteInt32BigEndian(item, 2 + fragment.Length);
        (item[4], item[5]) = (contextId, control);
        fragment.CopyTo(item, 6);
        return Pdu(4, item);
    }

    public static byte[] Pdu(byte type, byte[] body)
    {
        var pdu = new byte[6 + body.Length];
        pdu[0] = type;
        BinaryPrimitives.WriteInt32BigEndian(pdu.AsSpan(2), body.Length);
        body.CopyTo(pdu, 6);
        return pdu;
    }

    public static byte[] Short(ushort value) => [(byte)value, (byte)(value >> 8)];

    private static byte[] Long(uint value) => [(byte)value, (byte)(value >> 8), (byte)(value >> 16), (byte)(value >> 24)];

    private static byte[] Element((uint Tag, byte[] Value) element) =>
        [.. Short((ushort)(element.Tag >> 16)), .. Short((ushort)element.Tag), .. Long((uint)element.Value.Length), .. element.Value];

    private static byte[] Item(byte type, byte[] body) => [type, 0, (byte)(body.Length >> 8), (byte)body.Length, .. body];

    private static byte[] Ascii(string text) => Encoding.ASCII.GetBytes(text);
}
