using Leadglass.Tls.Messages;
using Leadglass.Tls.Observations;
using Leadglass.Tls.Registry;

namespace Leadglass.Tls.Profiles;

/// <summary>What a client offers in its ClientHello, without GREASE. Source: RFC 8446 §4.1.2, RFC 5246 §7.4.1.2.</summary>
public sealed record ClientOffer
{
    /// <summary>Whether it takes a version; one that is not listed is not known. <see cref="VersionsOf"/> reads a hello.</summary>
    public required IReadOnlyDictionary<TlsVersion, Answer> Versions { get; init; }

    /// <summary>The suites, in its order; signalling values included.</summary>
    public required IReadOnlyList<CipherSuite> Suites { get; init; }

    /// <summary>The groups, in its order; <see langword="null"/> without the extension, which leaves the choice to the server (RFC 8422 §4).</summary>
    public IReadOnlyList<NamedGroup>? Groups { get; init; }

    /// <summary>The signature schemes, in its order; <see langword="null"/> without the extension, which means SHA-1 (RFC 5246 §7.4.1.4.1).</summary>
    public IReadOnlyList<SignatureScheme>? Signatures { get; init; }

    /// <summary>The extensions, in its order.</summary>
    public IReadOnlyList<ExtensionType> Extensions { get; init; } = [];

    /// <summary>Compression methods: 0 is none.</summary>
    public IReadOnlyList<byte> Compressions { get; init; } = [0];

    /// <summary>Reads a hello; an extension that is not well formed counts as missing.</summary>
    /// <param name="hello">The hello. Untrusted.</param>
    public static ClientOffer Of(ClientHello hello) => new()
    {
        Versions = VersionsOf(hello.LegacyVersion, Content(hello, ExtensionType.SupportedVersions, ExtensionReader.ReadVersions)),
        Suites = [.. hello.Suites.Where(static code => !IsGrease(code)).Select(static code => CipherSuites.Of(code))],
        Groups = Content(hello, ExtensionType.SupportedGroups, ExtensionReader.ReadGroups)?.Where(static group => !IsGrease((ushort)group)).ToList(),
        Signatures = Content(hello, ExtensionType.SignatureAlgorithms, ExtensionReader.ReadSchemes)?.Where(static scheme => !IsGrease((ushort)scheme)).ToList(),
        Extensions = [.. (hello.Extensions ?? []).Select(static extension => extension.Type).Where(static type => !IsGrease((ushort)type))],
        Compressions = hello.Compressions.ToArray(),
    };

    /// <summary>Reads from a hello which versions a client takes.</summary>
    /// <param name="legacyVersion">The version in the body of the hello.</param>
    /// <param name="supported">What <c>supported_versions</c> lists; <see langword="null"/> without the extension, and then versions below the one in the body stay open:
    /// only a server that answers with one would learn.</param>
    public static IReadOnlyDictionary<TlsVersion, Answer> VersionsOf(TlsVersion legacyVersion, IReadOnlyCollection<TlsVersion>? supported) =>
        TlsVersions.All.ToDictionary(
            static version => version,
            version => supported is not null
                // RFC 8446 §4.2.1: with the extension, nothing else counts.
                ? supported.Contains(version) ? Answer.Yes : Answer.No
                : version == legacyVersion ? Answer.Yes
                : version > legacyVersion ? Answer.No
                : Answer.NotKnown);

    private static IReadOnlyList<T>? Content<T>(ClientHello hello, ExtensionType type, Func<TlsExtension, IReadOnlyList<T>?> read) =>
        hello.Find(type) is { } extension ? read(extension) : null;

    /// <summary>RFC 8701 §2: both bytes are the same and end in AH.</summary>
    private static bool IsGrease(int code) => (code & 0x0F0F) == 0x0A0A && code >> 8 == (code & 0xFF);
}
