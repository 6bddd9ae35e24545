using Leadglass.Tls.Observations;
using Leadglass.Tls.Profiles;
using Leadglass.Tls.Registry;

namespace Leadglass.Tls.Tests.Profiles;

/// <summary>Expected values are worked out by hand from PS3.15 B and RFC 9325; the servers mirror what was measured on real ones.</summary>
public sealed class ServerVerdictTests
{
    [Theory]
    [InlineData("B.13")]
    [InlineData("B.12")]
    public void Judge_PerfectB13Server_KeepsBothCurrentProfiles(string profile)
    {
        var verdict = Judge(profile, Observed.PerfectB13);

        Assert.Equal(ProfileOutcome.Holds, verdict.Security.Outcome);
        Assert.Equal(ProfileOutcome.Holds, verdict.Interoperability.Outcome);
        Assert.Equal(ProfileOutcome.Holds, verdict.Outcome);
    }

    [Fact]
    public void Summary_WhatCouldNotBeAsked_IsNoProfileThatDoesNotHold()
    {
        var unasked = Observed.Unasked with { SpeaksTls = Answer.Yes };

        Assert.Equal("whether B.12, B.13 hold is not known", ServerVerdict.Of(unasked, StandardProfiles.All).Summary);
        Assert.Equal("no profile holds; B.12, B.13 do not", ServerVerdict.Of(Observed.Nothing with { SpeaksTls = Answer.Yes }, StandardProfiles.All).Summary);
    }

    [Fact]
    public void Judge_B13WithOneSuiteMissing_NamesItAndStaysSecure()
    {
        var verdict = Judge("B.13", Observed.PerfectB13.Without("TLS_ECDHE_ECDSA_WITH_AES_256_CCM_8"));

        var missing = Assert.Single(verdict.Interoperability.Missing);
        Assert.Equal("TLS_ECDHE_ECDSA_WITH_AES_256_CCM_8", missing.Subject);
        Assert.Equal("PS3.15 B.13", missing.Clause);
        Assert.Equal(ProfileOutcome.Fails, verdict.Interoperability.Outcome);
        Assert.Equal(ProfileOutcome.Holds, verdict.Security.Outcome);
    }

    [Theory]
    [InlineData("TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA256")] // mode
    [InlineData("TLS_ECDHE_RSA_WITH_ARIA_128_GCM_SHA256")] // cipher
    [InlineData("TLS_RSA_WITH_AES_128_GCM_SHA256")] // key exchange
    [InlineData("TLS_DHE_DSS_WITH_AES_128_GCM_SHA256")] // in neither list
    public void Judge_B13WithOneSuiteTooMuch_NamesItAndStaysInteroperable(string suite)
    {
        var verdict = Judge("B.13", Observed.PerfectB13.With(TlsVersion.Tls12, suite).WithField(2048));

        Assert.Equal(ProfileOutcome.Fails, verdict.Security.Outcome);
        Assert.Contains(verdict.Security.TooMuch, entry => entry.Subject == suite && entry.Level == RequirementLevel.MustNot && entry.Clause == "PS3.15 B.13");
        Assert.Equal(ProfileOutcome.Holds, verdict.Interoperability.Outcome);
    }

    [Theory]
    [InlineData("TLS_ECDHE_RSA_WITH_CAMELLIA_256_GCM_SHA384")]
    [InlineData("TLS_ECDHE_ECDSA_WITH_CAMELLIA_128_GCM_SHA256")]
    public void Judge_B13WithOptionalSuite_Holds(string suite) =>
        Assert.Equal(ProfileOutcome.Holds, Judge("B.13", Observed.PerfectB13.With(TlsVersion.Tls12, suite)).Outcome);

    [Theory]
    [InlineData("TLS_DHE_RSA_WITH_AES_256_GCM_SHA384")]
    [InlineData("TLS_DHE_RSA_WITH_AES_256_CCM_8")] // printed as …_GCM_CCM_8
    public void Judge_B13WithOptionalDhe_HoldsWithAdviceFromRfc9325(string suite)
    {
        var verdict = Judge("B.13", Observed.PerfectB13.With(TlsVersion.Tls12, suite).WithField(2048));

        Assert.Equal(ProfileOutcome.Holds, verdict.Outcome);
        var advice = Assert.Single(verdict.Security.TooMuch);
        Assert.Equal((suite, RequirementLevel.ShouldNot, "RFC 9325 §4.1"), (advice.Subject, advice.Level, advice.Clause));
    }

    [Theory]
    [InlineData(1024, ProfileOutcome.Fails)]
    [InlineData(2048, ProfileOutcome.Holds)]
    public void Judge_B13WithDhe_AsksForFieldsOf2048Bits(int bits, ProfileOutcome security)
    {
        var server = Observed.PerfectB13.With(TlsVersion.Tls12, "TLS_DHE_RSA_WITH_AES_128_GCM_SHA256").WithField(bits);

        Assert.Equal(security, Judge("B.13", server).Security.Outcome);
    }

    [Fact]
    public void Judge_B13WithDheOfUnknownSize_IsNotKnown()
    {
        var verdict = Judge("B.13", Observed.PerfectB13.With(TlsVersion.Tls12, "TLS_DHE_RSA_WITH_AES_128_GCM_SHA256"));

        Assert.Equal(ProfileOutcome.NotKnown, verdict.Security.Outcome);
    }

    [Fact]
    public void Judge_B13WithRsaCertificateOnly_LacksSevenSuitesAndTheCertificate()
    {
        var server = Observed.PerfectB13.WithCertificates(MadeCertificates.Rsa);
        foreach (var suite in Observed.TenOfB13.Split(' ').Where(name => name.Contains("ECDSA", StringComparison.Ordinal)))
            server = server.Without(suite);

        var verdict = Judge("B.13", server);

        Assert.Equal(7, verdict.Interoperability.Missing.Count(entry => entry.Subject.StartsWith("TLS_", StringComparison.Ordinal)));
        Assert.Contains(verdict.Interoperability.Missing, entry => entry.Subject.Contains("ECDSA", StringComparison.Ordinal) && entry.Subject.StartsWith("a certificate", StringComparison.Ordinal));
    }

    [Fact]
    public void Judge_BudgetCutShort_IsNotKnownAndNeverAbsent()
    {
        var ccm8 = CipherSuites.Find("TLS_ECDHE_ECDSA_WITH_AES_256_CCM_8")!;
        var server = Observed.PerfectB13.Without(ccm8.Name).Change(TlsVersion.Tls12, observed => observed with { NotAsked = new HashSet<int> { ccm8.Code, 0x000A } });

        var verdict = Judge("B.13", server);

        Assert.Equal(ProfileOutcome.NotKnown, verdict.Interoperability.Outcome);
        Assert.Empty(verdict.Interoperability.Missing);
        Assert.Equal(ccm8.Name, Assert.Single(verdict.Interoperability.NotKnown, entry => entry.Decides).Subject);
        Assert.Equal(ProfileOutcome.NotKnown, verdict.Security.Outcome); // whether 3DES is there was not asked
    }

    [Theory]
    [InlineData("B.1")]
    [InlineData("B.3")]
    [InlineData("IHE ATNA unencrypted")]
    [InlineData("B.9")]
    [InlineData("B.10")]
    [InlineData("B.11")]
    [InlineData("B.12")]
    [InlineData("B.13")]
    public void Judge_NothingAsked_IsNotKnownInBothParts(string profile)
    {
        var verdict = Judge(profile, Observed.Unasked);

        Assert.Equal(ProfileOutcome.NotKnown, verdict.Security.Outcome);
        Assert.Equal(ProfileOutcome.NotKnown, verdict.Interoperability.Outcome);
        Assert.Empty(verdict.Interoperability.Missing);
        Assert.Empty(verdict.Security.TooMuch);
    }

    [Fact]
    public void Judge_Tls13Only_IsSecureAndLacksTls12()
    {
        var server = Observed.Nothing.With(TlsVersion.Tls13, Observed.ThreeOfTls13).WithGroups(NamedGroup.Secp256r1, NamedGroup.X25519).WithCertificates(MadeCertificates.Rsa);

        var verdict = Judge("B.12", server);

        Assert.Equal(ProfileOutcome.Holds, verdict.Security.Outcome);
        var missing = Assert.Single(verdict.Interoperability.Missing);
        Assert.Equal(("TLS 1.2", "PS3.15 B.12"), (missing.Subject, missing.Clause));
    }

    [Fact]
    public void Judge_Tls12Only_KeepsB12WithAdviceToAddTls13()
    {
        var server = Observed.Nothing.With(TlsVersion.Tls12, Observed.Ecdhe).WithGroups(NamedGroup.Secp256r1, NamedGroup.X25519).WithCertificates(MadeCertificates.Rsa);

        var verdict = Judge("B.12", server);

        Assert.Equal(ProfileOutcome.Holds, verdict.Outcome);
        var advice = Assert.Single(verdict.Interoperability.Missing);
        Assert.Equal(("TLS 1.3", RequirementLevel.Should), (advice.Subject, advice.Level));
    }

    [Theory]
    [InlineData("TLS_RSA_WITH_NULL_SHA", RequirementLevel.MustNot)]
    [InlineData("TLS_ECDH_anon_WITH_AES_128_CBC_SHA", RequirementLevel.MustNot)]
    [InlineData("TLS_ECDHE_RSA_WITH_RC4_128_SHA", RequirementLevel.MustNot)]
    [InlineData("TLS_RSA_EXPORT_WITH_RC4_40_MD5", RequirementLevel.MustNot)]
    [InlineData("TLS_DHE_RSA_WITH_DES_CBC_SHA", RequirementLevel.MustNot)]
    [InlineData("TLS_RSA_WITH_3DES_EDE_CBC_SHA", RequirementLevel.ShouldNot)]
    [InlineData("TLS_RSA_WITH_AES_128_GCM_SHA256", RequirementLevel.ShouldNot)]
    [InlineData("TLS_ECDH_RSA_WITH_AES_128_GCM_SHA256", RequirementLevel.ShouldNot)]
    [InlineData("TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA", RequirementLevel.ShouldNot)]
    public void Judge_B12WithWeakSuite_FailsForMustNotAndAdvisesForShouldNot(string suite, RequirementLevel level)
    {
        var verdict = Judge("B.12", Observed.PerfectB13.With(TlsVersion.Tls12, suite).WithField(2048));

        Assert.Equal(level, Assert.Single(verdict.Security.TooMuch, entry => entry.Subject == suite).Level);
        Assert.Equal(level == RequirementLevel.MustNot ? ProfileOutcome.Fails : ProfileOutcome.Holds, verdict.Security.Outcome);
    }

    [Fact]
    public void Judge_CbcWithEncryptThenMac_IsNotAdvisedAgainst()
    {
        var server = Observed.PerfectB13.With(TlsVersion.Tls12, "TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA").WithFeatures(features => features with { EncryptThenMac = Answer.Yes });

        Assert.Empty(Judge("B.12", server).Security.TooMuch);
    }

    [Theory]
    [InlineData(TlsVersion.Ssl2)]
    [InlineData(TlsVersion.Ssl3)]
    [InlineData(TlsVersion.Tls10)]
    [InlineData(TlsVersion.Tls11)]
    public void Judge_B12WithObsoleteVersion_Fails(TlsVersion version)
    {
        var verdict = Judge("B.12", Observed.PerfectB13.Change(version, observed => observed with { Support = VersionSupport.Offered }));

        Assert.Contains(verdict.Security.TooMuch, entry => entry.Subject == TlsVersions.NameOf(version) && entry.Decides);
    }

    [Fact]
    public void Judge_ServerThatChoosesTls12WhenBothAreOffered_LacksThePreference()
    {
        var verdict = Judge("B.12", Observed.PerfectB13.WithFeatures(features => features with { PrefersTls13 = Answer.No }));

        Assert.Equal(ProfileOutcome.Fails, verdict.Interoperability.Outcome);
    }

    [Fact]
    public void Judge_CurveBelow256Bits_FailsB13AndNotB12()
    {
        var server = Observed.PerfectB13.WithGroups(NamedGroup.Secp256r1, NamedGroup.X25519, NamedGroup.Secp224r1);

        Assert.Equal(ProfileOutcome.Fails, Judge("B.13", server).Security.Outcome);
        Assert.Equal(ProfileOutcome.Holds, Judge("B.12", server).Security.Outcome); // RFC 9325 §4.5 draws the line at 224
    }

    [Fact]
    public void Judge_SignatureWithSha1_Fails()
    {
        var server = Observed.PerfectB13 with { Signatures = new() { Offered = [SignatureScheme.RsaPkcs1Sha1], NotAsked = new HashSet<SignatureScheme>() } };

        Assert.Contains(Judge("B.12", server).Security.TooMuch, entry => entry.Subject == "signature scheme rsa_pkcs1_sha1" && entry.Decides);
    }

    [Fact]
    public void Judge_SmallRsaKey_Fails()
    {
        var server = Observed.PerfectB13.WithCertificates(MadeCertificates.Leaf(small: true), MadeCertificates.Ecdsa);

        Assert.Contains(Judge("B.12", server).Security.TooMuch, entry => entry.Subject.Contains("1024", StringComparison.Ordinal));
        Assert.Equal(ProfileOutcome.Fails, Judge("B.13", server).Security.Outcome);
    }

    [Fact]
    public void Judge_CertificateThatCannotBeRead_IsNotKnown()
    {
        var server = Observed.PerfectB13.WithCertificates(new CertificateObservation([new byte[] { 0x30, 0x00 }]) { Key = PublicKeyKind.Rsa }, MadeCertificates.Ecdsa);

        Assert.Equal(ProfileOutcome.NotKnown, Judge("B.12", server).Security.Outcome);
    }

    [Theory]
    [InlineData(Answer.No)]
    [InlineData(Answer.NotKnown)]
    public void Judge_B12WithoutClientCertificate_NotesThatItMayBeSwitchedOffAndHolds(Answer requested)
    {
        var verdict = Judge("B.12", Observed.PerfectB13 with { RequestsClientCertificate = requested });

        Assert.Equal(ProfileOutcome.Holds, verdict.Outcome);
        Assert.Equal(RequirementLevel.May, Assert.Single(verdict.Interoperability.NotKnown).Level);
    }

    private static ProfileVerdict Judge(string profile, ServerObservation server) => StandardProfiles.Find(profile)!.Judge(server);
}
