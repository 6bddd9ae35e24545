using Leadglass.Tls.Observations;
using Leadglass.Tls.Registry;

namespace Leadglass.Tls.Tests.Profiles;

/// <summary>Servers as the prober would describe them, put together from what was measured on real ones.</summary>
internal static class Observed
{
    public const string Dhe = "TLS_DHE_RSA_WITH_AES_256_GCM_SHA384 TLS_DHE_RSA_WITH_AES_128_GCM_SHA256";
    public const string Ecdhe = "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384 TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256";
    public const string ThreeOfTls13 = "TLS_AES_256_GCM_SHA384 TLS_CHACHA20_POLY1305_SHA256 TLS_AES_128_GCM_SHA256";
    public const string FiveOfTls13 = ThreeOfTls13 + " TLS_AES_128_CCM_SHA256 TLS_AES_128_CCM_8_SHA256";

    /// <summary>The ten that PS3.15 B.13 requires in TLS 1.2, from the standard's list.</summary>
    public const string TenOfB13 =
        "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384 TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384 TLS_ECDHE_ECDSA_WITH_AES_256_CCM "
        + "TLS_ECDHE_ECDSA_WITH_AES_256_CCM_8 TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256 TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256 "
        + "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256 TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256 TLS_ECDHE_ECDSA_WITH_AES_128_CCM TLS_ECDHE_ECDSA_WITH_AES_128_CCM_8";

    private static readonly HashSet<NamedGroup> AllGroupsAsked = [];

    /// <summary>A server that refuses every version, everything asked.</summary>
    public static ServerObservation Nothing { get; } = new()
    {
        SpeaksTls = Answer.Yes,
        Versions = [.. TlsVersions.All.Select(version => new VersionObservation(version) { Support = VersionSupport.Refused })],
        Groups = new() { NotAsked = AllGroupsAsked },
        Tls13Groups = new() { NotAsked = AllGroupsAsked },
        Signatures = new() { NotAsked = new HashSet<SignatureScheme>() },
        RequestsClientCertificate = Answer.No,
        RequiresClientCertificate = Answer.No,
        Features = new()
        {
            SecureRenegotiation = Answer.Yes,
            ExtendedMasterSecret = Answer.Yes,
            Compression = Answer.No,
            TruncatedHmac = Answer.No,
            PrefersTls13 = Answer.Yes,
            PrefersStrongSuites = Answer.Yes,
        },
    };

    /// <summary>A server about which nothing at all could be asked.</summary>
    public static ServerObservation Unasked { get; } = new()
    {
        SpeaksTls = Answer.NotKnown,
        Versions = [.. TlsVersions.All.Select(version => new VersionObservation(version))],
    };

    /// <summary>TLS 1.2 with B.13's ten suites, TLS 1.3 with its five, RSA and ECDSA certificates, P-256 and X25519.</summary>
    public static ServerObservation PerfectB13 { get; } = Nothing
        .With(TlsVersion.Tls12, TenOfB13)
        .With(TlsVersion.Tls13, FiveOfTls13)
        .WithGroups(NamedGroup.Secp256r1, NamedGroup.X25519)
        .WithCertificates(MadeCertificates.Rsa, MadeCertificates.Ecdsa);

    /// <summary>storescp 3.6.7 with +py: measured by sslscan, see Import/Data/sslscan-storescp-py.xml.</summary>
    public static ServerObservation StorescpNonDowngrading { get; } = Nothing
        .With(TlsVersion.Tls12, Dhe + " " + Ecdhe)
        .With(TlsVersion.Tls13, ThreeOfTls13)
        .WithGroups(NamedGroup.Secp256r1, NamedGroup.Secp384r1, NamedGroup.Secp521r1)
        .WithField(2048)
        .WithCertificates(MadeCertificates.Rsa);

    public static ServerObservation With(this ServerObservation server, TlsVersion version, string suites) => server.Change(version, observed => observed with
    {
        Support = VersionSupport.Offered,
        Suites = [.. observed.Suites, .. suites.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(name => new OfferedSuite(CipherSuites.Find(name)!))],
    });

    public static ServerObservation Without(this ServerObservation server, string suite) => server with
    {
        Versions = [.. server.Versions.Select(observed => observed with { Suites = [.. observed.Suites.Where(offered => offered.Suite.Name != suite)] })],
    };

    public static ServerObservation Change(this ServerObservation server, TlsVersion version, Func<VersionObservation, VersionObservation> change) => server with
    {
        Versions = [.. server.Versions.Select(observed => observed.Version == version ? change(observed) : observed)],
    };

    public static ServerObservation WithGroups(this ServerObservation server, params NamedGroup[] groups) => server with
    {
        Groups = new() { Offered = groups, NotAsked = AllGroupsAsked },
        Tls13Groups = new() { Offered = groups, NotAsked = AllGroupsAsked },
    };

    public static ServerObservation WithField(this ServerObservation server, int bits) => server with
    {
        Fields = [new DiffieHellmanField(bits, new string('0', 64), null)],
    };

    public static ServerObservation WithCertificates(this ServerObservation server, params CertificateObservation[] chains) => server with { Certificates = chains };

    public static ServerObservation WithFeatures(this ServerObservation server, Func<FeaturesObservation, FeaturesObservation> change) =>
        server with { Features = change(server.Features) };
}
