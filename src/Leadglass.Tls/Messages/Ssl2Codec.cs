using System.Buffers.Binary;

namespace Leadglass.Tls.Messages;

/// <summary>Reads and writes the hellos of SSL 2.0 in their records of two or three bytes of header. Source: SSL 2.0 draft §1.1, §2.5 and §2.6.</summary>
public static class Ssl2Codec
{
    private const byte Error = 0;
    private const byte ClientHello = 1;
    private const byte ServerHello = 4;

    /// <summary>Reads the message at the start of <paramref name="bytes"/>.</summary>
    /// <param name="bytes">Bytes from the wire; those after the message are left alone.</param>
    /// <param name="message">A hello or an error; <see langword="null"/> unless the result is <see cref="ReadStatus.Complete"/>.</param>
    /// <param name="consumed">Bytes that the message takes up.</param>
    /// <remarks>The header of three bytes is for padded, encrypted records and is never that of a hello: it is malformed here.</remarks>
    public static ReadStatus Read(ReadOnlyMemory<byte> bytes, out TlsMessage? message, out int consumed)
    {
        message = null;
        consumed = 0;
        var span = bytes.Span;
        if (!LooksLike(span))
            return span.Length < 3 && (span.IsEmpty || (span[0] & 0x80) != 0) ? ReadStatus.Truncated : ReadStatus.Malformed;

        var length = BinaryPrimitives.ReadUInt16BigEndian(span) & 0x7FFF;
        if (length > bytes.Length - 2)
            return ReadStatus.Truncated;
        var reader = new VectorReader(bytes.Slice(2, length));
        reader.TryTakeUInt8(out var type);
        message = type switch
        {
            ClientHello => ReadClientHello(ref reader),
            ServerHello => ReadServerHello(ref reader),
            _ => reader.TryTakeUInt16(out var code) ? new Ssl2Error(code) : null,
        };
        if (message is null || !reader.IsEmpty)
        {
            message = null;
            return ReadStatus.Malformed;
        }
        consumed = 2 + length;
        return ReadStatus.Complete;
    }

    /// <summary>A message with its header.</summary>
    /// <param name="message">A hello or an error of SSL 2.0.</param>
    /// <exception cref="ArgumentException">It is neither.</exception>
    /// <exception cref="InvalidOperationException">It is longer than 32767 bytes, or something in it longer than its length field can say.</exception>
    public static byte[] ToBytes(TlsMessage message)
    {
        var writer = new VectorWriter();
        switch (message)
        {
            case Ssl2ClientHello hello:
                writer.WriteUInt8(ClientHello);
                writer.WriteUInt16((ushort)hello.Version);
                WriteLengths(writer, 3 * hello.Suites.Count, hello.SessionId.Length, hello.Challenge.Length);
                WriteSuites(writer, hello.Suites);
                writer.Write(hello.SessionId.Span);
                writer.Write(hello.Challenge.Span);
                break;
            case Ssl2ServerHello hello:
                writer.WriteUInt8(ServerHello);
                writer.WriteUInt8(hello.SessionIdHit);
                writer.WriteUInt8(hello.CertificateType);
                writer.WriteUInt16((ushort)hello.Version);
                WriteLengths(writer, hello.Certificate.Length, 3 * hello.Suites.Count, hello.ConnectionId.Length);
                writer.Write(hello.Certificate.Span);
                WriteSuites(writer, hello.Suites);
                writer.Write(hello.ConnectionId.Span);
                break;
            case Ssl2Error error:
                writer.WriteUInt8(Error);
                writer.WriteUInt16(error.Code);
                break;
            default:
                throw new ArgumentException("Not a message of SSL 2.0.", nameof(message));
        }

        if (writer.Length > 0x7FFF)
            throw new InvalidOperationException($"{writer.Length} bytes do not fit a record of SSL 2.0.");
        byte[] header = [(byte)(0x80 | writer.Length >> 8), (byte)writer.Length];
        return [.. header, .. writer.ToArray()];
    }

    /// <summary>Whether bytes begin like a hello or an error of SSL 2.0 and not like a record of a later version.</summary>
    internal static bool LooksLike(ReadOnlySpan<byte> bytes) => bytes is [>= 0x80, _, Error or ClientHello or ServerHello, ..];

    private static Ssl2ClientHello? ReadClientHello(ref VectorReader reader)
    {
        return reader.TryTakeUInt16(out var version)
            && TryTakeLengths(ref reader, out var suites, out var session, out var challenge)
            && TryTakeSuites(ref reader, suites, out var codes)
            && reader.TryTake(session, out var sessionId)
            && reader.TryTake(challenge, out var challengeBytes)
            ? new Ssl2ClientHello { Version = (TlsVersion)version, Suites = codes, SessionId = sessionId, Challenge = challengeBytes }
            : null;
    }

    private static Ssl2ServerHello? ReadServerHello(ref VectorReader reader)
    {
        return reader.TryTakeUInt8(out var hit)
            && reader.TryTakeUInt8(out var certificateType)
            && reader.TryTakeUInt16(out var version)
            && TryTakeLengths(ref reader, out var certificate, out var suites, out var connection)
            && reader.TryTake(certificate, out var certificateBytes)
            && TryTakeSuites(ref reader, suites, out var codes)
            && reader.TryTake(connection, out var connectionId)
            ? new Ssl2ServerHello
            {
                SessionIdHit = hit,
                CertificateType = certificateType,
                Version = (TlsVersion)version,
                Certificate = certificateBytes,
                Suites = codes,
                ConnectionId = connectionId,
            }
            : null;
    }

    private static bool TryTakeLengths(ref VectorReader reader, out ushort first, out ushort second, out ushort third)
    {
        second = third = 0;
        return reader.TryTakeUInt16(out first) && reader.TryTakeUInt16(out second) && reader.TryTakeUInt16(out third);
    }

    private static bool TryTakeSuites(ref VectorReader reader, int length, out int[] suites)
    {
        suites = [];
        if (length % 3 != 0 || !reader.TryTake(length, out var content))
            return false;
        var span = content.Span;
        suites = new int[length / 3];
        for (var i = 0; i < suites.Length; i++)
            suites[i] = span[3 * i] << 16 | span[3 * i + 1] << 8 | span[3 * i + 2];
        return true;
    }

    private static void WriteLengths(VectorWriter writer, int first, int second, int third)
    {
        writer.WriteUInt16(checked((ushort)first));
        writer.WriteUInt16(checked((ushort)second));
        writer.WriteUInt16(checked((ushort)third));
    }

    private static void WriteSuites(VectorWriter writer, IReadOnlyList<int> suites)
    {
        foreach (var suite in suites)
        {
            writer.WriteUInt8((byte)(suite >> 16));
            writer.WriteUInt16((ushort)suite);
        }
    }
}
