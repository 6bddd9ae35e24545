using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Leadglass.Audit.Messages;
using Leadglass.Audit.Storage;
using Leadglass.Audit.Syslog;
using Leadglass.Audit.Validation;
using Leadglass.Findings;
using Leadglass.TestKit;

namespace Leadglass.Cli.Tests.Commands;

/// <summary>Audit messages as AuditEvents of FHIR on the command line.</summary>
public sealed class AuditFhirCommandTests : IDisposable
{
    private static readonly string Samples = Path.Combine(Repository.Root, "tests", "Leadglass.Audit.Tests", "Samples");

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Convert_ToFhirAndBack_IsTheStandardsMessageAgain()
    {
        var fhir = (await Cli.RunAsync("audit", "convert", Sample("04-data-export-usb"), Sample("10-query"), "--to", "fhir")).Ended(ExitCode.Clean);
        var back = (await Cli.RunAsync("audit", "convert", _folder.Write("events.ndjson", fhir.Out), "--into", _folder.File("back"))).Ended(ExitCode.Clean);

        Assert.Empty(back.Error);
        foreach (var (number, name) in new[] { "04-data-export-usb", "10-query" }.Index())
        {
            Assert.Equal(
                Encoding.UTF8.GetString(AuditMessageWriter.Write(AuditValidator.Examine(File.ReadAllBytes(Sample(name))).Message!)),
                await File.ReadAllTextAsync(Path.Combine(_folder.File("back"), $"{number + 1:00000}.xml"), TestContext.Current.CancellationToken));
        }
    }

    [Fact]
    public async Task Convert_ToFhirIntoAFolder_WritesJsonFiles()
    {
        (await Cli.RunAsync("audit", "convert", Sample("12-user-login"), "--to", "fhir", "--into", _folder.File("out"))).Ended(ExitCode.Clean);

        Assert.Equal("AuditEvent", (string)JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(_folder.File("out"), "00001.json"), TestContext.Current.CancellationToken))!["resourceType"]!);
    }

    [Fact]
    public async Task Convert_JsonThatIsNoAuditEvent_SaysWhy()
    {
        var result = (await Cli.RunAsync("audit", "convert", _folder.Write("patient.json", "{\n\"resourceType\": \"Patient\"}"))).Ended(ExitCode.Incomplete);

        Assert.Contains("not translated: Line 1, resource: resourceType is Patient (FHIR R4 AuditEvent). Send an AuditEvent of FHIR R4.", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Validate_BrokenAuditEvent_NamesTheRuleAndTheLine()
    {
        var file = _folder.Write("event.json", "{\"resourceType\": \"AuditEvent\",\n\"recorded\": \"2026-03-04\"}");

        var result = (await Cli.RunAsync("audit", "validate", "--all", file)).Ended(ExitCode.Findings);

        Assert.Contains("LG-AUD-016", result.Out, StringComparison.Ordinal);
        Assert.Contains("Line 2, AuditEvent: recorded is no instant with its time zone", result.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Export_Fhir_HasOneResourceALineAndCountsWhatIsNone()
    {
        var store = _folder.File("audit.db");
        Fill(store, File.ReadAllBytes(Sample("04-data-export-usb")), "\u00FF\u0000 no message"u8.ToArray(), File.ReadAllBytes(Sample("12-user-login")));

        var all = (await Cli.RunAsync("audit", "export", "--store", store, "--format", "fhir")).Ended(ExitCode.Incomplete);
        var one = (await Cli.RunAsync("audit", "export", "--store", store, "--format", "fhir", "--patient", "PID-1")).Ended(ExitCode.Clean);

        Assert.Equal(["1 110106", "3 110114", "4 110101"], Lines(all.Out));
        Assert.Contains("1 records hold no message that can be read", all.Error, StringComparison.Ordinal);
        Assert.Equal(["1 110106"], Lines(one.Out));
    }

    private static string Sample(string name) => Path.Combine(Samples, name + ".xml");

    private static IEnumerable<string> Lines(string output) => output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(static line => JsonNode.Parse(line)!).Select(static resource => $"{resource["id"]} {resource["type"]!["code"]}").Order(StringComparer.Ordinal);

    private static void Fill(string path, params byte[][] messages)
    {
        using var store = SqliteAuditStore.Open(path, AuditStoreMode.Create);
        store.Append([.. messages.Select(static octets => AuditRecord.Of(
            new ReceivedMessage { Transport = SyslogTransport.Tls, Remote = new IPEndPoint(IPAddress.Loopback, 4711), Octets = octets }, DateTimeOffset.UnixEpoch))]);
    }
}
