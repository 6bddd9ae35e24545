using System.Text.Json.Nodes;
using Leadglass.Findings;
using Leadglass.TestKit;

namespace Leadglass.Cli.Tests.Commands;

public sealed class FuzzDotnetCommandTests : IDisposable
{
    private static readonly string Assembly = typeof(PlantedMethods).Assembly.Location;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Dotnet_BugBehindFourBytes_IsFoundByCoverageAndMadeSmall()
    {
        _folder.Write("seeds/any", "........");

        (await Cli.RunAsync("fuzz", "dotnet", Assembly, Method(nameof(PlantedMethods.Guarded)), "--seeds", _folder.Folder("seeds"), "--cases", "60000", "--output", _folder.File("campaign"))).Ended(ExitCode.Findings);

        var state = await StateAsync();
        var defect = Assert.Single(state["defects"]!.AsArray())!;
        Assert.StartsWith("System.InvalidOperationException < ", (string)defect["site"]!, StringComparison.Ordinal);
        Assert.Equal((3, 4), ((int)defect["reproduced"]!, (int)defect["length"]!));
        Assert.Equal("LGFZ", await File.ReadAllTextAsync(_folder.File($"campaign/reproducers/{defect["id"]}.bin"), TestContext.Current.CancellationToken));
        Assert.Contains($"leadglass fuzz dotnet {Assembly} {Method(nameof(PlantedMethods.Guarded))} --replay reproducers/", (await Cli.RunAsync("fuzz", "report", _folder.File("campaign"), "--all")).Out, StringComparison.Ordinal);
        Assert.Contains("1 still fail", (await Cli.RunAsync("fuzz", "triage", _folder.File("campaign"))).Ended(ExitCode.Findings).Out, StringComparison.Ordinal);
        Assert.InRange((int)state["coverage"]!["covered"]!, 5, (int)state["coverage"]!["blocks"]! - 1);
    }

    [Theory]
    [InlineData(1, "stack overflow", ExitCode.Findings)]
    [InlineData(2, "SIGABRT", ExitCode.Findings)]
    [InlineData(3, "Hang", ExitCode.Findings)]
    [InlineData(4, "System.OutOfMemoryException", ExitCode.Findings)]
    [InlineData(5, "declared", ExitCode.Clean)]
    [InlineData(6, "System.Collections.Generic.KeyNotFoundException", ExitCode.Findings)]
    [InlineData(7, "It came back", ExitCode.Clean)]
    public async Task Dotnet_EveryWayOut_IsTold(byte first, string told, int exitCode)
    {
        var file = _folder.File("input");
        await File.WriteAllBytesAsync(file, [first], TestContext.Current.CancellationToken);

        var result = await Cli.RunAsync("fuzz", "dotnet", Assembly, Method(nameof(PlantedMethods.EveryWayOut)), "--replay", file, "--throws", "FormatException", "--timeout", "2s");

        Assert.Contains(told, result.Ended(exitCode).Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Dotnet_TargetThatEndsTheWorker_CostsARestartAndNotTheCampaign()
    {
        _folder.Write("seeds/any", "\u0000");
        await File.WriteAllBytesAsync(_folder.File("seeds/two"), [0, 0], TestContext.Current.CancellationToken);

        (await Cli.RunAsync("fuzz", "dotnet", Assembly, Method(nameof(PlantedMethods.EveryWayOut)), "--seeds", _folder.Folder("seeds"), "--cases", "400", "--timeout", "1s", "--throws", "FormatException", "--output", _folder.File("campaign")))
            .Ended(ExitCode.Findings);

        var state = await StateAsync();
        Assert.Equal(400, state["operators"]!.AsArray().Sum(static tally => (int)tally!["cases"]!));
        Assert.InRange((int)state["coverage"]!["restarts"]!, 1, 400);
    }

    [Fact]
    public async Task Dotnet_SeedThatNamesAPatient_IsRefusedUnlessAllowed()
    {
        // Explicit VR little endian (PS3.5 §7.1.2): SOP Class UID (0008,0016) UI of 2 bytes, Patient's Name (0010,0010) PN of 4.
        Directory.CreateDirectory(_folder.File("seeds"));
        await File.WriteAllBytesAsync(_folder.File("seeds/any"), Convert.FromHexString("08001600554902003100" + "10001000504E0400445E4A20"), TestContext.Current.CancellationToken);
        string[] command = ["fuzz", "dotnet", Assembly, Method(nameof(PlantedMethods.Guarded)), "--seeds", _folder.File("seeds"), "--cases", "20", "--output", _folder.File("campaign")];

        Assert.Contains("seems to be of a patient", (await Cli.RunAsync(command)).Ended(ExitCode.Usage).Error, StringComparison.Ordinal);
        (await Cli.RunAsync([.. command, "--allow-patient-data"])).Ended(ExitCode.Clean);
    }

    /// <summary>What only people know, and the list of the files: as with every other kind of campaign.</summary>
    [Fact]
    public async Task Dotnet_FromACampaignFile_KeepsTheStatementAndAManifestThatHolds()
    {
        var campaign = _folder.Write("campaign.yaml", $$"""
            kind: dotnet
            assembly: '{{Assembly}}'
            method: {{Method(nameof(PlantedMethods.Guarded))}}
            stop: { cases: 20 }
            output: '{{_folder.File("campaign")}}'
            statement: { product: Practice reader, tester: Somebody else }
            """);

        (await Cli.RunAsync("fuzz", "run", campaign)).Ended(ExitCode.Clean);

        var evidence = JsonNode.Parse(await File.ReadAllTextAsync(_folder.File("campaign/evidence.json"), TestContext.Current.CancellationToken))!;
        Assert.Equal("Practice reader", (string)evidence["statement"]!["product"]!);
        (await Cli.RunAsync("fuzz", "verify", _folder.File("campaign"))).Ended(ExitCode.Clean);
        await File.AppendAllTextAsync(_folder.File("campaign/report.html"), " ", TestContext.Current.CancellationToken);
        (await Cli.RunAsync("fuzz", "verify", _folder.File("campaign"))).Ended(ExitCode.Findings);
    }

    [Fact]
    public async Task Dotnet_DryRun_SaysWhatWouldBeDoneAndWritesNothing()
    {
        var result = await Cli.RunAsync("fuzz", "dotnet", Assembly, Method(nameof(PlantedMethods.Guarded)), "--cases", "20", "--throws", "FormatException", "--output", _folder.File("campaign"), "--dry-run");

        foreach (var told in new[] { "Nothing was run", "--throws FormatException", "basic blocks of Leadglass.Cli.Tests.dll", "after 20 cases", "new" })
            Assert.Contains(told, result.Ended(ExitCode.Clean).Out, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_folder.File("campaign")));
    }

    [Fact]
    public async Task Dotnet_AnotherMethodInTheSameFolder_IsRefused()
    {
        (await Cli.RunAsync("fuzz", "dotnet", Assembly, Method(nameof(PlantedMethods.Guarded)), "--cases", "5", "--output", _folder.File("campaign"))).Ended(ExitCode.Clean);

        var result = await Cli.RunAsync("fuzz", "dotnet", Assembly, Method(nameof(PlantedMethods.BehindComparisons)), "--cases", "5", "--output", _folder.File("campaign"));

        Assert.Contains("it is about another command", result.Ended(ExitCode.Usage).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Report_OfAMethodWhoseSeedsAreNoDicom_TellsWhatHoldsForMethods()
    {
        _folder.Write("seeds/any", "........");
        (await Cli.RunAsync("fuzz", "dotnet", Assembly, Method(nameof(PlantedMethods.Guarded)), "--seeds", _folder.Folder("seeds"), "--cases", "40", "--output", _folder.File("campaign"))).Ended(ExitCode.Clean);

        (await Cli.RunAsync("fuzz", "report", _folder.File("campaign"), "--evidence", _folder.File("evidence.json"))).Ended(ExitCode.Clean);

        var evidence = await File.ReadAllTextAsync(_folder.File("evidence.json"), TestContext.Current.CancellationToken);
        Assert.DoesNotContain("only files were tried", evidence, StringComparison.Ordinal);
        Assert.DoesNotContain("resident memory", evidence, StringComparison.Ordinal);
        Assert.Contains("512 MiB of managed heap", evidence, StringComparison.Ordinal);
        Assert.Contains("what the method compared a part of the input with takes its place", evidence, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Dotnet_EverythingWrongAtOnce_IsReportedAtOnce()
    {
        var result = (await Cli.RunAsync("fuzz", "dotnet", "no-such.dll", "Method", "--cases", "0", "--duration", "soon", "--memory", "1", "--jobs", "0", "--seeds", _folder.Folder("empty"))).Ended(ExitCode.Usage);

        foreach (var wrong in new[] { "there is no such assembly", "name a type and a method", "--cases", "--duration: soon", "--memory", "--jobs", "there is no file in it" })
            Assert.Contains(wrong, result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Dotnet_MethodThatIsNotThere_IsIncompleteAndSaysSo()
    {
        var result = (await Cli.RunAsync("fuzz", "dotnet", Assembly, Method("Missing"), "--cases", "5", "--output", _folder.File("campaign"))).Ended(ExitCode.Incomplete);

        Assert.Contains("there is no such static method", result.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Dotnet_FileThatIsNoAssembly_IsRefused() =>
        Assert.Contains("no assembly of .NET", (await Cli.RunAsync("fuzz", "dotnet", _folder.Write("letter.dll", "a letter"), "A.B", "--cases", "5")).Ended(ExitCode.Usage).Error, StringComparison.Ordinal);

    [Theory]
    [InlineData(nameof(PlantedMethods.OfMemory))]
    [InlineData(nameof(PlantedMethods.OfStream))]
    [InlineData(nameof(PlantedMethods.OfSpanWithResult))]
    public async Task Dotnet_EveryShapeOfMethod_IsCalled(string method)
    {
        var file = _folder.Write("input", "ABC");

        Assert.Contains("3 bytes", (await Cli.RunAsync("fuzz", "dotnet", Assembly, Method(method), "--replay", file)).Ended(ExitCode.Findings).Out, StringComparison.Ordinal);
    }

    private static string Method(string name) => $"{typeof(PlantedMethods).FullName}.{name}";

    private async Task<JsonNode> StateAsync() => JsonNode.Parse(await File.ReadAllTextAsync(_folder.File("campaign/campaign.json"), TestContext.Current.CancellationToken))!;
}
