using Leadglass.Tls.Messages;
using Leadglass.Tls.Profiles;
using Leadglass.Tls.Registry;
using Leadglass.Tls.Tests.Support;

namespace Leadglass.Tls.Tests.Profiles;

public sealed class ClientVerdictTests
{
    /// <summary>TLS 1.2 and 1.3 with one suite of each list of B.13: a client needs no more.</summary>
    private static ClientOffer Modern { get; } = new()
    {
        Versions = ClientOffer.VersionsOf(TlsVersion.Tls12, [TlsVersion.Tls13, TlsVersion.Tls12]),
        Suites = Suites("TLS_AES_128_GCM_SHA256 TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256"),
        Groups = [NamedGroup.X25519, NamedGroup.Secp256r1],
        Signatures = [SignatureScheme.EcdsaSecp256r1Sha256, SignatureScheme.RsaPssRsaeSha256, SignatureScheme.RsaPkcs1Sha256],
        Extensions = [ExtensionType.ExtendedMasterSecret, ExtensionType.RenegotiationInfo, ExtensionType.SupportedVersions],
    };

    [Theory]
    [InlineData("B.12")]
    [InlineData("B.13")]
    public void Judge_OneSuiteOfEachList_IsEnoughForAClient(string profile) => Assert.Equal(ProfileOutcome.Holds, Judge(profile, Modern).Outcome);

    [Fact]
    public void Judge_Tls13Only_KeepsB13AndLacksWhatB12Requires()
    {
        var client = Modern with { Versions = ClientOffer.VersionsOf(TlsVersion.Tls12, [TlsVersion.Tls13]), Suites = Suites("TLS_AES_128_GCM_SHA256") };

        Assert.Equal(ProfileOutcome.Holds, Judge("B.13", client).Outcome);
        Assert.Equal("TLS 1.2", Assert.Single(Judge("B.12", client).Interoperability.Missing, entry => entry.Decides).Subject);
    }

    [Fact]
    public void Judge_Tls13WithoutASuiteOfItsList_LacksOneOfFive()
    {
        var client = Modern with { Suites = Suites("TLS_SM4_GCM_SM3 TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256") };

        var verdict = Judge("B.13", client);

        Assert.StartsWith("one of TLS_AES_256_GCM_SHA384", Assert.Single(verdict.Interoperability.Missing).Subject, StringComparison.Ordinal);
        Assert.Contains(verdict.Security.TooMuch, entry => entry.Subject == "TLS_SM4_GCM_SM3");
    }

    /// <summary>fo-dicom's default: TLS 1.0 to 1.2 by an old hello without supported_versions.</summary>
    [Fact]
    public void Judge_HelloWithoutSupportedVersions_LeavesLowerVersionsOpen()
    {
        var client = Modern with { Versions = ClientOffer.VersionsOf(TlsVersion.Tls12, null), Suites = Suites("TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256") };

        var verdict = Judge("B.12", client);

        Assert.Equal(ProfileOutcome.NotKnown, verdict.Security.Outcome);
        Assert.Contains(verdict.Security.NotKnown, entry => entry.Subject == "TLS 1.0");
        Assert.Equal(ProfileOutcome.Holds, verdict.Interoperability.Outcome);
    }

    [Fact]
    public void Judge_Sha1InSignatureAlgorithms_Fails()
    {
        var verdict = Judge("B.12", Modern with { Signatures = [SignatureScheme.RsaPkcs1Sha256, SignatureScheme.RsaPkcs1Sha1] });

        Assert.Contains(verdict.Security.TooMuch, entry => entry is { Subject: "signature scheme rsa_pkcs1_sha1", Decides: true });
    }

    [Fact]
    public void Judge_RenegotiationSignal_CountsAsTheExtension()
    {
        var client = Modern with
        {
            Extensions = [ExtensionType.ExtendedMasterSecret],
            Suites = [.. Modern.Suites, CipherSuites.Of(CipherSuites.EmptyRenegotiationInfo)],
        };

        Assert.Equal(ProfileOutcome.Holds, Judge("B.12", client).Outcome);
    }

    [Fact]
    public void Judge_WithoutExtendedMasterSecret_Fails() =>
        Assert.Equal(ProfileOutcome.Fails, Judge("B.12", Modern with { Extensions = [ExtensionType.RenegotiationInfo] }).Interoperability.Outcome);

    [Fact]
    public void Judge_DheFromAClient_LeavesTheSizeThatItTakesOpen()
    {
        var client = Modern with { Suites = [.. Modern.Suites, .. Suites("TLS_DHE_RSA_WITH_AES_128_GCM_SHA256")] };

        Assert.Equal(ProfileOutcome.NotKnown, Judge("B.13", client).Security.Outcome);
    }

    /// <summary>echoscu 3.6.7 as it comes: the four suites of B.10, TLS 1.2 and 1.3; but its OpenSSL lists SHA-1 in signature_algorithms (RFC 9155 §2).</summary>
    [Fact]
    public void Judge_CapturedDcmtk_KeepsB10AndFailsB12ForSha1()
    {
        var client = Captured(Support.Captured.DcmtkClientHello);

        Assert.Equal(ProfileOutcome.Holds, Judge("B.10", client).Outcome);
        var verdict = Judge("B.12", client);
        Assert.Equal(ProfileOutcome.Holds, verdict.Interoperability.Outcome);
        Assert.Equal("x25519", Assert.Single(verdict.Interoperability.Missing).Subject);
        Assert.Equal(
            ["signature scheme rsa_pkcs1_sha1", "signature scheme dsa_sha1", "signature scheme ecdsa_sha1"],
            verdict.Security.TooMuch.Where(entry => entry.Decides).Select(entry => entry.Subject));
        Assert.StartsWith("the size of Diffie-Hellman fields", Assert.Single(verdict.Security.NotKnown).Subject, StringComparison.Ordinal);
    }

    /// <summary>openssl s_client lists TLS 1.0 and 1.1 in supported_versions, and RSA key exchange among its suites.</summary>
    [Fact]
    public void Judge_CapturedOpenSsl_FailsForVersionsAndIsAdvisedAgainstRsaKeyExchange()
    {
        var security = Judge("B.12", Captured(Support.Captured.OpenSslClientHello)).Security;

        Assert.Equal(["TLS 1.0", "TLS 1.1"], security.TooMuch.Where(entry => entry.Decides).Select(entry => entry.Subject));
        Assert.Contains(security.TooMuch, entry => entry is { Subject: "TLS_RSA_WITH_AES_128_GCM_SHA256", Level: RequirementLevel.ShouldNot });
        Assert.DoesNotContain(security.TooMuch, entry => entry.Subject.Contains("CBC", StringComparison.Ordinal) && entry.Clause == "RFC 9325 §4.2"); // it offers encrypt_then_mac
    }

    [Fact]
    public void Of_Grease_IsNotPartOfTheOffer()
    {
        var offer = ClientOffer.Of(new ClientHello
        {
            LegacyVersion = TlsVersion.Tls12,
            Suites = [0x3A3A, 0x1301, 0x1A2A],
            Extensions = [ExtensionWriter.Groups([(NamedGroup)0xFAFA, NamedGroup.X25519]), new TlsExtension((ExtensionType)0x0A0A, default)],
            Compressions = new byte[] { 0 },
        });

        Assert.Equal([0x1301, 0x1A2A], offer.Suites.Select(suite => suite.Code));
        Assert.Equal([NamedGroup.X25519], offer.Groups!);
        Assert.Equal([ExtensionType.SupportedGroups], offer.Extensions);
    }

    private static ClientOffer Captured(byte[] record) =>
        ClientOffer.Of(Assert.IsType<ClientHello>(HandshakeReader.Read(RecordReader.Read(record).Record!.Fragment, HandshakeContext.Initial).Message));

    private static IReadOnlyList<CipherSuite> Suites(string names) => [.. names.Split(' ').Select(name => CipherSuites.Find(name)!)];

    private static ProfileVerdict Judge(string profile, ClientOffer client) => StandardProfiles.Find(profile)!.Judge(client);
}
