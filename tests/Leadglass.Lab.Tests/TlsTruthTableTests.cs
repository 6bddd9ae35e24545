using Leadglass.Dicom.Network;
using Leadglass.Findings;
using Leadglass.Tls.Observations;
using Leadglass.Tls.Profiles;
using Leadglass.Tls.Rules;

namespace Leadglass.Lab.Tests;

/// <summary>
/// What is known of the TLS systems of the practice hospital, because they were built so, held against the profiles and rules. What depends on the
/// platform's TLS library, such as its curves and tickets, is in no column; every failure is.
/// </summary>
public sealed class TlsTruthTableTests(ExaminedHospital hospital) : IClassFixture<ExaminedHospital>
{
    private const string Sound = "001 002 003 004 010 011 012 013 022 024 025 027 050 051 052 053 058 059";

    // Profiles: two signs, security and interoperability; + holds, - fails. Rules by the number after LG-TLS-.
    public static TheoryData<string, string, string, string, string> Truth => new()
    {
        { "SECURE", "B.12 ++", "", "032 040 056 057", $"{Sound} 005 026 028 031" },
        { "MUTUAL", "B.12 ++", "", "032 056 057", $"{Sound} 005 026 028 031 040 041 042" },
        // No profile asks whether a certificate is still valid, or whose it is: the rules do.
        { "EXPIRED", "B.12 ++", "026", "040", "001 002 003 024 025 028" },
        { "MISNAMED", "B.12 ++", "028", "040", "001 002 003 024 025 026" },
        // B.9 tolerated TLS 1.0 for the sake of B.3; B.10 came to end that. RFC 9325 §3.5 also asks for extended_master_secret.
        { "DOWNGRADE", "B.9 ++, B.10 --, B.12 --, B.13 --", "002 014 051", "004 006 015 032 040 056 057", "001 003 010 011 012 013 024 025 026 028 050" },
        // What B.1 asked for is there, and that is what is wrong with it.
        { "OBSOLETE", "B.1 -+, B.3 --, B.9 --, B.10 --, B.12 --, B.13 --", "001 002 003 011 012 014 024 025 050 051", "004 006 013 015 032 040 056 057", "010 016 026 028 058 059" },
    };

    [Theory]
    [MemberData(nameof(Truth))]
    public void EveryTlsSystem_IsJudgedAsItWasBuilt(string system, string profiles, string fails, string warns, string passes)
    {
        var examined = hospital.Examined[system];
        var findings = TlsRules.All.Judge(examined, system).ToLookup(finding => finding.Verdict, finding => finding.Rule.Id["LG-TLS-".Length..]);

        Assert.All(profiles.Split(", "), profile => Assert.Equal(profile, Held(profile[..^3], examined.Server)));
        Assert.Equal(fails, string.Join(' ', findings[Verdict.Fail].Order(StringComparer.Ordinal)));
        Assert.Superset(warns.Split(' ').ToHashSet(), findings[Verdict.Warn].ToHashSet());
        Assert.Superset(passes.Split(' ').ToHashSet(), findings[Verdict.Pass].ToHashSet());
    }

    [Theory]
    [InlineData("SECURE", ClientCertificateKind.None)]
    [InlineData("EXPIRED", ClientCertificateKind.None)]
    [InlineData("MISNAMED", ClientCertificateKind.None)]
    [InlineData("MUTUAL", ClientCertificateKind.Trusted)]
    public void TheServersThatEncrypt_AnswerDicomInsideTls(string system, ClientCertificateKind certificate)
    {
        var attempt = hospital.Examined[system].Server.ClientAttempts.Single(a => a.Certificate == certificate);

        Assert.Equal(ClientAdmission.Admitted, attempt.Admission);
        Assert.Equal((byte)PduType.AssociateAccept, attempt.Reply.Span[0]);
    }

    [Fact]
    public void Mutual_LetsInNobodyElse() => Assert.All(
        hospital.Examined["MUTUAL"].Server.ClientAttempts.Where(a => a.Certificate != ClientCertificateKind.Trusted),
        attempt => Assert.Equal(ClientAdmission.Refused, attempt.Admission));

    private static string Held(string profile, ServerObservation server)
    {
        var verdict = StandardProfiles.Find(profile)!.Judge(server);
        return $"{profile} {SignOf(verdict.Security)}{SignOf(verdict.Interoperability)}";
    }

    private static char SignOf(ProfilePart part) => part.Outcome switch { ProfileOutcome.Holds => '+', ProfileOutcome.Fails => '-', _ => '?' };
}
