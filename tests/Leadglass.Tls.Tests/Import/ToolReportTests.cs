using System.Runtime.CompilerServices;
using System.Text;
using Leadglass.TestKit;
using Leadglass.Tls.Import;
using Leadglass.Tls.Observations;
using Leadglass.Tls.Profiles;
using Leadglass.Tls.Registry;

namespace Leadglass.Tls.Tests.Import;

/// <summary>
/// The reports were written by sslscan 2.0.7, nmap 7.93 and testssl.sh 3.0.8 about two servers of OpenSSL 3.0: storescp 3.6.7 with +py and client certificates,
/// and openssl s_server with every suite, an RSA and an ECDSA certificate. That of sslyze was written by hand from its published schema.
/// </summary>
public sealed class ToolReportTests
{
    [Theory]
    [InlineData("sslscan-openssl-all.xml")]
    [InlineData("nmap-openssl-all.xml")]
    [InlineData("testssl-openssl-all.json")]
    public void Read_ServerWithEverySuite_HasTheSuitesThatAllToolsCounted(string file)
    {
        var server = ReadOne(file);

        Assert.Equal(23, server[TlsVersion.Tls10].Suites.Count);
        Assert.Equal(23, server[TlsVersion.Tls11].Suites.Count);
        Assert.Equal(77, server[TlsVersion.Tls12].Suites.Count);
        Assert.Equal(5, server[TlsVersion.Tls13].Suites.Count);
        Assert.Equal(SuitesOf(ReadOne("sslscan-openssl-all.xml")), SuitesOf(server));
    }

    [Theory]
    [InlineData("sslscan-storescp-py.xml")]
    [InlineData("nmap-storescp-py.xml")]
    [InlineData("testssl-storescp-py.json")]
    [InlineData("testssl-pretty-storescp-py.json")]
    public void Read_Storescp_HasTheSuitesOfItsProfileAndNothingBelowTls12(string file)
    {
        var server = ReadOne(file);

        Assert.Equal(Answer.Yes, server.SpeaksTls);
        Assert.All([TlsVersion.Ssl3, TlsVersion.Tls10, TlsVersion.Tls11], version => Assert.Equal(VersionSupport.Refused, server[version].Support));
        Assert.Equal(
            [0x009E, 0x009F, 0xC02F, 0xC030, 0x1301, 0x1302, 0x1303],
            server.Versions.SelectMany(version => version.Suites.Select(offered => offered.Suite.Code).Order()));
    }

    [Fact]
    public void Read_StorescpByNmap_KeepsWhatRfc7525AndB10RequireOfSuites()
    {
        var verdict = StandardProfiles.Find("B.10")!.Judge(ReadOne("nmap-storescp-py.xml"));

        Assert.Empty(verdict.Interoperability.Missing);
        // nmap did not ask for the extension, nor for SSL 2.0: open, not absent.
        Assert.Equal(["renegotiation_info"], verdict.Interoperability.NotKnown.Where(entry => entry.Decides).Select(entry => entry.Subject));
        Assert.Contains(verdict.Security.NotKnown, entry => entry.Subject == "SSL 2.0");
        Assert.Equal(ProfileOutcome.NotKnown, verdict.Outcome);
    }

    [Fact]
    public void Read_SslscanOfServerThatWantsCertificates_LeavesRenegotiationOpen() =>
        Assert.Equal(Answer.NotKnown, ReadOne("sslscan-storescp-py.xml").Features.SecureRenegotiation);

    [Fact]
    public void Read_SslscanSession_HasRenegotiationGroupsAndFields()
    {
        var server = ReadOne("sslscan-openssl-all.xml");

        Assert.Equal(Answer.Yes, server.Features.SecureRenegotiation);
        Assert.Equal(Answer.Yes, server.Groups.Offers(NamedGroup.X25519));
        Assert.Equal(Answer.No, server.Groups.Offers(NamedGroup.Secp192r1));
        Assert.Equal(Answer.NotKnown, server.Groups.Offers(NamedGroup.X25519MlKem768));
        Assert.Equal(Answer.NotKnown, server.Features.ExtendedMasterSecret);
    }

    [Theory]
    [InlineData("sslscan-openssl-all.xml", new[] { PublicKeyKind.Ecdsa })]
    [InlineData("nmap-openssl-all.xml", new[] { PublicKeyKind.Ecdsa })]
    [InlineData("testssl-openssl-all.json", new[] { PublicKeyKind.Rsa, PublicKeyKind.Ecdsa })]
    public void Read_Certificates_AreThoseThatTheToolPrintsWhole(string file, PublicKeyKind[] keys) =>
        Assert.Equal(keys, ReadOne(file).Certificates.Select(chain => chain.Key));

    [Fact]
    public void Read_SuitesThatSslscanDoesNotKnow_AreNotKnown()
    {
        var tls12 = ReadOne("sslscan-storescp-py.xml")[TlsVersion.Tls12];

        Assert.Equal(Answer.No, tls12.Offers(0x000A));
        Assert.Equal(Answer.NotKnown, tls12.Offers(CipherSuites.Find("TLS_RSA_EXPORT1024_WITH_RC4_56_SHA")!.Code));
    }

    [Fact]
    public void Read_TestsslWithoutCipherRun_LeavesSuitesOpen()
    {
        const string Flat = """[{"id":"TLS1_2","ip":"pacs.example/192.0.2.7","port":"2762","severity":"OK","finding":"offered"}]""";

        var imported = Assert.Single(Read(Flat).Servers);

        Assert.Equal(("pacs.example", 2762), (imported.Host, imported.Port));
        Assert.Equal(Answer.NotKnown, imported.Server.Offers(0xC02F));
    }

    [Fact]
    public void Read_Sslyze_TakesWhatItAskedForAndNothingElse()
    {
        var server = ReadOne("sslyze-schema.json");

        Assert.Equal(VersionSupport.Refused, server[TlsVersion.Ssl2].Support);
        Assert.Equal(VersionSupport.NotKnown, server[TlsVersion.Ssl3].Support); // its command failed
        Assert.Equal(VersionSupport.NotKnown, server[TlsVersion.Tls13].Support); // its command was not run
        Assert.Equal([0xC02F, 0x009E], server[TlsVersion.Tls12].Suites.Select(offered => offered.Suite.Code));
        Assert.Equal(Answer.No, server[TlsVersion.Tls12].Offers(0x0005));
        Assert.Equal(Answer.NotKnown, server[TlsVersion.Tls12].Offers(0x000A));
        Assert.Equal(1024, Assert.Single(server.Fields).Bits);
        Assert.Equal((Answer.No, Answer.Yes, Answer.Yes), (server.Features.Compression, server.Features.EarlyData, server.Features.SecureRenegotiation));
        Assert.Equal((Answer.Yes, Answer.NotKnown), (server.RequestsClientCertificate, server.RequiresClientCertificate));
        Assert.Equal((Answer.Yes, Answer.No), (server.Groups.Offers(NamedGroup.Secp256r1), server.Groups.Offers(NamedGroup.Secp224r1)));
    }

    [Theory]
    [InlineData("<nmaprun>\n<host>\n<", "report:3: not well-formed XML (0 servers were read before it)")]
    [InlineData("[\n{\"id\":", "report:2: not well-formed JSON")]
    [InlineData("[{\"id\":\"\\ud800\"}]", "report: holds text that is not Unicode")]
    [InlineData("<html/>", "report: no server of")]
    [InlineData("{}", "report: no server of")]
    [InlineData("", "report: no server of")]
    [InlineData("TLS 1.2 offered", "report: no server of")]
    [InlineData("<!DOCTYPE nmaprun [<!ENTITY a \"x\">]><nmaprun><host>&a;</host></nmaprun>", "report:1: not well-formed XML")]
    public void Read_WhatNoToolWrites_EndsInAnErrorWithItsPlace(string report, string error)
    {
        var result = Read(report);

        Assert.Empty(result.Servers);
        Assert.StartsWith(error, Assert.Single(result.Errors), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<!DOCTYPE nmaprun [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><nmaprun><host>&x;</host></nmaprun>")]
    [InlineData("<!DOCTYPE document [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\"><!ENTITY c \"&b;&b;&b;&b;&b;&b;&b;&b;\">]><document><ssltest host=\"&c;\"/></document>")]
    public void Read_Entities_AreNeitherFetchedNorExpanded(string report) =>
        Assert.Contains("not well-formed XML", Assert.Single(Read(report).Errors), StringComparison.Ordinal);

    [Fact]
    public void Read_ReportWithoutEnd_IsGivenUpAtTheLimit()
    {
        using var endless = new EndlessStream();

        Assert.Contains("longer than", Assert.Single(ToolReport.Read(endless, "report").Errors), StringComparison.Ordinal);
        Assert.InRange(endless.Given, ToolReport.LongestReport, ToolReport.LongestReport + (1 << 20));
    }

    [Theory]
    [InlineData("{\"scanResult\":[", "{\"protocols\":[{\"id\":\"TLS1\"}]},", "{}]}")]
    [InlineData("<document>", "<ssltest/>", "</document>")]
    public void Read_ServersWithoutEnd_AreGivenUpAtTheLimit(string start, string server, string end)
    {
        var result = Read(start + string.Concat(Enumerable.Repeat(server, ToolReport.MostServers + 2)) + end);

        Assert.Equal(ToolReport.MostServers, result.Servers.Count);
        Assert.Contains("more than", Assert.Single(result.Errors), StringComparison.Ordinal);
    }

    [Fact]
    public void Read_TestsslWithDigitsOfAnotherScript_TakesTheSuiteWithoutItsField()
    {
        // Regular expressions count U+0661 as a digit, numbers do not.
        var server = Assert.Single(Read("[{\"id\":\"cipher-tls1_2_x9f\",\"finding\":\"TLSv1.2 x9f DH \u0661\u0662 AESGCM\",\"ip\":\"a\",\"port\":\"1\"}]").Servers).Server;

        Assert.Equal((TlsVersion.Tls12, 0x9F), Assert.Single(SuitesOf(server)));
        Assert.Empty(server.Fields);
    }

    [Fact]
    public void Read_NestedWithoutEnd_EndsInAnError() => Assert.Single(Read(new string('[', 100_000)).Errors);

    [Theory]
    [InlineData("sslscan-storescp-py.xml")]
    [InlineData("nmap-storescp-py.xml")]
    [InlineData("testssl-pretty-storescp-py.json")]
    [InlineData("sslyze-schema.json")]
    public void Read_AlmostAReport_NeverThrows(string file) => Property.Check(
        ArbitraryBytes.Near(File.ReadAllBytes(PathOf(file))),
        bytes => ToolReport.Read(new MemoryStream(bytes), "report").Servers.Count <= 1000,
        count: 200);

    private static IEnumerable<(TlsVersion Version, int Code)> SuitesOf(ServerObservation server) =>
        server.Versions.SelectMany(version => version.Suites.Select(offered => (version.Version, offered.Suite.Code))).Order();

    private static ServerObservation ReadOne(string file)
    {
        using var stream = File.OpenRead(PathOf(file));
        var result = ToolReport.Read(stream, file);
        Assert.Empty(result.Errors);
        return Assert.Single(result.Servers).Server;
    }

    private static ImportResult Read(string report) => ToolReport.Read(new MemoryStream(Encoding.UTF8.GetBytes(report)), "report");

    private static string PathOf(string file, [CallerFilePath] string test = "") => Path.Combine(Path.GetDirectoryName(test)!, "Data", file);

    /// <summary>Blanks for ever.</summary>
    private sealed class EndlessStream : MemoryStream
    {
        public long Given { get; private set; }

        public override int Read(Span<byte> buffer)
        {
            buffer.Fill((byte)' ');
            Given += buffer.Length;
            return buffer.Length;
        }
    }
}
