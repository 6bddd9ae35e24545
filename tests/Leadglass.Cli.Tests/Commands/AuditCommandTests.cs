using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Leadglass.Findings;
using Leadglass.TestKit;

namespace Leadglass.Cli.Tests.Commands;

public sealed partial class AuditCommandTests
{
    private static readonly string Samples = Path.Combine(Repository.Root, "tests", "Leadglass.Audit.Tests", "Samples");

    private static string Sample(string name) => Path.Combine(Samples, name + ".xml");

    [Fact]
    public async Task Validate_StandardMessage_SaysSoAndSucceeds()
    {
        var result = await Cli.RunAsync("audit", "validate", Sample("14-patient-record"));

        Assert.Equal(ExitCode.Clean, result.ExitCode);
        Assert.StartsWith($"Leadglass examined {Sample("14-patient-record")}: Patient Record: standard (2025e, 2026).", result.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Validate_WrongMessage_NamesLineElementClauseAndFix()
    {
        var result = await Cli.RunAsync("audit", "validate", "--all", Sample("n05-no-timezone"));

        Assert.Equal(ExitCode.Findings, result.ExitCode);
        Assert.Contains("LG-AUD-022", result.Out, StringComparison.Ordinal);
        Assert.Contains("Line 3, EventIdentification: EventDateTime has no time zone (PS3.15 A.5.2.5).", result.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Validate_Folder_CountsTheVerdicts()
    {
        var result = await Cli.RunAsync("audit", "validate", Samples);

        Assert.Equal(ExitCode.Findings, result.ExitCode);
        Assert.StartsWith("Leadglass examined 33 audit messages: 18 standard, 1 in a known dialect, 14 wrong.", result.Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("json")]
    [InlineData("jsonl")]
    [InlineData("sarif")]
    [InlineData("junit")]
    [InlineData("csv")]
    [InlineData("markdown")]
    [InlineData("html")]
    public async Task Validate_EveryFormat_HasTheRule(string format)
    {
        var result = await Cli.RunAsync("audit", "validate", "-f", format, Sample("n14-wrong-action"));

        Assert.Equal(ExitCode.Findings, result.ExitCode);
        Assert.Contains("LG-AUD-031", result.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Validate_Json_HasVerdictDialectAndEvent()
    {
        var result = await Cli.RunAsync("audit", "validate", "-f", "json", Sample("n07-media-type-outside-identifier"));

        var facts = JsonDocument.Parse(result.Out).RootElement.GetProperty("targets")[0].GetProperty("facts");
        Assert.Equal(("dialect", "dcm4che", "110106"), (facts.GetProperty("verdict").GetString(), facts.GetProperty("dialect").GetString(), facts.GetProperty("event").GetString()));
    }

    [Fact]
    public async Task Validate_StandardInput_IsReadForAHyphen()
    {
        using var output = new StringWriter();
        using var input = new MemoryStream(await File.ReadAllBytesAsync(Sample("14-patient-record"), TestContext.Current.CancellationToken));

        var exitCode = await LeadglassCommand.RunAsync(["audit", "validate", "-"], new Surroundings { Out = output, Error = output, In = input }, TestContext.Current.CancellationToken);

        Assert.Equal(ExitCode.Clean, exitCode);
        Assert.StartsWith("Leadglass examined standard input: Patient Record: standard", output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Validate_Edition2025e_DoesNotKnowTheClipboard() =>
        Assert.Equal(ExitCode.Findings, (await Cli.RunAsync("audit", "validate", "--edition", "2025e", Sample("16-export-clipboard-2026"))).ExitCode);

    [Fact]
    public async Task Validate_NoSuchFile_IsAUsageError() => Assert.Equal(ExitCode.Usage, (await Cli.RunAsync("audit", "validate", "no-such-file.xml")).ExitCode);

    [Fact]
    public async Task Convert_Dialect_IsStandardAfterwards()
    {
        using var folder = new TemporaryFolder();
        var into = Path.Combine(folder.Path, "out");

        Assert.Equal(ExitCode.Clean, (await Cli.RunAsync("audit", "convert", "--into", into, Sample("n07-media-type-outside-identifier"))).ExitCode);

        Assert.StartsWith("Leadglass examined", (await Cli.RunAsync("audit", "validate", Path.Combine(into, "00001.xml"))).Out, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Clean, (await Cli.RunAsync("audit", "validate", "--fail-on", "low", Path.Combine(into, "00001.xml"))).ExitCode);
    }

    [Fact]
    public async Task Convert_WhatIsWrongStaysWrong_AndIsSaid()
    {
        var result = await Cli.RunAsync("audit", "convert", Sample("n05-no-timezone"));

        Assert.Equal(ExitCode.Findings, result.ExitCode);
        Assert.Contains("still wrong", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task TestSender_MessageOfOurOwnOverTcp_IsRightButForTheClearText()
    {
        var (result, _) = await TestSenderAsync("tcp", port => Cli.RunAsync("audit", "send", "--to", $"tcp://127.0.0.1:{port}", Sample("14-patient-record")));

        Assert.Equal(ExitCode.Clean, result.ExitCode);
        Assert.Contains("Patient Record: standard", result.Out, StringComparison.Ordinal);
        Assert.Contains("LG-AUD-054", result.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task TestSender_DatagramAsABadSenderMakesIt_IsToldEverything()
    {
        // As one well-known open system sent it: another facility, no MSGID, an older header, no XML of the standard.
        var (result, _) = await TestSenderAsync("udp", async port =>
        {
            using var client = new UdpClient();
            await client.SendAsync(Encoding.UTF8.GetBytes("<13>Mar  4 05:06:07 host app: <AuditMessage><EventIdentification eventIDcode=\"1\"/></AuditMessage>"), new IPEndPoint(IPAddress.Loopback, port));
            return new CliResult(0, "", "");
        });

        Assert.Equal(ExitCode.Findings, result.ExitCode);
        Assert.All(new[] { "LG-AUD-051", "LG-AUD-054", "LG-AUD-011", "LG-AUD-012" }, rule => Assert.Contains(rule, result.Out, StringComparison.Ordinal));
    }

    [Fact]
    public async Task TestSender_EndedBeforeAnythingCame_IsIncomplete()
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        using var output = new StringWriter();
        await using var error = new Announcements();
        var running = LeadglassCommand.RunAsync(["audit", "test-sender", "--udp", "0", "--bind", "127.0.0.1"], new Surroundings { Out = output, Error = error }, ending.Token);
        await error.Next();
        await ending.CancelAsync();

        Assert.Equal(ExitCode.Incomplete, await running);
        Assert.Contains("no message came", output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Send_NobodyListens_KeepsTheMessageInTheSpool()
    {
        using var folder = new TemporaryFolder();
        var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        listener.Stop();

        var result = await Cli.RunAsync("audit", "send", "--to", $"tcp://127.0.0.1:{port}", "--spool", folder.Path, Sample("14-patient-record"));

        Assert.Equal(ExitCode.Incomplete, result.ExitCode);
        Assert.Contains("1 of 1 messages wait in the spool; nothing is lost", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Send_PublicAddress_IsRefusedWithoutAScope() =>
        Assert.Equal(ExitCode.Refused, (await Cli.RunAsync("audit", "send", "--to", "tls://203.0.113.9", Sample("14-patient-record"))).ExitCode);

    /// <summary>Runs test-sender on a free port and sends to it.</summary>
    private static async Task<(CliResult Result, CliResult Sent)> TestSenderAsync(string transport, Func<int, Task<CliResult>> send)
    {
        using var output = new StringWriter();
        await using var error = new Announcements();
        var running = LeadglassCommand.RunAsync(
            ["audit", "test-sender", $"--{transport}", "0", "--bind", "127.0.0.1", "--all"], new Surroundings { Out = output, Error = error }, TestContext.Current.CancellationToken);
        var port = int.Parse(PortNumber().Match(await error.Next()).Groups["port"].Value);
        var sent = await send(port);
        return (new CliResult(await running, output.ToString(), ""), sent);
    }

    [GeneratedRegex(@"port (?<port>[0-9]{1,5})", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex PortNumber();
}
