using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using Leadglass.Tls;
using Leadglass.Tls.Messages;
using Leadglass.Tls.Registry;

namespace Leadglass.Lab;

/// <summary>
/// Answers hellos as an old TLS server does, with its choice, its certificate and its part of the key exchange, and refuses what comes next:
/// no library of today could finish such a handshake, and none is written here. It holds no key and decrypts nothing.
/// </summary>
internal sealed class HelloServer(HelloBehaviour behaviour, IPEndPoint endpoint) : LoopbackServer(endpoint)
{
    private const byte Fatal = 2;

    protected override async Task ServeAsync(Socket socket, CancellationToken cancellationToken)
    {
        var buffer = new byte[4096];
        var reader = new MessageReader();
        TlsMessage? first;
        while (!reader.TryRead(out first))
        {
            var count = reader.IsBroken ? 0 : await socket.ReceiveAsync(buffer, cancellationToken);
            if (count == 0)
                return;
            reader.Feed(buffer.AsSpan(0, count));
        }

        if (first is not ClientHello hello)
            return;
        await socket.SendAsync(Answer(hello, out var refused), cancellationToken);
        if (refused || await socket.ReceiveAsync(buffer, cancellationToken) == 0)
            return;
        await socket.SendAsync(Alert(hello.LegacyVersion, AlertDescription.HandshakeFailure), cancellationToken);
    }

    private byte[] Answer(ClientHello hello, out bool refused)
    {
        refused = true;
        // RFC 5246 Appendix E.1: the highest version that is not above the client's; an old server reads no supported_versions and no TLS_FALLBACK_SCSV.
        var versions = behaviour.Suites.Keys.Where(version => version <= hello.LegacyVersion).ToList();
        if (versions.Count == 0)
            return Alert(hello.LegacyVersion, AlertDescription.ProtocolVersion);
        var chosen = versions.Max();
        var common = behaviour.Suites[chosen].Where(hello.Suites.Contains).ToList();
        if (common.Count == 0)
            return Alert(chosen, AlertDescription.HandshakeFailure);

        refused = false;
        return [.. Flight(hello, chosen, common[0]).SelectMany(message => HandshakeWriter.ToRecords(message, chosen))];
    }

    private IEnumerable<HandshakeMessage> Flight(ClientHello hello, TlsVersion version, ushort suite)
    {
        var confirms = behaviour.SecureRenegotiation
            && (hello.Suites.Contains((ushort)CipherSuites.EmptyRenegotiationInfo) || hello.Find(ExtensionType.RenegotiationInfo) is not null);
        yield return new ServerHello
        {
            LegacyVersion = version,
            Random = RandomNumberGenerator.GetBytes(Hello.RandomSize),
            Suite = suite,
            Extensions = confirms ? [ExtensionWriter.ShortVector(ExtensionType.RenegotiationInfo)] : null,
        };
        yield return new CertificateMessage([behaviour.Certificate.RawData]);
        if (CipherSuites.Of(suite) is { KeyExchange: KeyExchange.Rsa, Bits: <= 40 })
            yield return new OpaqueHandshake(HandshakeType.ServerKeyExchange, ExportKey());
        yield return new ServerHelloDone();
    }

    /// <summary>RFC 2246 §7.4.3: where the certificate's key is too long for an EXPORT suite, a signed RSA key of 512 bits. It is noise: nobody can use it.</summary>
    private byte[] ExportKey()
    {
        const int ModulusBytes = 64;
        var signatureBytes = behaviour.Certificate.PublicKey.GetRSAPublicKey()!.KeySize / 8;
        return
        [
            0, ModulusBytes, .. RandomNumberGenerator.GetBytes(ModulusBytes),
            0, 3, 1, 0, 1,
            (byte)(signatureBytes >> 8), (byte)signatureBytes, .. RandomNumberGenerator.GetBytes(signatureBytes),
        ];
    }

    private static byte[] Alert(TlsVersion version, AlertDescription description) =>
        HandshakeWriter.ToBytes(new TlsRecord(ContentType.Alert, version, new[] { Fatal, (byte)description }));
}
