using Leadglass.Tls.Registry;

namespace Leadglass.Tls.Messages;

/// <summary>Reads handshake messages: bounded, lossless, and without exceptions for any content. Source: RFC 8446 §4, RFC 5246 §7.4.</summary>
public static class HandshakeReader
{
    /// <summary>Bytes before the body of a message.</summary>
    public const int HeaderSize = 4;

    /// <summary>The longest body that is taken, in bytes; long chains and lists of authorities stay below it.</summary>
    public const int MostBytes = 1 << 18;

    /// <summary>The most certificates, or names of authorities, that one message may hold.</summary>
    private const int MostItems = 4096;

    /// <summary>Reads the message at the start of <paramref name="bytes"/>.</summary>
    /// <param name="bytes">The content of handshake records, one after another; bytes after the message are left alone.</param>
    /// <param name="context">What was negotiated before.</param>
    /// <remarks>Not checked: whether the message may come now, signatures, and whether the server chose what it was offered.</remarks>
    public static HandshakeReadResult Read(ReadOnlyMemory<byte> bytes, HandshakeContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var reader = new VectorReader(bytes);
        if (!reader.TryTakeUInt8(out var code) || !reader.TryTakeUInt8(out var high) || !reader.TryTakeUInt16(out var low))
            return new HandshakeReadResult(ReadStatus.Truncated, null, 0, []);

        var length = high << 16 | low;
        if (length > MostBytes)
        {
            return new HandshakeReadResult(
                ReadStatus.Malformed, null, 0, [new TlsAnomaly(1, "length", "RFC 8446 §4", $"{length} bytes are more than {MostBytes}")]);
        }
        if (!reader.TryTake(length, out var body))
            return new HandshakeReadResult(ReadStatus.Truncated, null, 0, []);

        var anomalies = new AnomalyList();
        var message = ReadBody((HandshakeType)code, body, context, anomalies);
        return new HandshakeReadResult(ReadStatus.Complete, message, reader.Position, anomalies.Anomalies);
    }

    private static HandshakeMessage ReadBody(HandshakeType type, ReadOnlyMemory<byte> body, HandshakeContext context, AnomalyList anomalies)
    {
        var reader = new VectorReader(body);
        HandshakeMessage? message = type switch
        {
            HandshakeType.ClientHello => ReadClientHello(ref reader),
            HandshakeType.ServerHello => ReadServerHello(ref reader),
            HandshakeType.Certificate => ReadCertificates(ref reader),
            HandshakeType.CertificateStatus => ReadStapled(ref reader),
            HandshakeType.ServerKeyExchange => ReadKeyExchange(ref reader, context),
            HandshakeType.CertificateRequest => ReadRequest(ref reader, context.Version),
            HandshakeType.ServerHelloDone => new ServerHelloDone(),
            HandshakeType.NewSessionTicket => ReadTicket(ref reader),
            _ => new OpaqueHandshake(type, body),
        };
        if (message is OpaqueHandshake)
            return message;
        if (message is null || !reader.IsEmpty)
        {
            // The form is broken, or goes on where it should end: whoever needs the bytes has them all.
            if (!IsMeaningless(type, context))
            {
                var why = message is null ? "not of the form that its type has" : $"{reader.Rest.Length} bytes too many";
                anomalies.Add(HeaderSize + reader.Position, $"{type}", "RFC 5246 §7.4", why);
            }
            return new OpaqueHandshake(type, body);
        }

        if (message is Hello hello)
            CheckHello(hello, anomalies);
        return message;
    }

    // Key exchanges other than (EC)DHE have forms of their own, and explicit curves are prohibited (RFC 8422 §5.4): left as they are, not reported.
    private static bool IsMeaningless(HandshakeType type, HandshakeContext context) =>
        type == HandshakeType.ServerKeyExchange && context.Suite.KeyExchange is not (KeyExchange.Dhe or KeyExchange.Ecdhe);

    private static void CheckHello(Hello hello, AnomalyList anomalies)
    {
        const int SessionIdOffset = HeaderSize + 2 + Hello.RandomSize;
        if (hello.SessionId.Length > 32)
            anomalies.Add(SessionIdOffset, "legacy_session_id", "RFC 8446 §4.1.2", $"{hello.SessionId.Length} bytes are more than 32");
        if (hello.Extensions is { } extensions && extensions.DistinctBy(static extension => extension.Type).Count() != extensions.Count)
            anomalies.Add(SessionIdOffset, "extensions", "RFC 8446 §4.2", "an extension stands there twice");
    }

    private static ClientHello? ReadClientHello(ref VectorReader reader)
    {
        // RFC 8446 §4.1.2
        return reader.TryTakeUInt16(out var version)
            && reader.TryTake(Hello.RandomSize, out var random)
            && reader.TryTakeVector(1, out var session)
            && reader.TryTakeUInt16Vector(2, out var suites)
            && reader.TryTakeVector(1, out var compressions)
            && TryTakeExtensions(ref reader, out var extensions)
            ? new ClientHello
            {
                LegacyVersion = (TlsVersion)version,
                Random = random,
                SessionId = session,
                Suites = suites,
                Compressions = compressions,
                Extensions = extensions,
            }
            : null;
    }

    private static ServerHello? ReadServerHello(ref VectorReader reader)
    {
        // RFC 8446 §4.1.3
        return reader.TryTakeUInt16(out var version)
            && reader.TryTake(Hello.RandomSize, out var random)
            && reader.TryTakeVector(1, out var session)
            && reader.TryTakeUInt16(out var suite)
            && reader.TryTakeUInt8(out var compression)
            && TryTakeExtensions(ref reader, out var extensions)
            ? new ServerHello
            {
                LegacyVersion = (TlsVersion)version,
                Random = random,
                SessionId = session,
                Suite = suite,
                Compression = compression,
                Extensions = extensions,
            }
            : null;
    }

    /// <summary>The extensions, or nothing at all: RFC 5246 §7.4.1.2 lets a hello end before the field.</summary>
    private static bool TryTakeExtensions(ref VectorReader reader, out List<TlsExtension>? extensions)
    {
        extensions = null;
        if (reader.IsEmpty)
            return true;
        if (!reader.TryTakeVector(2, out var content))
            return false;
        extensions = [];
        var inner = new VectorReader(content);
        while (!inner.IsEmpty)
        {
            if (!inner.TryTakeUInt16(out var type) || !inner.TryTakeVector(2, out var data))
                return false;
            extensions.Add(new TlsExtension((ExtensionType)type, data));
        }
        return true;
    }

    private static CertificateMessage? ReadCertificates(ref VectorReader reader)
    {
        // RFC 5246 §7.4.2
        return reader.TryTakeVector(3, out var content) && TrySplit(content, lengthBytes: 3, out var certificates)
            ? new CertificateMessage(certificates)
            : null;
    }

    private static CertificateStatus? ReadStapled(ref VectorReader reader)
    {
        // RFC 6066 §8
        return reader.TryTakeUInt8(out var type) && reader.TryTakeVector(3, out var response) ? new CertificateStatus(type, response) : null;
    }

    private static NewSessionTicket? ReadTicket(ref VectorReader reader)
    {
        // RFC 5077 §3.3
        return reader.TryTakeUInt32(out var lifetime) && reader.TryTakeVector(2, out var ticket) ? new NewSessionTicket(lifetime, ticket) : null;
    }

    private static CertificateRequest? ReadRequest(ref VectorReader reader, TlsVersion version)
    {
        // RFC 5246 §7.4.4; before TLS 1.2 without signature algorithms
        if (!reader.TryTakeVector(1, out var types))
            return null;
        ushort[]? signatures = null;
        if (version >= TlsVersion.Tls12 && !reader.TryTakeUInt16Vector(2, out signatures))
            return null;
        return reader.TryTakeVector(2, out var content) && TrySplit(content, lengthBytes: 2, out var authorities)
            ? new CertificateRequest
            {
                Types = types,
                Signatures = signatures is null ? null : [.. signatures.Select(static code => (SignatureScheme)code)],
                Authorities = authorities,
            }
            : null;
    }

    private static ServerKeyExchange? ReadKeyExchange(ref VectorReader reader, HandshakeContext context)
    {
        // The form depends on the suite: RFC 5246 §7.4.3, RFC 8422 §5.4
        ServerKeyExchange? message = context.Suite.KeyExchange switch
        {
            KeyExchange.Ecdhe => ReadCurve(ref reader),
            KeyExchange.Dhe => ReadField(ref reader),
            _ => null,
        };
        if (message is null || context.Suite.Authentication == Authentication.Anonymous)
            return message;

        SignatureScheme? scheme = null;
        if (context.Version >= TlsVersion.Tls12)
        {
            if (!reader.TryTakeUInt16(out var code))
                return null;
            scheme = (SignatureScheme)code;
        }
        return reader.TryTakeVector(2, out var signature) ? message with { Scheme = scheme, Signature = signature } : null;
    }

    private static EllipticCurveKeyExchange? ReadCurve(ref VectorReader reader)
    {
        const byte NamedCurve = 3;
        return reader.TryTakeUInt8(out var curveType) && curveType == NamedCurve
            && reader.TryTakeUInt16(out var group)
            && reader.TryTakeVector(1, out var point)
            ? new EllipticCurveKeyExchange((NamedGroup)group, point)
            : null;
    }

    private static FiniteFieldKeyExchange? ReadField(ref VectorReader reader) =>
        reader.TryTakeVector(2, out var prime) && reader.TryTakeVector(2, out var generator) && reader.TryTakeVector(2, out var publicValue)
            ? new FiniteFieldKeyExchange(prime, generator, publicValue)
            : null;

    private static bool TrySplit(ReadOnlyMemory<byte> content, int lengthBytes, out List<ReadOnlyMemory<byte>> items)
    {
        items = [];
        var reader = new VectorReader(content);
        while (!reader.IsEmpty)
        {
            if (items.Count == MostItems || !reader.TryTakeVector(lengthBytes, out var item))
                return false;
            items.Add(item);
        }
        return true;
    }
}
