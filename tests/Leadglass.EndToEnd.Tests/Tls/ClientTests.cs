using System.Text.Json.Nodes;
using Leadglass.TestKit;

namespace Leadglass.EndToEnd.Tests.Tls;

/// <summary><c>leadglass tls client</c> with clients whose behaviour is known.</summary>
public sealed class ClientTests(LabPkiFolder pki) : IClassFixture<LabPkiFolder>
{
    private const int Connections = 40;    // far more than there are steps: a client that is not heard must not make the test endless

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [RealPeerFact("echoscu")]
    public async Task Client_Echoscu_ChecksTheAuthorityAndTheDatesAndNoName()
    {
        using var folder = new TemporaryFolder();
        var report = await RecordAsync((port, _) => ExternalProgram.RunAsync(
            "sh", [folder.Write("echoscu.sh", pki.Configuration("dcmtk-echoscu.sh", port))], Cancellation));

        Assert.Equal("pass critical", Verdict(report, "LG-TLS-120"));
        Assert.Equal("pass medium", Verdict(report, "LG-TLS-122"));
        Assert.Equal("pass low", Verdict(report, "LG-TLS-123"));
        Assert.Equal("pass medium", Verdict(report, "LG-TLS-124"));
        Assert.Equal("pass medium", Verdict(report, "LG-TLS-129"));   // its script names ca.crl
        Assert.Equal("fail high", Verdict(report, "LG-TLS-121"));     // DCMTK 3.6.7 compares no host name
        Assert.Equal("pass critical", Verdict(report, "LG-TLS-100"));
        Assert.Equal("pass high", Verdict(report, "LG-TLS-101"));
        Assert.Equal("pass low", Verdict(report, "LG-TLS-130"));
        Assert.Equal("MODALITY", Fact(report, "callingAE"));
        Assert.Equal("OFFIS_DCMTK_367", Fact(report, "implementationVersion"));
        Assert.Equal("Spoke", Fact(report, "step.Good"));
    }

    [RealPeerFact("echoscu")]
    public async Task Client_EchoscuThatIgnoresCertificates_AcceptsAny()
    {
        var report = await RecordAsync((port, _) => ExternalProgram.RunAsync(
            "echoscu", ["--anonymous-tls", "--ignore-peer-cert", "localhost", $"{port}"], Cancellation));

        Assert.Equal("fail critical", Verdict(report, "LG-TLS-120"));
        Assert.Equal("fail medium", Verdict(report, "LG-TLS-122"));
        Assert.Equal("warn low", Verdict(report, "LG-TLS-130"));
    }

    [RealPeerFact("openssl")]
    public async Task Client_OpenSslThatVerifies_RefusesEveryWrongCertificate()
    {
        var report = await RecordAsync((port, _) => ExternalProgram.RunAsync(
            "openssl",
            ["s_client", "-connect", $"localhost:{port}", "-CAfile", pki.File("authority/root.crt"), "-verify_hostname", "localhost", "-verify_return_error", "-brief", "-min_protocol", "TLSv1.2"],
            Cancellation));

        foreach (var rule in new[] { "LG-TLS-120", "LG-TLS-121", "LG-TLS-122", "LG-TLS-123", "LG-TLS-124", "LG-TLS-125", "LG-TLS-126" })
            Assert.StartsWith("pass", Verdict(report, rule), StringComparison.Ordinal);
        foreach (var rule in new[] { "LG-TLS-110", "LG-TLS-111", "LG-TLS-112", "LG-TLS-113", "LG-TLS-114" })
            Assert.StartsWith("pass", Verdict(report, rule), StringComparison.Ordinal);
        Assert.Equal("HandshakeOnly", Fact(report, "step.Good"));
    }

    [RealPeerFact("openssl")]
    public async Task Client_OpenSslThatTakesTls10_GoesOnWithItAndBreaksTheClaim()
    {
        var report = await RecordAsync((port, _) => ExternalProgram.RunAsync(
            "openssl", ["s_client", "-connect", $"localhost:{port}", "-min_protocol", "TLSv1", "-cipher", "DEFAULT:@SECLEVEL=0", "-brief"], Cancellation));

        Assert.Equal("fail high", Verdict(report, "LG-TLS-110"));
        Assert.Equal("fail high", Verdict(report, "LG-TLS-140"));
    }

    [RealPeerFact("openssl")]
    public async Task Client_OpenSslOfTls13Only_RefusesWhatItDidNotOffer()
    {
        var report = await RecordAsync((port, _) => ExternalProgram.RunAsync("openssl",
            ["s_client", "-connect", $"localhost:{port}", "-tls1_3", "-CAfile", pki.File("ca.crt"), "-verify_return_error", "-brief"], Cancellation));

        // RFC 8446 §4.1.3: a client that gets a suite or a compression that it did not offer ends with illegal_parameter.
        Assert.Equal("Refused IllegalParameter", Fact(report, "step.UnofferedSuite"));
        Assert.Equal("Refused IllegalParameter", Fact(report, "step.Compression"));
        Assert.Equal("inconclusive medium", Verdict(report, "LG-TLS-129"));     // it was given no list
    }

    [RealPeerFact("gnutls-cli")]
    public async Task Client_GnuTlsThatVerifies_RefusesEveryWrongCertificate()
    {
        var report = await RecordAsync((port, _) => ExternalProgram.RunAsync(
            "gnutls-cli", ["--x509cafile", pki.File("authority/root.crt"), "--port", $"{port}", "localhost"], Cancellation));

        foreach (var rule in new[] { "LG-TLS-120", "LG-TLS-121", "LG-TLS-122", "LG-TLS-123", "LG-TLS-124" })
            Assert.StartsWith("pass", Verdict(report, rule), StringComparison.Ordinal);
    }

    [RealPeerFact("curl")]
    public async Task Client_Curl_IsSeenByItsServerNameAndRefusesEveryWrongCertificate()
    {
        var report = await RecordAsync((port, _) => ExternalProgram.RunAsync(
            "curl", ["--silent", "--max-time", "10", "--cacert", pki.File("authority/root.crt"), $"https://localhost:{port}/"], Cancellation));

        Assert.Equal("localhost", Fact(report, "serverName"));
        Assert.Equal("inconclusive medium", Verdict(report, "LG-TLS-129"));     // it was given no list, and nobody can see that from outside
        foreach (var rule in new[] { "LG-TLS-120", "LG-TLS-121", "LG-TLS-122", "LG-TLS-123", "LG-TLS-124" })
            Assert.StartsWith("pass", Verdict(report, rule), StringComparison.Ordinal);
    }

    [RealPeerFact("echoscu")]
    public async Task Client_ThatComesInClearTextWhenTlsFails_IsCaught()
    {
        var attempts = 0;
        var report = await RecordAsync((port, clear) => ExternalProgram.RunAsync(
            "echoscu", ++attempts == 2 ? ["-aet", "FALLBACK", "localhost", $"{clear}"] : ["--anonymous-tls", "--add-cert-file", pki.File("ca.crt"), "localhost", $"{port}"], Cancellation));

        Assert.Equal("fail critical", Verdict(report, "LG-TLS-100"));
    }

    /// <summary>Runs the product and a client against it, again and again, until the product has seen every step.</summary>
    private async Task<JsonNode> RecordAsync(Func<int, int, Task<ProgramResult>> connect)
    {
        await using var recorder = ExternalProgram.Start(
            Path.Combine(AppContext.BaseDirectory, "leadglass"),
            ["tls", "client", "--listen", "0", "--clear-port", "0", "--ca", pki.Path, "--host", "localhost", "--claim", "B.12", "--format", "json"]);
        await recorder.WritesAsync("step 1 of", Cancellation);
        var ports = System.Text.RegularExpressions.Regex.Matches(recorder.Errors, @"port (?<number>\d+)", System.Text.RegularExpressions.RegexOptions.NonBacktracking).Select(static match => int.Parse(match.Groups["number"].Value)).ToList();
        for (var connection = 0; connection < Connections && !recorder.HasExited; connection++)
            await connect(ports[0], ports[1]);
        await recorder.WritesAsync("\"findings\"", Cancellation);
        return JsonNode.Parse(recorder.Output)!;
    }

    private static string? Verdict(JsonNode report, string rule) =>
        report["findings"]!.AsArray().Where(finding => (string?)finding!["ruleId"] == rule).Select(static finding => $"{finding!["verdict"]} {finding["severity"]}").SingleOrDefault();

    private static string? Fact(JsonNode report, string key) => (string?)report["targets"]![0]!["facts"]![key];
}
