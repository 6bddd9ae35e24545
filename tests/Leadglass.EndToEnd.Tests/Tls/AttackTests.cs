using Leadglass.EndToEnd.Tests.Peers;
using Leadglass.Findings;
using Leadglass.TestKit;
using Leadglass.Tls.Observations;
using Leadglass.Tls.Probing;
using Leadglass.Tls.Rules;

namespace Leadglass.EndToEnd.Tests.Tls;

/// <summary>Sound servers are said to be sound, and one that refuses before it decrypts is said to have hidden it. No package of Debian has the faults any more: those are scripted in <c>Leadglass.Tls.Tests</c>.</summary>
public sealed class AttackTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [RealPeerFact(TlsServer.OpenSsl)]
    public async Task OpenSsl_EverySuite_IsSound()
    {
        await using var server = await TlsServer.OpenSslAsync(Cancellation, "-cipher", "AES128-GCM-SHA256:AES128-SHA:ECDHE-RSA-AES128-GCM-SHA256:@SECLEVEL=0");

        await AssertSoundAsync(server);
    }

    [RealPeerFact(TlsServer.OpenSsl)]
    public async Task OpenSsl_Tls10_IsSound()
    {
        await using var server = await TlsServer.OpenSslAsync(Cancellation, "-tls1", "-cipher", "AES128-SHA:@SECLEVEL=0");

        await AssertSoundAsync(server);
    }

    [RealPeerFact(TlsServer.GnuTls)]
    public async Task GnuTls_WithHeartbeats_IsSound()
    {
        await using var server = await TlsServer.GnuTlsAsync("NORMAL:-VERS-TLS1.3", Cancellation, "--heartbeat");

        await AssertSoundAsync(server);
    }

    [RealPeerFact(TlsServer.Nginx)]
    public async Task Nginx_Defaults_IsSound()
    {
        await using var server = await TlsServer.NginxAsync(Cancellation);

        await AssertSoundAsync(server);
    }

    [RealPeerFact(TlsServer.Stunnel)]
    public async Task Stunnel_Defaults_IsSound()
    {
        await using var server = await TlsServer.StunnelAsync(Cancellation);

        await AssertSoundAsync(server);
    }

    [RealPeerFact(TlsServer.Storescp)]
    public async Task Storescp_WithoutClientCertificate_IsSound()
    {
        await using var server = await TlsServer.StorescpAsync(Cancellation, "+pa", "-ic");

        await AssertSoundAsync(server);
    }

    [RealPeerFact(TlsServer.Storescp)]
    public async Task Storescp_ThatRequiresAClientCertificate_LeavesThePaddingOpen()
    {
        await using var server = await TlsServer.StorescpAsync(Cancellation, "+pa", "-rc");

        var verdicts = await JudgeAsync(server);

        Assert.Equal((Verdict.Pass, Verdict.Pass, Verdict.Inconclusive), (verdicts["LG-TLS-070"].Verdict, verdicts["LG-TLS-071"].Verdict, verdicts["LG-TLS-072"].Verdict));
    }

    private static async Task AssertSoundAsync(TlsServer server)
    {
        var verdicts = await JudgeAsync(server);

        Assert.All(verdicts.Values, static finding => Assert.True(finding.Verdict == Verdict.Pass, $"{finding.Rule.Id} {finding.Verdict}: {string.Join(' ', finding.Evidence)}"));
    }

    private static async Task<Dictionary<string, Finding>> JudgeAsync(TlsServer server)
    {
        var seen = await ServerProbe.ExamineAsync(
            server.ConnectAsync, new ServerProbeOptions { Timeout = TimeSpan.FromSeconds(30), Random = new Random(1), Intrusive = true }, Cancellation);
        Assert.NotNull(seen.Attacks);
        Assert.Equal(Answer.No, seen.Attacks.TakesEarlyChangeCipherSpec);
        var findings = TlsRules.All.Judge(new TlsExamination(seen, TimeProvider.System.GetUtcNow()), server.EndPoint.ToString())
            .Where(static finding => finding.Rule.Id is "LG-TLS-070" or "LG-TLS-071" or "LG-TLS-072")
            .ToDictionary(static finding => finding.Rule.Id);
        foreach (var (id, finding) in findings)
            TestContext.Current.TestOutputHelper?.WriteLine($"{id} {finding.Verdict}: {string.Join(' ', finding.Evidence)}");
        Assert.Equal(3, findings.Count);
        return findings;
    }
}
