namespace Leadglass.Tls.Messages;

/// <summary>Writes handshake messages and records, byte for byte as they were read. Source: RFC 8446 §4 and §5.1, RFC 5246 §7.4.</summary>
public static class HandshakeWriter
{
    private const byte NamedCurve = 3;

    /// <summary>The most that goes into one record.</summary>
    private const int MostFragment = 1 << 14;

    /// <summary>A message with its header.</summary>
    /// <param name="message">Any message; what it holds goes out as it is, however wrong.</param>
    /// <exception cref="InvalidOperationException">Something in it is longer than its length field can say.</exception>
    public static byte[] ToBytes(HandshakeMessage message)
    {
        ArgumentNullException.ThrowIfNull(message);
        var writer = new VectorWriter();
        writer.WriteUInt8((byte)message.Type);
        var start = writer.BeginVector(3);
        WriteBody(writer, message);
        writer.EndVector(start, 3);
        return writer.ToArray();
    }

    /// <summary>A record.</summary>
    /// <param name="record">Any record; its content may be empty.</param>
    /// <exception cref="InvalidOperationException">Its content is longer than 65535 bytes.</exception>
    public static byte[] ToBytes(TlsRecord record)
    {
        ArgumentNullException.ThrowIfNull(record);
        var writer = new VectorWriter();
        WriteRecord(writer, record.Type, record.Version, record.Fragment.Span);
        return writer.ToArray();
    }

    /// <summary>A message in as many records as it needs.</summary>
    /// <param name="message">Any message.</param>
    /// <param name="recordVersion">The version field of the records.</param>
    /// <exception cref="InvalidOperationException">Something in it is longer than its length field can say.</exception>
    public static byte[] ToRecords(HandshakeMessage message, TlsVersion recordVersion)
    {
        var writer = new VectorWriter();
        foreach (var piece in ToBytes(message).Chunk(MostFragment))
            WriteRecord(writer, ContentType.Handshake, recordVersion, piece);
        return writer.ToArray();
    }

    private static void WriteRecord(VectorWriter writer, ContentType type, TlsVersion version, ReadOnlySpan<byte> fragment)
    {
        writer.WriteUInt8((byte)type);
        writer.WriteUInt16((ushort)version);
        writer.WriteVector(2, fragment);
    }

    private static void WriteBody(VectorWriter writer, HandshakeMessage message)
    {
        switch (message)
        {
            case OpaqueHandshake opaque:
                writer.Write(opaque.Body.Span);
                break;
            case ClientHello hello:
                WriteHelloStart(writer, hello);
                writer.WriteUInt16Vector(2, hello.Suites);
                writer.WriteVector(1, hello.Compressions.Span);
                WriteExtensions(writer, hello.Extensions);
                break;
            case ServerHello hello:
                WriteHelloStart(writer, hello);
                writer.WriteUInt16(hello.Suite);
                writer.WriteUInt8(hello.Compression);
                WriteExtensions(writer, hello.Extensions);
                break;
            case CertificateMessage certificates:
                WriteList(writer, certificates.Certificates, outerLengthBytes: 3, lengthBytes: 3);
                break;
            case CertificateStatus status:
                writer.WriteUInt8(status.StatusType);
                writer.WriteVector(3, status.Response.Span);
                break;
            case ServerKeyExchange exchange:
                WriteKeyExchange(writer, exchange);
                break;
            case CertificateRequest request:
                writer.WriteVector(1, request.Types.Span);
                if (request.Signatures is { } signatures)
                    writer.WriteUInt16Vector(2, signatures.Select(static scheme => (ushort)scheme));
                WriteList(writer, request.Authorities, outerLengthBytes: 2, lengthBytes: 2);
                break;
            case NewSessionTicket ticket:
                writer.WriteUInt32(ticket.LifetimeHint);
                writer.WriteVector(2, ticket.Ticket.Span);
                break;
            case ServerHelloDone:
                break;
            default:
                throw new ArgumentException($"{message.GetType().Name} has no form on the wire.", nameof(message));
        }
    }

    private static void WriteHelloStart(VectorWriter writer, Hello hello)
    {
        writer.WriteUInt16((ushort)hello.LegacyVersion);
        writer.Write(hello.Random.Span);
        writer.WriteVector(1, hello.SessionId.Span);
    }

    private static void WriteExtensions(VectorWriter writer, IReadOnlyList<TlsExtension>? extensions)
    {
        if (extensions is null)
            return;
        var start = writer.BeginVector(2);
        foreach (var extension in extensions)
        {
            writer.WriteUInt16((ushort)extension.Type);
            writer.WriteVector(2, extension.Data.Span);
        }
        writer.EndVector(start, 2);
    }

    private static void WriteList(VectorWriter writer, IReadOnlyList<ReadOnlyMemory<byte>> items, int outerLengthBytes, int lengthBytes)
    {
        var start = writer.BeginVector(outerLengthBytes);
        foreach (var item in items)
            writer.WriteVector(lengthBytes, item.Span);
        writer.EndVector(start, outerLengthBytes);
    }

    private static void WriteKeyExchange(VectorWriter writer, ServerKeyExchange exchange)
    {
        switch (exchange)
        {
            case EllipticCurveKeyExchange curve:
                writer.WriteUInt8(NamedCurve);
                writer.WriteUInt16((ushort)curve.Group);
                writer.WriteVector(1, curve.Point.Span);
                break;
            case FiniteFieldKeyExchange field:
                writer.WriteVector(2, field.Prime.Span);
                writer.WriteVector(2, field.Generator.Span);
                writer.WriteVector(2, field.PublicValue.Span);
                break;
            default:
                throw new ArgumentException($"{exchange.GetType().Name} has no form on the wire.", nameof(exchange));
        }

        if (exchange.Scheme is { } scheme)
            writer.WriteUInt16((ushort)scheme);
        if (exchange.Signature is { } signature)
            writer.WriteVector(2, signature.Span);
    }
}
