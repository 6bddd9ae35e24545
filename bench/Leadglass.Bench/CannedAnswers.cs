using System.Buffers.Binary;

namespace Leadglass.Bench;

/// <summary>The answers of the acceptor, made without the product's code: a benchmark does not test a reader against itself.</summary>
internal static class CannedAnswers
{
    private const int VariableItemsOffset = 74; // PS3.8 §9.3.2: header 6, version 2, reserved 2, titles 32, reserved 32
    private const byte ProposedContext = 0x20;
    private const byte AnsweredContext = 0x21;
    private const byte Acceptance = 0; // PS3.8 §9.3.3.2, result
    private const byte AbstractSyntaxNotSupported = 3;

    // Result 1 (permanent), source 1 (service user), reason 7 (PS3.8 §9.3.4).
    internal static readonly byte[] CalledAETitleNotRecognized = [0x03, 0, 0, 0, 0, 4, 0, 1, 1, 7];

    internal static readonly byte[] ReleaseResponse = [0x06, 0, 0, 0, 0, 4, 0, 0, 0, 0];

    private static readonly byte[] ApplicationContext = Item(0x10, "1.2.840.10008.3.1.1.1"u8);

    private static readonly byte[] Verification = Item(0x30, "1.2.840.10008.1.1"u8);

    private static readonly byte[] ImplicitLittleEndian = Item(0x40, "1.2.840.10008.1.2"u8);

    // Maximum length 16384, an implementation class UID under 2.25, a version name (PS3.8 §D.1, PS3.7 §D.3.3.2).
    private static readonly byte[] UserInformation = Item(
        0x50, [.. Item(0x51, [0, 0, 0x40, 0]), .. Item(0x52, "2.25.7210042"u8), .. Item(0x55, "LEADGLASS_BENCH"u8)]);

    /// <summary>An A-ASSOCIATE-AC that accepts verification with the implicit transfer syntax, and no other abstract syntax.</summary>
    /// <param name="request">A whole A-ASSOCIATE-RQ.</param>
    internal static byte[] Accept(ReadOnlySpan<byte> request)
    {
        var answer = new List<byte>(256);
        answer.AddRange(request[..VariableItemsOffset]);
        answer.AddRange(ApplicationContext);
        for (var rest = request[VariableItemsOffset..]; rest.Length >= 4;)
        {
            var end = Math.Min(rest.Length, 4 + BinaryPrimitives.ReadUInt16BigEndian(rest[2..]));
            if (rest[0] == ProposedContext && end > 8)
            {
                var result = rest[8..end].StartsWith(Verification) ? Acceptance : AbstractSyntaxNotSupported;
                answer.AddRange(Item(AnsweredContext, [rest[4], 0, result, 0, .. ImplicitLittleEndian]));
            }

            rest = rest[end..];
        }

        answer.AddRange(UserInformation);
        var bytes = answer.ToArray();
        bytes[0] = 0x02;
        BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(2), bytes.Length - 6);
        return bytes;
    }

    private static byte[] Item(byte type, ReadOnlySpan<byte> content) => [type, 0, (byte)(content.Length >> 8), (byte)content.Length, .. content];
}
