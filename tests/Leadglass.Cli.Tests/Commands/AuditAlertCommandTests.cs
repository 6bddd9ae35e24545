using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using Leadglass.Audit.Storage;
using Leadglass.Audit.Syslog;
using Leadglass.Findings;
using Leadglass.TestKit;

namespace Leadglass.Cli.Tests.Commands;

/// <summary><c>audit alerts</c>, and the alerts of <c>audit serve</c>.</summary>
public sealed partial class AuditAlertCommandTests : IDisposable
{
    private static readonly string Samples = Path.Combine(Repository.Root, "tests", "Leadglass.Audit.Tests", "Samples");

    private readonly TemporaryFolder _folder = new();

    private string Store => _folder.File("audit.db");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Alerts_StoreWithAnExport_AreReportedWithoutThePatientAndTheReadingIsRecorded()
    {
        Fill("04-data-export-usb", "14-patient-record");

        var result = (await Cli.RunAsync("audit", "alerts", "--store", Store, "-f", "json", "--fail-on", "medium")).Ended(ExitCode.Findings);

        var report = JsonDocument.Parse(result.Out).RootElement;
        Assert.Contains(report.GetProperty("findings").EnumerateArray(), finding => finding.GetProperty("target").GetString() == "record 1" && finding.GetRawText().Contains("LG-AUD-112", StringComparison.Ordinal));
        Assert.DoesNotContain("PID-1", result.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("Doe", result.Out, StringComparison.Ordinal);
        // PS3.15 A.5.3.2
        Assert.Contains("110101", Stored()[^1].Values(AuditTermKind.Event));
    }

    [Fact]
    public async Task Alerts_OfAnotherTime_AreNone()
    {
        Fill("04-data-export-usb"); // received in 1970

        var result = (await Cli.RunAsync("audit", "alerts", "--store", Store, "--from", "1970-01-02T00:00:00Z", "--to", "1970-01-03T00:00:00Z")).Ended(ExitCode.Clean);

        Assert.StartsWith("Leadglass found nothing in the messages of the store", result.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Alerts_Redacted_NamesNoUserAndNoSource()
    {
        Fill("04-data-export-usb");

        var result = (await Cli.RunAsync("audit", "alerts", "--store", Store, "--all", "--redact")).Ended(ExitCode.Clean);

        Assert.Contains("name-", result.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("smith", result.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("pacs1", result.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Alerts_SeveralMistakes_AreSaidAtOnceAndNothingIsRecorded()
    {
        Fill("04-data-export-usb");

        var result = (await Cli.RunAsync("audit", "alerts", "--store", Store, "--from", "yesterday", "--baseline", _folder.File("none.json"))).Ended(ExitCode.Usage);

        Assert.Equal(2, result.ErrorLines.Length);
        Assert.Single(Stored());
    }

    [Fact]
    public async Task Serve_Alerts_ArePrintedAsTheyHappenAndOnce()
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        await using var output = new Announcements();
        await using var error = new Announcements();
        var running = LeadglassCommand.RunAsync(["audit", "serve", "--store", Store, "--tcp", "0", "--bind", "127.0.0.1", "--alerts"], new Surroundings { Out = output, Error = error }, ending.Token);
        var port = PortNumber().Match(await error.Next()).Groups["port"].Value;

        (await Cli.RunAsync("audit", "send", "--to", $"tcp://127.0.0.1:{port}", Sample("04-data-export-usb"), Sample("04-data-export-usb"))).Ended(ExitCode.Clean);

        // The sample is of another year: that is told first, as what cannot be known.
        Assert.Contains("LG-AUD-102", await output.Next(), StringComparison.Ordinal);
        Assert.StartsWith("ALERT  medium  LG-AUD-112  Data was exported to a medium that can be carried away. Record ", await output.Next(), StringComparison.Ordinal);
        await ending.CancelAsync();
        Assert.Equal(ExitCode.Clean, await running);
        Assert.StartsWith("Ended: 2 received, 2 stored", await output.Next(), StringComparison.Ordinal);
        Assert.Contains("The chain holds", (await Cli.RunAsync("audit", "verify", Store)).Ended(ExitCode.Clean).Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://hook.example.org/")]
    [InlineData("ftp://127.0.0.1/")]
    [InlineData("hook")]
    public async Task Serve_WebhookThatCannotBe_IsSaidWithEverythingElseAndNoStoreIsMade(string url)
    {
        var result = (await Cli.RunAsync("audit", "serve", "--store", Store, "--tcp", "0", "--alert-webhook", url, "--alert-syslog", "nowhere", "--alert-ca", _folder.File("none.pem"))).Ended(ExitCode.Usage);

        Assert.Equal(3, result.ErrorLines.Length);
        Assert.All(new[] { "--alert-webhook must be", "--alert-syslog: nowhere is no receiver", "--alert-ca" }, words => Assert.Contains(words, result.Error, StringComparison.Ordinal));
        Assert.False(File.Exists(Store));
    }

    [Fact]
    public async Task Serve_AlertsToAPublicAddress_AreRefused()
    {
        var result = (await Cli.RunAsync("audit", "serve", "--store", Store, "--tcp", "0", "--alert-syslog", "tls://203.0.113.9")).Ended(ExitCode.Refused);

        Assert.Contains("is a public address", result.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(Store));
    }

    private static string Sample(string name) => Path.Combine(Samples, name + ".xml");

    private void Fill(params string[] samples)
    {
        using var store = SqliteAuditStore.Open(Store, AuditStoreMode.Create);
        store.Append([.. samples.Select(name => AuditRecord.Of(
            new ReceivedMessage { Transport = SyslogTransport.Tls, Remote = new IPEndPoint(IPAddress.Loopback, 4711), Octets = File.ReadAllBytes(Sample(name)) }, DateTimeOffset.UnixEpoch))]);
    }

    private List<AuditRecord> Stored()
    {
        using var store = SqliteAuditStore.Open(Store, AuditStoreMode.Read);
        return [.. store.ReadAll().Select(stored => stored.Record)];
    }

    [GeneratedRegex(@"port (?<port>[0-9]{1,5})", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex PortNumber();
}
