using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Leadglass.Audit.Storage;
using Leadglass.Audit.Syslog;
using Leadglass.Cli.Tests.Output;
using Leadglass.Findings;
using Leadglass.Inspection.Sanitising;
using Leadglass.TestKit;

namespace Leadglass.Cli.Tests.Commands;

/// <summary><c>audit serve</c>, <c>search</c>, <c>export</c> and <c>verify</c>.</summary>
public sealed partial class AuditStoreCommandTests : IDisposable
{
    private static readonly string Samples = Path.Combine(Repository.Root, "tests", "Leadglass.Audit.Tests", "Samples");

    private readonly TemporaryFolder _folder = new();

    private string Store => _folder.File("audit.db");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Serve_MessageThatIsSent_IsStoredCountedAndFound()
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        using var output = new StringWriter();
        await using var error = new Announcements();
        var running = LeadglassCommand.RunAsync(["audit", "serve", "--store", Store, "--tcp", "0", "--bind", "127.0.0.1"], new Surroundings { Out = output, Error = error }, ending.Token);
        var port = PortNumber().Match(await error.Next()).Groups["port"].Value;

        (await Cli.RunAsync("audit", "send", "--to", $"tcp://127.0.0.1:{port}", Sample("04-data-export-usb"))).Ended(ExitCode.Clean);
        var connection = await error.Next();
        await ending.CancelAsync();

        Assert.Equal(ExitCode.Clean, await running);
        Assert.Matches(@"^tcp 127\.0\.0\.1:[0-9]+: 1 received, 1 stored, 0 refused\.$", connection);
        Assert.Contains("Ended: 1 received, 1 stored, 0 refused.", output.ToString(), StringComparison.Ordinal);
        Assert.Contains("patient PID-1  study 1.2.3.4.5.6  media 110030", (await Cli.RunAsync("audit", "search", "--store", Store)).Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Serve_SeveralMistakes_AreSaidAtOnceAndNoStoreIsMade()
    {
        var result = await Cli.RunAsync("audit", "serve", "--store", Store, "--udp", "70000", "--tls", "0", "--bind", "nowhere");

        Assert.Equal(ExitCode.Usage, result.ExitCode);
        Assert.Equal(3, result.ErrorLines.Length);
        Assert.All(new[] { "--udp", "--tls", "--bind" }, option => Assert.Contains(option, result.Error, StringComparison.Ordinal));
        Assert.False(File.Exists(Store));
    }

    [Fact]
    public async Task Search_SeveralMistakes_AreSaidAtOnceAndNothingIsRecorded()
    {
        Fill("04-data-export-usb");

        var result = await Cli.RunAsync("audit", "search", "--store", Store, "--from", "yesterday", "--to", "2026-03-04T00:00:00");

        Assert.Equal(ExitCode.Usage, result.ExitCode);
        Assert.Equal(2, result.ErrorLines.Length);
        Assert.Single(Stored());
    }

    [Fact]
    public async Task Search_ByEveryTerm_FindsTheOneAndRecordsEachReading()
    {
        Fill("04-data-export-usb", "14-patient-record");
        string[][] questions =
        [
            ["--event", "110106"], ["--user", "VOL-1234"], ["--study", "1.2.3.4.5.6", "--media", "110030"],
            ["--source", "pacs1.example.org", "--outcome", "0", "--patient", "PID-1", "--event", "110106"],
        ];
        foreach (var question in questions)
        {
            var line = Assert.Single((await Cli.RunAsync(["audit", "search", "--store", Store, .. question])).Ended(ExitCode.Clean).Out.Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries));
            Assert.Contains("event 110106", line, StringComparison.Ordinal);
        }

        // PS3.15 A.5.3.2
        Assert.Equal(questions.Length, Stored().Count(stored => stored.Record.Transport == AuditRecord.Own && stored.Record.Values(AuditTermKind.Event).Contains("110101")));
    }

    [Fact]
    public async Task Search_NothingThere_SaysSoAndNamesNoneOfTheMessages()
    {
        Fill("04-data-export-usb");

        var result = (await Cli.RunAsync("audit", "search", "--store", Store, "--patient", "nobody")).Ended(ExitCode.Clean);

        Assert.Equal(("", "leadglass: nothing found."), (result.Out, result.Error.Trim()));
    }

    [Theory]
    [InlineData("search", "--store")]
    [InlineData("export", "--store")]
    [InlineData("verify", null)]
    public async Task NoStore_IsIncompleteAndNoneIsMade(string command, string? option)
    {
        var result = await Cli.RunAsync(["audit", command, .. option is null ? Array.Empty<string>() : [option], Store]);

        Assert.Equal(ExitCode.Incomplete, result.ExitCode);
        Assert.Equal("leadglass: the store cannot be opened; is the path right?", result.Error.Trim());
        Assert.False(File.Exists(Store));
    }

    [Fact]
    public async Task Export_JsonLines_HasTheOctetsAsTheyCame()
    {
        Fill("04-data-export-usb");

        var result = (await Cli.RunAsync("audit", "export", "--store", Store, "--event", "110106")).Ended(ExitCode.Clean);

        var line = JsonDocument.Parse(Assert.Single(result.Out.Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries))).RootElement;
        Assert.Equal(File.ReadAllBytes(Sample("04-data-export-usb")), line.GetProperty("octets").GetBytesFromBase64());
        Assert.Equal("PID-1", line.GetProperty("patient")[0].GetString());
        Assert.Equal("2026-03-04T04:06:07.089Z", line.GetProperty("time").GetDateTimeOffset().UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", null));
    }

    [Fact]
    public async Task Export_Csv_HasOneRowARecordAndNoFormula()
    {
        // The user's name is a program to a spreadsheet that believes it.
        var hostile = Encoding.UTF8.GetString(File.ReadAllBytes(Sample("04-data-export-usb"))).Replace("smith@example.org", "=HYPERLINK(1)", StringComparison.Ordinal);
        Fill(Encoding.UTF8.GetBytes(hostile));

        var result = (await Cli.RunAsync("audit", "export", "--store", Store, "-f", "csv", "--event", "110106")).Ended(ExitCode.Clean);

        var rows = Csv.Read(result.Out);
        Assert.Equal(2, rows.Count);
        var row = rows[0].Zip(rows[1]).ToDictionary(pair => pair.First, pair => pair.Second);
        Assert.Equal(("1", "tls", "standard", "PID-1", "110030"), (row["sequence"], row["transport"], row["verdict"], row["patient"], row["media"]));
        Assert.Contains("'=HYPERLINK(1)", row["user"], StringComparison.Ordinal);
        Assert.DoesNotContain(rows[1], cell => cell.StartsWith('='));
    }

    [Fact]
    public async Task Export_UnknownFormat_IsAUsageError() => (await Cli.RunAsync("audit", "export", "--store", Store, "-f", "xlsx")).Ended(ExitCode.Usage);

    [Fact]
    public async Task Verify_WholeChain_HoldsAndShowsItsEnd()
    {
        Fill("04-data-export-usb", "14-patient-record");

        var result = (await Cli.RunAsync("audit", "verify", Store)).Ended(ExitCode.Clean);

        Assert.Contains("The chain holds: 2 records.", result.Out, StringComparison.Ordinal);
        Assert.Contains($"Record 2 has the hash {Convert.ToHexStringLower(Stored()[1].Hash.Span)}.", result.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Verify_RecordThatWasOverwrittenInTheFile_IsAFinding()
    {
        Fill("04-data-export-usb", "14-patient-record");
        var octets = File.ReadAllBytes(Store);
        var at = octets.AsSpan().IndexOf("CT Chest"u8);
        "MR Chest"u8.CopyTo(octets.AsSpan(at));
        File.WriteAllBytes(Store, octets);

        var result = (await Cli.RunAsync("audit", "verify", Store)).Ended(ExitCode.Findings);

        Assert.StartsWith("The chain is broken: record 1 is not what was stored", result.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Serve_Signing_LetsVerifyNoticeThatTheEndWasCutOff()
    {
        var (privateKey, publicKey) = Keys();
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        await using var error = new Announcements();
        var running = LeadglassCommand.RunAsync(
            ["audit", "serve", "--store", Store, "--tcp", "0", "--bind", "127.0.0.1", "--sign", privateKey], new Surroundings { Out = TextWriter.Null, Error = error }, ending.Token);
        var port = PortNumber().Match(await error.Next()).Groups["port"].Value;
        (await Cli.RunAsync("audit", "send", "--to", $"tcp://127.0.0.1:{port}", Sample("04-data-export-usb"), Sample("14-patient-record"))).Ended(ExitCode.Clean);
        await error.Next();
        await ending.CancelAsync();
        Assert.Equal(ExitCode.Clean, await running);

        var whole = (await Cli.RunAsync("audit", "verify", Store, "--key", publicKey)).Ended(ExitCode.Clean);
        Assert.Contains("1 checkpoints agree with it", whole.Out, StringComparison.Ordinal);
        Assert.Contains("0 records came later. They are signed by this key", whole.Out, StringComparison.Ordinal);
        Assert.Contains("not checked", (await Cli.RunAsync("audit", "verify", Store)).Ended(ExitCode.Clean).Out, StringComparison.Ordinal);

        // Another store of one record that is whole in itself.
        var kept = _folder.File("kept.checkpoints");
        File.Move(Store + ".checkpoints", kept);
        File.Delete(Store);
        Fill("04-data-export-usb");
        var cut = (await Cli.RunAsync("audit", "verify", Store, "--key", publicKey, "--checkpoints", kept)).Ended(ExitCode.Findings);
        Assert.Contains("for record 2: the end was cut off", cut.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Serve_StoreThatWasCutWhileNobodySigned_IsRefused()
    {
        var (privateKey, _) = Keys();
        Fill("04-data-export-usb", "14-patient-record");
        Sign(privateKey);
        File.Delete(Store);
        Fill("04-data-export-usb");
        var before = File.ReadAllText(Store + ".checkpoints");

        var result = (await Cli.RunAsync("audit", "serve", "--store", Store, "--tcp", "0", "--bind", "127.0.0.1", "--sign", privateKey)).Ended(ExitCode.Findings);

        Assert.StartsWith("leadglass: the store is not the one that was signed: it ends with record 1, and the checkpoint of", result.Error, StringComparison.Ordinal);
        Assert.Equal(before, File.ReadAllText(Store + ".checkpoints"));
    }

    [Fact]
    public async Task Serve_LastCheckpointCannotBeWritten_SaysSoAndIsIncomplete()
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        using var output = new StringWriter();
        await using var error = new Announcements();
        var running = LeadglassCommand.RunAsync(
            ["audit", "serve", "--store", Store, "--tcp", "0", "--bind", "127.0.0.1", "--sign", Keys().Private], new Surroundings { Out = output, Error = error }, ending.Token);
        var port = PortNumber().Match(await error.Next()).Groups["port"].Value;
        Directory.CreateDirectory(Store + ".checkpoints");
        (await Cli.RunAsync("audit", "send", "--to", $"tcp://127.0.0.1:{port}", Sample("04-data-export-usb"))).Ended(ExitCode.Clean);
        await error.Next();
        await ending.CancelAsync();

        Assert.Equal(ExitCode.Incomplete, await running);
        Assert.StartsWith("leadglass: no checkpoint could be made: ", await error.Next(), StringComparison.Ordinal);
        Assert.Contains("Ended: 1 received, 1 stored, 0 refused.", output.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(" 2 ", " 1 ", "1 checkpoints are not signed by this key, or were changed.")]
    [InlineData("leadglass", "leaddglass", "Line 1 of the checkpoints is none.")]
    public async Task Verify_CheckpointThatWasChanged_IsAFinding(string was, string becomes, string finding)
    {
        var (privateKey, publicKey) = Keys();
        Fill("04-data-export-usb", "14-patient-record");
        Sign(privateKey);
        (await Cli.RunAsync("audit", "verify", Store, "--key", publicKey)).Ended(ExitCode.Clean);

        File.WriteAllText(Store + ".checkpoints", File.ReadAllText(Store + ".checkpoints").Replace(was, becomes, StringComparison.Ordinal));

        Assert.Contains(finding, (await Cli.RunAsync("audit", "verify", Store, "--key", publicKey)).Ended(ExitCode.Findings).Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Verify_WithAKeyAndWithoutCheckpoints_IsAFinding()
    {
        Fill("04-data-export-usb");

        Assert.Contains("There are no checkpoints", (await Cli.RunAsync("audit", "verify", Store, "--key", Keys().Public)).Ended(ExitCode.Findings).Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task MessagesThatWaitInTheJournal_AreNamedByReadersAndTakenInByTheNextService()
    {
        Fill("14-patient-record");
        using (var journal = AuditJournal.Open(Store + ".incoming", static what => Assert.Fail(what)))
        {
            var message = new ReceivedMessage { Transport = SyslogTransport.Tcp, Remote = new IPEndPoint(IPAddress.Loopback, 4711), Octets = File.ReadAllBytes(Sample("04-data-export-usb")) };
            journal.Append([(message, DateTimeOffset.UnixEpoch)]);
        }

        foreach (var command in new string[][] { ["audit", "search", "--store", Store], ["audit", "verify", Store] })
            Assert.Contains("octets of messages wait in ", (await Cli.RunAsync(command)).Ended(ExitCode.Clean).Error, StringComparison.Ordinal);

        using var ending = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        await using var error = new Announcements();
        var running = LeadglassCommand.RunAsync(["audit", "serve", "--store", Store, "--tcp", "0", "--bind", "127.0.0.1"], new Surroundings { Out = TextWriter.Null, Error = error }, ending.Token);
        Assert.Contains(" from before, and are taken into the store first.", await error.Next(), StringComparison.Ordinal);
        await ending.CancelAsync();

        Assert.Equal(ExitCode.Clean, await running);
        var found = (await Cli.RunAsync("audit", "search", "--store", Store, "--media", "110030")).Ended(ExitCode.Clean);
        Assert.Contains("patient PID-1", found.Out, StringComparison.Ordinal);
        Assert.Empty(found.Error);
    }

    [Fact]
    public async Task Serve_WhileAnotherServes_SaysWhatToDo()
    {
        Fill("14-patient-record");
        using var journal = AuditJournal.Open(Store + ".incoming", static what => Assert.Fail(what));

        var result = (await Cli.RunAsync("audit", "serve", "--store", Store, "--tcp", "0", "--bind", "127.0.0.1")).Ended(ExitCode.Incomplete);

        Assert.Contains("needs a --journal of its own", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Serve_DatabaseWithoutAJournal_IsAUsageError() =>
        Assert.Contains("--journal is needed", (await Cli.RunAsync("audit", "serve", "--store", "Host=127.0.0.1;Database=none", "--tcp", "0")).Ended(ExitCode.Usage).Error, StringComparison.Ordinal);

    [Fact]
    public async Task Serve_CheckpointsWithoutAKey_IsAUsageErrorAndNoStoreIsMade()
    {
        (await Cli.RunAsync("audit", "serve", "--store", Store, "--tcp", "0", "--checkpoint-every", "0")).Ended(ExitCode.Usage);
        (await Cli.RunAsync("audit", "serve", "--store", Store, "--tcp", "0", "--sign", Keys().Public)).Ended(ExitCode.Usage);

        Assert.False(File.Exists(Store));
    }

    [Fact]
    public async Task Prune_RemovesWhatIsOlderAndVerifyTells()
    {
        Fill("04-data-export-usb", "14-patient-record"); // received in 1970

        Assert.StartsWith("Would remove the records up to number 2", (await Cli.RunAsync("audit", "prune", "--store", Store, "--keep", "6y", "--dry-run")).Ended(ExitCode.Clean).Out, StringComparison.Ordinal);
        Assert.Equal(2, Stored().Count);
        Assert.StartsWith("No record", (await Cli.RunAsync("audit", "prune", "--store", Store, "--keep", "999y")).Ended(ExitCode.Clean).Out, StringComparison.Ordinal);
        Assert.StartsWith("Removed the records up to number 2", (await Cli.RunAsync("audit", "prune", "--store", Store, "--keep", "6y")).Ended(ExitCode.Clean).Out, StringComparison.Ordinal);

        Assert.Equal(3, Assert.Single(Stored()).Sequence);
        Assert.Contains("The chain holds: 1 records; 2 before them were removed", (await Cli.RunAsync("audit", "verify", Store)).Ended(ExitCode.Clean).Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("6")]
    [InlineData("y")]
    [InlineData("0d")]
    [InlineData("-1d")]
    [InlineData("1000y")]
    [InlineData("6w")]
    public async Task Prune_AgeThatIsNone_IsAUsageErrorAndRemovesNothing(string age)
    {
        Fill("04-data-export-usb");

        (await Cli.RunAsync("audit", "prune", "--store", Store, $"--keep={age}")).Ended(ExitCode.Usage);

        Assert.Single(Stored());
    }

    private (string Private, string Public) Keys()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var (privateKey, publicKey) = (_folder.File("key.pem"), _folder.File("pub.pem"));
        File.WriteAllText(privateKey, key.ExportPkcs8PrivateKeyPem());
        File.WriteAllText(publicKey, key.ExportSubjectPublicKeyInfoPem());
        return (privateKey, publicKey);
    }

    private void Sign(string privateKey)
    {
        using var store = SqliteAuditStore.Open(Store, AuditStoreMode.Read);
        using var key = ManifestKey.TryRead(File.ReadAllText(privateKey))!;
        new Checkpointer(store, new CheckpointFile(Store + ".checkpoints"), statement => key.TrySign(statement)!, TimeProvider.System).Make();
    }

    private static string Sample(string name) => Path.Combine(Samples, name + ".xml");

    private void Fill(params string[] samples) => Fill([.. samples.Select(name => File.ReadAllBytes(Sample(name)))]);

    private void Fill(params byte[][] messages)
    {
        using var store = SqliteAuditStore.Open(Store, AuditStoreMode.Create);
        var from = new IPEndPoint(IPAddress.Loopback, 4711);
        store.Append([.. messages.Select(octets => AuditRecord.Of(
            new ReceivedMessage { Transport = SyslogTransport.Tls, Remote = from, Octets = octets }, DateTimeOffset.UnixEpoch))]);
    }

    private List<StoredRecord> Stored()
    {
        using var store = SqliteAuditStore.Open(Store, AuditStoreMode.Read);
        return [.. store.ReadAll()];
    }

    [GeneratedRegex(@"port (?<port>[0-9]{1,5})", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex PortNumber();
}
