using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using Leadglass.EndToEnd.Tests.Peers;
using Leadglass.TestKit;
using Leadglass.Tls.Client;
using Leadglass.Tls.Messages;
using Leadglass.Tls.Profiles;

namespace Leadglass.EndToEnd.Tests.Tls;

/// <summary>
/// What real clients offer, held against the profiles, worked out from their manuals: two signs a profile, security and interoperability; + holds,
/// - fails, ? not known. Their fingerprints are those that another reader works out from the same bytes.
/// </summary>
public sealed class ClientOfferTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    // A hello without supported_versions, as one without TLS 1.3 is, names its highest version only: what lies below stays open.
    // DCMTK 3.6.7 offers signatures with SHA-1, which RFC 9325 forbids: B.12 fails whatever the profile.
    private static readonly Dictionary<string, string> OffersOfDcmtk = new()
    {
        ["+py"] = "B.9 ++, B.10 ++, B.11 -+, B.12 -+, B.1 +-, B.3 +-",
        ["+px"] = "B.9 ++, B.10 -+, B.11 -+, B.12 -+, B.1 --, B.3 --",
        ["+pz"] = "B.9 ?+, B.10 ?+, B.11 ?+, B.12 -+, B.13 -+",
        ["+pa"] = "B.9 ?+, B.10 ?-, B.12 -+, B.13 --, B.3 ?-",        // without triple DES, which Debian's OpenSSL has not
        ["+pn"] = "B.9 -+, B.10 --, B.12 -+, B.13 --, IHE ATNA unencrypted -?",
    };

    public static TheoryData<string> ProfilesOfDcmtk => [.. OffersOfDcmtk.Keys];

    [RealPeerTheory("echoscu")]
    [MemberData(nameof(ProfilesOfDcmtk))]
    public async Task Echoscu_Profile_IsOffered(string profile) => Holds(OffersOfDcmtk[profile], await CatchAsync(
        "echoscu", port => ["--anonymous-tls", profile, "--ignore-peer-cert", "127.0.0.1", $"{port}"]));

    [RealPeerTheory("storescu dump2dcm")]
    [MemberData(nameof(ProfilesOfDcmtk))]
    public async Task Storescu_Profile_IsOffered(string profile)
    {
        using var folder = new TemporaryFolder();
        await SyntheticData.WriteImageAsync(folder.File("image.dcm"), Cancellation);
        Holds(OffersOfDcmtk[profile], await CatchAsync(
            "storescu", port => ["--anonymous-tls", profile, "--ignore-peer-cert", "127.0.0.1", $"{port}", folder.File("image.dcm")]));
    }

    [RealPeerFact("echoscu storescp")]
    public async Task Echoscu_WithACertificate_OffersTheSame()
    {
        using var folder = new TemporaryFolder();
        using var files = new TlsFiles();
        files.WriteTo(folder);
        Holds("B.9 ++, B.10 ++, B.11 -+, B.12 -+", await CatchAsync(
            "echoscu", port => ["+tls", folder.File("rsa.key"), folder.File("rsa.pem"), "+py", "+cf", folder.File("ca.pem"), "127.0.0.1", $"{port}"]));
    }

    [RealPeerTheory("openssl")]
    // DHE, whose fields may be of any size, is what keeps B.12 open.
    [InlineData("-min_protocol TLSv1.2", "B.9 ++, B.12 ?+")]
    [InlineData("-min_protocol TLSv1.2 -cipher ECDHE+AESGCM -sigalgs RSA+SHA256:ECDSA+SHA256:RSA-PSS+SHA256", "B.9 ++, B.10 +-, B.11 --, B.12 ++, B.13 ++")]
    [InlineData("-tls1_3", "B.10 +-, B.12 +-, B.13 -+")]      // with EdDSA and SHA-224 among its signatures, which B.13 does not permit
    [InlineData("-tls1 -cipher DEFAULT:@SECLEVEL=0", "B.3 --, B.9 ?-, B.10 --, B.12 --, B.13 --")]
    [InlineData("-no_tls1_3 -cipher NULL-SHA256:@SECLEVEL=0", "B.9 -+, B.10 --, B.12 -+")]
    public async Task OpenSsl_Options_AreOffered(string options, string expected) => Holds(expected, await CatchAsync(
        "openssl", port => ["s_client", "-connect", $"localhost:{port}", "-servername", "archive.example", "-alpn", "dicom", .. options.Split(' ')]));

    [RealPeerTheory("gnutls-cli")]
    // NORMAL has TLS 1.0 and 1.1 and RSA-SHA1 in Debian's GnuTLS: gnutls-cli --list says so.
    [InlineData("NORMAL", "B.9 ++, B.10 -+, B.12 -+, B.13 -+")]
    [InlineData("SECURE128:-VERS-ALL:+VERS-TLS1.3:+VERS-TLS1.2:-RSA:-DHE-RSA:-SIGN-RSA-SHA1:-SIGN-ECDSA-SHA1:-AES-128-CBC:-AES-256-CBC", "B.9 ++, B.10 +-, B.12 ++")]
    public async Task GnuTls_Priority_IsOffered(string priority, string expected) => Holds(expected, await CatchAsync(
        "gnutls-cli", port => ["--insecure", "--priority", priority, "--port", $"{port}", "localhost"]));

    // curl leaves TLS 1.0 and 1.1 to the server; openssl s_server -trace shows them in its supported_versions.
    [RealPeerTheory("curl")]
    [InlineData("--silent", "B.9 ++, B.10 -+, B.12 -+")]
    [InlineData("--tlsv1.2", "B.9 ++, B.10 ++, B.12 ?+")]
    public async Task Curl_Options_AreOffered(string option, string expected) => Holds(expected, await CatchAsync("curl", port => [option, $"https://localhost:{port}/"]));

    [Theory]
    [InlineData(SslProtocols.Tls12, 0x0303)]
    [InlineData(SslProtocols.Tls12 | SslProtocols.Tls13, 0x0304)]
    public async Task SslStream_Versions_AreOffered(SslProtocols protocols, int highest)
    {
        var hello = await CatchAsync(async port =>
        {
            using var client = new TcpClient();
            await client.ConnectAsync(IPAddress.Loopback, port, Cancellation);
            await using var tls = new SslStream(client.GetStream());
            await Assert.ThrowsAnyAsync<Exception>(() => tls.AuthenticateAsClientAsync(
                new SslClientAuthenticationOptions { TargetHost = "archive.example", EnabledSslProtocols = protocols }, Cancellation));
        });

        Assert.Equal(highest, (int)hello.Highest);
        Assert.Equal("archive.example", hello.ServerName);
        Assert.Equal('+', Held("B.12", hello)[^1]);
    }

    private static void Holds(string expected, RecordedHello hello) =>
        Assert.Equal(expected, string.Join(", ", expected.Split(", ").Select(profile => Held(profile[..^3], hello))));

    private static Task<RecordedHello> CatchAsync(string program, Func<int, string[]> arguments) =>
        CatchAsync(port => ExternalProgram.RunAsync(program, arguments(port), Cancellation));

    /// <summary>Catches the hello of a client, and holds the product's fingerprints of it against the other reader's.</summary>
    private static async Task<RecordedHello> CatchAsync(Func<int, Task> client)
    {
        var caught = await CaughtHello.CatchAsync(client, Cancellation);
        var reader = new MessageReader();
        reader.Feed(caught.Record);
        Assert.True(reader.TryRead(out var message));
        Assert.Empty(reader.Anomalies);
        var read = RecordedHello.Of(Assert.IsType<ClientHello>(message));
        Assert.Equal((caught.Ja3, caught.Ja4), (read.Ja3, read.Ja4));
        return read;
    }

    private static string Held(string profile, RecordedHello hello)
    {
        var verdict = StandardProfiles.Find(profile)!.Judge(hello.Offer);
        return $"{profile} {SignOf(verdict.Security)}{SignOf(verdict.Interoperability)}";
    }

    private static char SignOf(ProfilePart part) => part.Outcome switch { ProfileOutcome.Holds => '+', ProfileOutcome.Fails => '-', _ => '?' };
}
