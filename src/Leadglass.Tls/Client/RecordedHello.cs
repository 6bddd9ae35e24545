using Leadglass.Tls.Messages;
using Leadglass.Tls.Profiles;
using Leadglass.Tls.Registry;

namespace Leadglass.Tls.Client;

/// <summary>A ClientHello with what is told about it. Source: RFC 8446 §4.1.2.</summary>
public sealed record RecordedHello
{
    private RecordedHello(ClientHello message)
    {
        Message = message;
    }

    /// <summary>The hello as it came.</summary>
    public ClientHello Message { get; }

    /// <summary>What it offers, without GREASE: what profiles judge.</summary>
    public required ClientOffer Offer { get; init; }

    /// <summary>The highest version that it offers.</summary>
    public required TlsVersion Highest { get; init; }

    /// <summary>Its fingerprint in the form of JA3: 32 hexadecimal digits.</summary>
    public required string Ja3 { get; init; }

    /// <summary>Its fingerprint in the form of JA4, such as <c>t13d1516h2_8daaf6152771_e5627efa2ab1</c>.</summary>
    public required string Ja4 { get; init; }

    /// <summary>The host that it asks for; <see langword="null"/> for none. Untrusted.</summary>
    public string? ServerName { get; init; }

    /// <summary>The application protocols that it offers, in its order. Untrusted.</summary>
    public IReadOnlyList<string> Protocols { get; init; } = [];

    /// <summary>Reads what a hello offers.</summary>
    /// <param name="hello">The hello.</param>
    public static RecordedHello Of(ClientHello hello)
    {
        ArgumentNullException.ThrowIfNull(hello);
        var supported = hello.Find(ExtensionType.SupportedVersions) is { } versions ? ExtensionReader.ReadVersions(versions) : null;
        return new RecordedHello(hello)
        {
            Offer = new ClientOffer
            {
                Versions = ClientOffer.VersionsOf(hello.LegacyVersion, supported?.ToList()),
                Suites = [.. hello.Suites.Where(static code => !Grease.Is(code)).Select(static code => CipherSuites.Of(code))],
                Groups = hello.Find(ExtensionType.SupportedGroups) is { } groups
                    ? ExtensionReader.ReadGroups(groups)?.Where(static group => !Grease.Is((ushort)group)).ToList()
                    : null,
                Signatures = hello.Find(ExtensionType.SignatureAlgorithms) is { } schemes
                    ? ExtensionReader.ReadSchemes(schemes)?.Where(static scheme => !Grease.Is((ushort)scheme)).ToList()
                    : null,
                Extensions = [.. (hello.Extensions ?? []).Select(static extension => extension.Type).Where(static type => !Grease.Is((ushort)type))],
                Compressions = hello.Compressions.ToArray(),
            },
            Highest = hello.Versions.Where(static version => !Grease.Is((ushort)version)).DefaultIfEmpty(hello.LegacyVersion).Max(),
            Ja3 = HelloFingerprint.Ja3(hello),
            Ja4 = HelloFingerprint.Ja4(hello),
            ServerName = hello.Find(ExtensionType.ServerName) is { } name ? ExtensionReader.ReadServerName(name) : null,
            Protocols = hello.Find(ExtensionType.ApplicationLayerProtocolNegotiation) is { } protocols ? ExtensionReader.ReadProtocols(protocols) ?? [] : [],
        };
    }
}
