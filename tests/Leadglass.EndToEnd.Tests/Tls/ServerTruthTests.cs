using System.Net;
using Leadglass.Dicom.Dictionary;
using Leadglass.Dicom.Network;
using Leadglass.EndToEnd.Tests.Peers;
using Leadglass.Findings;
using Leadglass.TestKit;
using Leadglass.Tls.Observations;
using Leadglass.Tls.Probing;
using Leadglass.Tls.Profiles;
using Leadglass.Tls.Rules;

namespace Leadglass.EndToEnd.Tests.Tls;

/// <summary>
/// Real servers whose configuration is known, held against the profiles and rules. Two signs a profile: security, interoperability; + holds, - fails,
/// ? not known. Rules by the number after LG-TLS-: every failure, and those warnings and passes that are characteristic of the configuration.
/// Worked out from each server's manual, the profiles of PS3.15 and the two editions of BCP 195. Debian's OpenSSL has no triple DES, RC4 and Camellia-GCM.
/// </summary>
public sealed class ServerTruthTests
{
    /// <summary>For servers that hold a page: they wait for the end of what is not HTTP.</summary>
    private static readonly byte[] HttpRequest = "GET / HTTP/1.0\r\n\r\n"u8.ToArray();

    private static readonly byte[] Association = PduWriter.ToBytes(new AssociateRequest
    {
        CalledAETitle = "ANY-SCP",
        CallingAETitle = "LEADGLASS",
        PresentationContexts = [new PresentationContextRequest(1, Uids.Verification, [Uids.ImplicitVRLittleEndian])],
    });

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    // DCMTK 3.6.7 signs with SHA-1 for whoever asks (openssl s_client -sigalgs RSA+SHA1 sees it too), which RFC 9325 forbids: B.12 fails whatever the profile.
    // B.13 fails for each besides: there is one certificate, and nobody has all of the suites.
    [RealPeerTheory(TlsServer.Storescp)]
    [InlineData("+py", "--ignore-peer-cert", "B.9 ++, B.10 ++, B.11 -+, B.12 -+, B.13 --, B.1 +-, B.3 +-, IHE ATNA unencrypted +-", "023", "016 032 040 056 057", "001 002 003 004 005 007 010 014 020 022 024 026 028 050 051")]
    [InlineData("+py", "--require-peer-cert", "B.10 ++, B.12 -+", "023", "016 032 056 057", "001 002 010 040 041")]
    // TLS 1.0 and AES-CBC with RSA for the sake of B.3.
    [InlineData("+px", "--ignore-peer-cert", "B.9 ++, B.10 -+, B.11 -+, B.12 -+, B.13 --, B.1 --, B.3 --", "002 023", "014 016 040", "001 003 004 005 006 007 010 015 017 020 050 051")]
    // No TLS 1.3, so B.11's word against other suites is kept.
    [InlineData("+pz", "--ignore-peer-cert", "B.9 ++, B.10 ++, B.11 ++, B.12 -+, B.13 --", "023", "004 016 040", "001 002 003 010 014 020")]
    // The suite of B.3 alone, without triple DES and without forward secrecy, in TLS 1.0 to 1.2.
    [InlineData("+pa", "--ignore-peer-cert", "B.3 --, B.1 --, B.9 ++, B.10 --, B.11 --, B.12 -+, B.13 --", "002 014", "004 040", "001 003 006 010 015 050 051")]
    // Certificates on both sides and nothing encrypted. The platform's TLS library has no suite without encryption, so no handshake ends:
    // that a certificate is asked for is seen, that nobody gets in without one is not.
    [InlineData("+pn", "--require-peer-cert", "IHE ATNA unencrypted -?, B.1 --, B.9 -+, B.12 -+, B.13 --", "002 010 014", "004", "001 006 050 051")]
    public async Task Storescp_Profile_IsJudgedByItsManual(string profile, string clients, string profiles, string fails, string warns, string passes)
    {
        await using var server = await TlsServer.StorescpAsync(Cancellation, profile, clients);
        await HoldsAsync(server.EndPoint, server.Files, profiles, fails, warns, passes);
    }

    // Who has everything has everything weak too; and a server that leaves the choice to the client does not prefer what RFC 9325 §4.2.1 says.
    [RealPeerTheory(TlsServer.OpenSsl)]
    [InlineData("-cipher ALL:COMPLEMENTOFALL:@SECLEVEL=0 -ciphersuites TLS_AES_256_GCM_SHA384:TLS_CHACHA20_POLY1305_SHA256:TLS_AES_128_GCM_SHA256:TLS_AES_128_CCM_SHA256:TLS_AES_128_CCM_8_SHA256",
        "B.9 -+, B.10 -+, B.11 -+, B.12 --, B.13 --, B.1 --, B.3 --", "002 010 017 020 023", "014 016 040", "001 003 004 005 006 007 011 012 013 015 021 022 050 051 052 053")]
    [InlineData("-tls1_3", "B.9 +-, B.10 +-, B.12 +-, B.13 +-", "003", "040", "001 002 004 010 014 022")]
    [InlineData("-tls1_2 -serverpref", "B.9 ++, B.10 ++, B.11 -+, B.12 ++, B.13 --", "", "004 014 016 040", "001 002 003 010 015 017 020 023 050 051")]
    [InlineData("-tls1_2", "B.9 ++, B.10 ++, B.11 -+, B.12 +-, B.13 --", "017", "004 014 016 040", "001 002 003 010 015 020 023")]
    [InlineData("-tls1_1 -cipher DEFAULT:@SECLEVEL=0", "B.9 +-, B.10 --, B.12 --, B.13 --", "002 003", "004 014", "001 010 015 050 051")]
    [InlineData("-tls1 -cipher DEFAULT:@SECLEVEL=0", "B.3 --, B.9 +-, B.10 --, B.12 --, B.13 --", "002 003", "004 014", "001 010 015 050 051")]
    [InlineData("-tls1_2 -serverpref -dhparam dh.pem -cipher ECDHE-RSA-AES128-GCM-SHA256:DHE-RSA-AES128-SHA:AES128-SHA:@SECLEVEL=0", "B.9 ++, B.12 -+, B.13 --", "020 023", "014 016", "017 021")]
    public async Task OpenSsl_Configuration_IsJudgedByItsOptions(string options, string profiles, string fails, string warns, string passes)
    {
        using var folder = new TemporaryFolder();
        folder.Write("dh.pem", TlsFiles.SmallField);
        await using var server = await TlsServer.OpenSslAsync(Cancellation, [.. options.Split(' ').Select(word => word == "dh.pem" ? folder.File(word) : word)]);
        await HoldsAsync(server.EndPoint, server.Files, profiles, fails, warns, passes, HttpRequest);
    }

    // gnutls-cli --list names TLS 1.0, DHE-RSA and RSA-SHA1 under NORMAL; without %SERVER_PRECEDENCE the client chooses.
    [RealPeerTheory(TlsServer.GnuTls)]
    [InlineData("NORMAL", "B.9 ++, B.10 -+, B.12 --, B.13 --", "002 017 023", "014 016 040", "001 003 004 005 010 011 012 013 015 020 022 050 051")]
    [InlineData("NORMAL:+ANON-ECDH:+ANON-DH", "B.9 -+, B.10 -+, B.12 --, B.13 --", "002 010 017 023", "014 016 040", "001 003 004 005")]
    [InlineData("SECURE128:-VERS-ALL:+VERS-TLS1.3:+VERS-TLS1.2:-RSA:-SIGN-RSA-SHA1:-SIGN-ECDSA-SHA1:-AES-128-CBC:-AES-256-CBC", "B.9 ++, B.10 ++, B.12 ++, B.13 +-", "", "016 040", "001 002 003 004 005 010 014 015 020 023")]
    public async Task GnuTls_Priority_IsJudgedByItsManual(string priority, string profiles, string fails, string warns, string passes)
    {
        await using var server = await TlsServer.GnuTlsAsync(priority, Cancellation);
        await HoldsAsync(server.EndPoint, server.Files, profiles, fails, warns, passes, HttpRequest);
    }

    [RealPeerFact(TlsServer.Stunnel)]
    public async Task Stunnel_Defaults_LeaveTheChoiceToTheClient()
    {
        await using var server = await TlsServer.StunnelAsync(Cancellation);
        // stunnel leaves DH out by default, keeps RSA key exchange with CBC, and prefers nothing unless told to (options = CIPHER_SERVER_PREFERENCE).
        await HoldsAsync(server.EndPoint, server.Files, "B.9 ++, B.10 +-, B.12 +-, B.13 --", "017", "014 040", "001 002 003 004 005 010 011 012 013 015 016 022 050 051");
    }

    [RealPeerFact(TlsServer.HaProxy)]
    public async Task HaProxy_Defaults_KeepB12()
    {
        await using var server = await TlsServer.HaProxyAsync(Cancellation);
        // HAProxy chooses by its own order, unlike what OpenSSL does by itself, and takes no DHE suite without parameters for it: B.10 lacks two.
        await HoldsAsync(server.EndPoint, server.Files, "B.9 ++, B.10 +-, B.12 ++, B.13 --", "", "014 040", "001 002 003 004 005 010 011 012 013 015 016 017 022 050 051");
    }

    [RealPeerFact(TlsServer.Nginx)]
    public async Task Nginx_Defaults_LeaveTheChoiceToTheClient()
    {
        await using var server = await TlsServer.NginxAsync(Cancellation);
        await HoldsAsync(server.EndPoint, server.Files, "B.9 ++, B.10 +-, B.12 +-, B.13 --", "017", "014 040", "001 002 003 010 011 012 013 015 016 022 050 051 056");
    }

    [Fact]
    public async Task Kestrel_WithAnEcdsaCertificateAlone_LeavesOpenWhichCurvesItTakes()
    {
        await using var server = await KestrelServer.StartAsync(Cancellation);
        // Beside the curve of its certificate it cannot be asked for small ones: B.12 forbids them, so nobody can say that it holds.
        await HoldsAsync(server.EndPoint, null, "B.12 ?+, B.13 --", "", "040 057", "001 002 003 004 005 010 011 012 013 014 015 016 022 024 050 051 056");
    }

    // Orthanc 1.10 takes DCMTK's +px.
    [RealPeerTheory(TlsServer.Orthanc)]
    [InlineData(false, "016 040", "001")]
    [InlineData(true, "016", "001 040 041")]
    public async Task Orthanc_WithTls_TakesTls10(bool requiresCertificate, string warns, string passes)
    {
        await using var server = await TlsServer.OrthancAsync(requiresCertificate, Cancellation);
        await HoldsAsync(server.EndPoint, server.Files, "B.9 ++, B.10 -+, B.12 -+, B.13 --", "002 023", $"014 {warns}", $"{passes} 003 004 005 006 007 010 015 050 051");
    }

    private static async Task HoldsAsync(IPEndPoint endPoint, TlsFiles? files, string profiles, string fails, string warns, string passes, byte[]? said = null)
    {
        var seen = await ServerProbe.ExamineAsync(cancellation => TlsServer.ConnectAsync(endPoint, cancellation), new ServerProbeOptions
        {
            Timeout = TimeSpan.FromSeconds(30),
            Random = new Random(1),
            ClientCertificate = files?.Client,
            ApplicationData = said ?? Association,
        }, Cancellation);
        var judged = TlsRules.All.Judge(new TlsExamination(seen, TimeProvider.System.GetUtcNow()) { HostName = "localhost" }, "server")
            .ToLookup(finding => finding.Verdict, finding => finding.Rule.Id["LG-TLS-".Length..]);

        Assert.Equal(
            $"{profiles} | {fails}",
            $"{string.Join(", ", profiles.Split(", ").Select(profile => Held(profile[..^3], seen)))} | {string.Join(' ', judged[Verdict.Fail].Order(StringComparer.Ordinal))}");
        Assert.Superset(warns.Split(' ').ToHashSet(), judged[Verdict.Warn].ToHashSet());
        Assert.Superset(passes.Split(' ').ToHashSet(), judged[Verdict.Pass].ToHashSet());
    }

    private static string Held(string profile, ServerObservation server)
    {
        var verdict = StandardProfiles.Find(profile)!.Judge(server);
        return $"{profile} {SignOf(verdict.Security)}{SignOf(verdict.Interoperability)}";
    }

    private static char SignOf(ProfilePart part) => part.Outcome switch { ProfileOutcome.Holds => '+', ProfileOutcome.Fails => '-', _ => '?' };
}
