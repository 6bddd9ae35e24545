using Leadglass.Tls.Observations;
using Leadglass.Tls.Profiles;
using Leadglass.Tls.Registry;

namespace Leadglass.Tls.Tests.Profiles;

/// <summary>
/// Servers that mirror the TLS profiles of DCMTK's storescp and other known ones, held against every profile. Two letters a profile: security, interoperability;
/// + holds, - fails. Worked out by hand from the lists of PS3.15 and the two editions of BCP 195.
/// </summary>
public sealed class TruthTableTests
{
    private const string AesCbc = "TLS_RSA_WITH_AES_128_CBC_SHA";
    private const string TripleDes = "TLS_RSA_WITH_3DES_EDE_CBC_SHA";
    private const string NullSha = "TLS_RSA_WITH_NULL_SHA";

    /// <summary>+py: DHE and ECDHE with GCM, TLS 1.2 and 1.3. B.11 allows no TLS 1.3 suite.</summary>
    private static ServerObservation NonDowngrading => Observed.StorescpNonDowngrading;

    /// <summary>+px: the same with TLS 1.0 and 1.1 and AES-CBC.</summary>
    private static ServerObservation Bcp195 => NonDowngrading
        .With(TlsVersion.Tls10, AesCbc)
        .With(TlsVersion.Tls11, AesCbc)
        .With(TlsVersion.Tls12, AesCbc);

    /// <summary>+pz: TLS 1.2 alone, with one of the eight that B.11 recommends.</summary>
    private static ServerObservation Extended => Observed.Nothing
        .With(TlsVersion.Tls12, $"{Observed.Dhe} {Observed.Ecdhe} TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384")
        .WithGroups(NamedGroup.Secp256r1)
        .WithField(2048)
        .WithCertificates(MadeCertificates.Rsa);

    /// <summary>+pa where triple DES is built in.</summary>
    private static ServerObservation Aes => Observed.Nothing.With(TlsVersion.Tls10, $"{AesCbc} {TripleDes}").WithCertificates(MadeCertificates.Rsa);

    /// <summary>+pb of older releases.</summary>
    private static ServerObservation Basic => Observed.Nothing.With(TlsVersion.Tls10, TripleDes).WithCertificates(MadeCertificates.Rsa);

    /// <summary>+pn with client certificates.</summary>
    private static ServerObservation Unencrypted => Observed.Nothing.With(TlsVersion.Tls10, NullSha).WithCertificates(MadeCertificates.Rsa) with
    {
        RequestsClientCertificate = Answer.Yes,
        RequiresClientCertificate = Answer.Yes,
    };

    /// <summary>openssl s_server with every suite: everything anyone requires, and much more.</summary>
    private static ServerObservation EverySuite => Observed.PerfectB13
        .With(TlsVersion.Tls10, $"{AesCbc} {TripleDes} {NullSha}")
        .With(TlsVersion.Tls12, $"{Observed.Dhe} {AesCbc} TLS_ECDHE_ECDSA_WITH_CAMELLIA_128_GCM_SHA256")
        .WithField(2048);

    [Theory]
    [InlineData("+py", "B.9 ++, B.10 ++, B.11 -+, B.12 ++, B.13 +-, B.1 +-, B.3 +-, IHE ATNA unencrypted +-")]
    [InlineData("+px", "B.9 ++, B.10 -+, B.11 -+, B.12 -+, B.13 --, B.1 --, B.3 --, IHE ATNA unencrypted --")]
    [InlineData("+pz", "B.9 ++, B.10 ++, B.11 ++, B.12 ++, B.13 +-, B.1 +-, B.3 +-, IHE ATNA unencrypted +-")]
    [InlineData("+pa", "B.9 +-, B.10 --, B.11 --, B.12 --, B.13 --, B.1 -+, B.3 -+, IHE ATNA unencrypted --")]
    [InlineData("+pb", "B.9 +-, B.10 --, B.11 --, B.12 --, B.13 --, B.1 -+, B.3 --, IHE ATNA unencrypted --")]
    [InlineData("+pn", "B.9 --, B.10 --, B.11 --, B.12 --, B.13 --, B.1 --, B.3 --, IHE ATNA unencrypted -+")]
    [InlineData("all", "B.9 -+, B.10 -+, B.11 -+, B.12 -+, B.13 -+, B.1 -+, B.3 -+, IHE ATNA unencrypted --")]
    [InlineData("none", "B.9 +-, B.10 +-, B.11 +-, B.12 +-, B.13 +-, B.1 +-, B.3 +-, IHE ATNA unencrypted +-")]
    public void Judge_KnownServer_KeepsTheProfilesThatItKeeps(string name, string expected)
    {
        var server = name switch
        {
            "+py" => NonDowngrading,
            "+px" => Bcp195,
            "+pz" => Extended,
            "+pa" => Aes,
            "+pb" => Basic,
            "+pn" => Unencrypted,
            "all" => EverySuite,
            _ => Observed.Nothing.WithCertificates(MadeCertificates.Rsa),
        };

        foreach (var profile in expected.Split(", "))
        {
            var verdict = StandardProfiles.Find(profile[..^3])!.Judge(server);
            Assert.Equal(profile, $"{verdict.Profile.Name} {SignOf(verdict.Security)}{SignOf(verdict.Interoperability)}");
        }
    }

    private static char SignOf(ProfilePart part) => part.Outcome switch { ProfileOutcome.Holds => '+', ProfileOutcome.Fails => '-', _ => '?' };
}
