using Leadglass.Tls.Messages;
using Leadglass.Tls.Registry;

namespace Leadglass.Tls.Probing;

/// <summary>What one hello puts to a server.</summary>
internal sealed record Offer
{
    private static readonly byte[] NoCompression = [0];

    public required TlsVersion Version { get; init; }

    public required IReadOnlyList<int> Suites { get; init; }

    /// <summary>Sent in <c>supported_versions</c> of a hello of TLS 1.3 instead of that version alone.</summary>
    public IReadOnlyList<TlsVersion> Versions { get; init; } = [TlsVersion.Tls13];

    /// <summary>No extension at all where this is <see langword="null"/>.</summary>
    public IReadOnlyList<NamedGroup>? Groups { get; init; } = AllGroups;

    public IReadOnlyList<SignatureScheme> Schemes { get; init; } = AllSchemes;

    /// <summary>Public keys for TLS 1.3; with none the server has to ask for one, and so names suite and group before anything is encrypted.</summary>
    public IReadOnlyList<KeyShare> Shares { get; init; } = [];

    public string? ServerName { get; init; }

    public ReadOnlyMemory<byte> Compressions { get; init; } = NoCompression;

    public IReadOnlyList<TlsExtension> More { get; init; } = [];

    public static IReadOnlyList<NamedGroup> AllGroups { get; } = [.. NamedGroups.All.Select(static row => row.Group).OrderBy(static group => Rank(group))];

    /// <summary>Every scheme, those in use first: some servers look at the beginning only.</summary>
    public static IReadOnlyList<SignatureScheme> AllSchemes { get; } =
        [.. SignatureSchemes.All.OrderBy(static row => Rank(row.Hash)).Select(static row => row.Scheme)];

    /// <summary>The suites of a version, those in use first: some servers look at the beginning only.</summary>
    public static IReadOnlyList<int> AllSuites(TlsVersion version) => [.. CipherSuites.For(version).OrderBy(Rank).Select(static suite => suite.Code)];

    public bool HasExtensions => Version >= TlsVersion.Tls10;

    public byte[] ToBytes(Random random)
    {
        if (Version == TlsVersion.Ssl2)
            return Ssl2Codec.ToBytes(new Ssl2ClientHello { Version = Version, Suites = Suites, Challenge = Bytes(random, 16) });

        var hello = new ClientHello
        {
            // RFC 8446 §4.1.2: the version field never says more than TLS 1.2.
            LegacyVersion = Version == TlsVersion.Tls13 ? TlsVersion.Tls12 : Version,
            Random = Bytes(random, Hello.RandomSize),
            SessionId = Version == TlsVersion.Tls13 ? Bytes(random, 32) : ReadOnlyMemory<byte>.Empty,
            Suites = [.. Suites.Select(static code => (ushort)code)],
            Compressions = Compressions,
            Extensions = HasExtensions ? [.. Extensions()] : null,
        };
        // RFC 8446 §5.1: the record of a first hello says 3.1, for the sake of old servers.
        return HandshakeWriter.ToRecords(hello, Version == TlsVersion.Ssl3 ? TlsVersion.Ssl3 : TlsVersion.Tls10);
    }

    /// <summary>The extensions in the order of the hello.</summary>
    public IEnumerable<TlsExtension> Extensions()
    {
        if (ServerName is { } name)
            yield return ExtensionWriter.ServerName(name);
        if (Groups is { } groups)
            yield return ExtensionWriter.Groups(groups);
        yield return ExtensionWriter.ShortVector(ExtensionType.EcPointFormats, 0);
        // RFC 5246 §7.4.1.4.1: not for versions before 1.2, but servers of those ignore it.
        yield return ExtensionWriter.Schemes(Schemes);
        yield return ExtensionWriter.StatusRequest();
        yield return ExtensionWriter.Empty(ExtensionType.EncryptThenMac);
        yield return ExtensionWriter.Empty(ExtensionType.ExtendedMasterSecret);
        yield return ExtensionWriter.Empty(ExtensionType.SessionTicket);
        yield return ExtensionWriter.ShortVector(ExtensionType.RenegotiationInfo);
        foreach (var extension in More)
            yield return extension;
        if (Version != TlsVersion.Tls13)
            yield break;

        const byte PskWithDhe = 1;
        yield return ExtensionWriter.Versions(Versions);
        yield return ExtensionWriter.ShortVector(ExtensionType.PskKeyExchangeModes, PskWithDhe);
        yield return ExtensionWriter.ClientShares(Shares);
    }

    private static byte[] Bytes(Random random, int count)
    {
        var bytes = new byte[count];
        random.NextBytes(bytes);
        return bytes;
    }

    private static int Rank(CipherSuite suite) => (suite.IsAead ? 0 : 2) + (suite.HasForwardSecrecy ? 0 : 1) + (suite.Authentication switch
    {
        Authentication.Rsa or Authentication.Ecdsa or Authentication.Negotiated => 0,
        Authentication.Anonymous or Authentication.Dss => 4,
        _ => 8,
    });

    private static int Rank(NamedGroup group) => group switch
    {
        NamedGroup.X25519 => 0,
        NamedGroup.Secp256r1 => 1,
        NamedGroup.Secp384r1 => 2,
        NamedGroup.Secp521r1 => 3,
        NamedGroup.X448 => 4,
        _ => 5,
    };

    private static int Rank(SignatureHash hash) => hash switch
    {
        SignatureHash.Sha256 => 0,
        SignatureHash.Sha384 => 1,
        SignatureHash.Sha512 => 2,
        SignatureHash.Intrinsic => 3,
        SignatureHash.Sha224 => 4,
        SignatureHash.Sha1 => 5,
        _ => 6,
    };
}
