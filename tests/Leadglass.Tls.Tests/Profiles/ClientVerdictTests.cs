using Leadglass.Tls.Observations;
using Leadglass.Tls.Profiles;
using Leadglass.Tls.Registry;

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

    private static IReadOnlyList<CipherSuite> Suites(string names) => [.. names.Split(' ').Select(name => CipherSuites.Find(name)!)];

    private static ProfileVerdict Judge(string profile, ClientOffer client) => StandardProfiles.Find(profile)!.Judge(client);
}
