using System.Security.Cryptography;
using Leadglass.Tls.Messages;
using Leadglass.Tls.Probing;
using Leadglass.Tls.Registry;

namespace Leadglass.Tls.Client;

/// <summary>A ServerHello with one thing wrong, and everything else as the client can expect it. No cryptography follows: the client has to stop here.</summary>
internal static class BrokenHello
{
    /// <summary>RSA_WITH_AES_128_CBC_SHA: what every client of TLS 1.0 knew.</summary>
    private const ushort OldSuite = 0x002F;

    private const byte Deflate = 1;

    /// <summary>Suites of TLS 1.2 of which no client offers all.</summary>
    private static readonly ushort[] Unoffered = [0x009C, 0x009D, 0xC02F, 0xC030, 0x00A2, 0xC0A0];

    /// <summary>Suites of TLS 1.3, the rarest first.</summary>
    private static readonly ushort[] UnofferedTls13 = [0x1305, 0x1304, 0x1303, 0x1302];

    /// <summary>The ServerHello for a step; <see langword="null"/> where the step means nothing to a client with that hello.</summary>
    public static ServerHello? For(ClientStep step, ClientHello hello)
    {
        var offersTls12 = hello.Versions.Contains(TlsVersion.Tls12);
        var suite = hello.Suites.FirstOrDefault(static code => CipherSuites.Of(code) is { IsKnown: true } known && known.Fits(TlsVersion.Tls12));
        if (step == ClientStep.Tls10)
            return Answer(hello, hello.Suites.Contains(OldSuite) || suite == 0 ? OldSuite : suite) with { LegacyVersion = TlsVersion.Tls10 };
        // A client that has only TLS 1.3 would refuse an answer of TLS 1.2 for its version, which says nothing.
        if (!offersTls12)
            return ForTls13(step, hello);
        if (suite == 0)
            return null;
        return step switch
        {
            ClientStep.UnofferedSuite => Unoffered.Except(hello.Suites).FirstOrDefault() is var other and not 0 ? Answer(hello, other) : null,
            ClientStep.NoRenegotiationInfo when KnowsRenegotiation(hello) => WithoutRenegotiationInfo(Answer(hello, suite)),
            ClientStep.Compression when !hello.Compressions.Span.Contains(Deflate) => Answer(hello, suite) with { Compression = Deflate },
            ClientStep.DowngradeMark when hello.Versions.Contains(TlsVersion.Tls13) => Marked(Answer(hello, suite)),
            _ => null,
        };
    }

    /// <summary>The same faults in TLS 1.3, which knows no renegotiation and, alone, no downgrade.</summary>
    private static ServerHello? ForTls13(ClientStep step, ClientHello hello)
    {
        var offered = hello.Find(ExtensionType.KeyShare) is { } extension ? ExtensionReader.ReadClientShares(extension) ?? [] : [];
        var share = PublicKeys.All.FirstOrDefault(own => offered.Any(their => their.Group == own.Group));
        var suite = hello.Suites.FirstOrDefault(static code => CipherSuites.Of(code) is { IsKnown: true } known && known.Fits(TlsVersion.Tls13));
        if (share is null || suite == 0)
            return null;
        var answer = new ServerHello
        {
            LegacyVersion = TlsVersion.Tls12,
            Random = RandomNumberGenerator.GetBytes(Hello.RandomSize),
            SessionId = hello.SessionId,    // RFC 8446 §4.1.3: the client's, echoed
            Suite = suite,
            Extensions = [ExtensionWriter.Version(TlsVersion.Tls13), ExtensionWriter.ServerShare(share)],
        };
        return step switch
        {
            ClientStep.UnofferedSuite => UnofferedTls13.Except(hello.Suites).FirstOrDefault() is var other and not 0 ? answer with { Suite = other } : null,
            ClientStep.Compression => answer with { Compression = Deflate },
            _ => null,
        };
    }

    private static bool KnowsRenegotiation(ClientHello hello) =>
        hello.Find(ExtensionType.RenegotiationInfo) is not null || hello.Suites.Contains((ushort)CipherSuites.EmptyRenegotiationInfo);

    /// <summary>What a server of TLS 1.2 answers to this hello.</summary>
    private static ServerHello Answer(ClientHello hello, ushort suite)
    {
        var extensions = new List<TlsExtension>();
        if (KnowsRenegotiation(hello))
            extensions.Add(ExtensionWriter.ShortVector(ExtensionType.RenegotiationInfo));
        if (hello.Find(ExtensionType.ExtendedMasterSecret) is not null)
            extensions.Add(ExtensionWriter.Empty(ExtensionType.ExtendedMasterSecret));
        return new ServerHello
        {
            LegacyVersion = TlsVersion.Tls12,
            Random = RandomNumberGenerator.GetBytes(Hello.RandomSize),
            SessionId = RandomNumberGenerator.GetBytes(Hello.RandomSize),
            Suite = suite,
            Extensions = extensions.Count > 0 ? extensions : null,
        };
    }

    private static ServerHello WithoutRenegotiationInfo(ServerHello hello)
    {
        var rest = hello.Extensions!.Where(static extension => extension.Type != ExtensionType.RenegotiationInfo).ToList();
        return hello with { Extensions = rest.Count > 0 ? rest : null };
    }

    /// <summary>RFC 8446 §4.1.3: the last eight bytes of the random.</summary>
    private static ServerHello Marked(ServerHello hello) => hello with { Random = (byte[])[.. hello.Random[..24].Span, .. "DOWNGRD"u8, 1] };
}
