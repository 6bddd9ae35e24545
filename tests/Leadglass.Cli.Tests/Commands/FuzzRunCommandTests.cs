using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Leadglass.Findings;
using Leadglass.TestKit;

namespace Leadglass.Cli.Tests.Commands;

public sealed class FuzzRunCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Run_EverythingWrong_IsReportedAtOnceWithItsLine()
    {
        var file = _folder.Write("campaign.yaml",
            """
            kind: file
            program: [cat, "@@"]
            cases: 60
            seeed: 3
            embargo: perhaps
            jobs: many
            stop:
              cases: 0x10
              hours: soon
            limits:
              timeout: 5 seconds
              memroy: 64
            statement:
              testers: nobody
            scope:
              - threat: T-1
            output: {folder: here}
            """);

        var result = (await Cli.RunAsync("fuzz", "run", file)).Ended(ExitCode.Usage);

        foreach (var wrong in new[]
        {
            ":3: 'cases' is not known to kind file; did you mean 'stop.cases'?", ":4: 'seeed' is not known to kind file; did you mean 'seed'?", ":5: 'embargo' must be true or false",
            ":6: 'jobs' must be a whole number", ":8: 'stop.cases' must be a whole number", ":9: 'hours' must be a number", ":11: 'limits.timeout': 5 seconds is no time",
            ":12: 'limits.memroy' is not known to kind file; did you mean 'limits.memory'?", ":14: 'testers' is not known", ":16: a line of 'scope' names no interface", ":17: 'output' must be a text",
        })
            Assert.Contains($"{file}{wrong}", result.Error, StringComparison.Ordinal);
        Assert.Equal(11, result.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
    }

    [Theory]
    [InlineData("kind: flie\nprogram: cat @@\n", ":1: 'flie' is no kind of campaign that this version runs; did you mean 'file'?")]
    [InlineData("program: cat @@\n", "'kind' is missing: file, scp, scu, dotnet")]
    [InlineData("- a list\n", "not a campaign file")]
    [InlineData("", "not a campaign file")]
    [InlineData("kind: file\nkind: scp\nprogram: cat @@\n", ":2: 'kind' is there twice")]
    [InlineData("kind: &a file\nprogram: *a\n", ":2: 'program' must be a text")]
    [InlineData("kind: file\nprogram: [cat, \"@@\"\nseed: 1\n", "campaign.yaml:")]
    [InlineData("kind: file\nprogram: cat @@\n---\nkind: scp\n", "a second document")]
    [InlineData("kind: scp\n", "'target' is missing")]
    [InlineData("kind: scp\ntarget: --tls\n", ":2: 'target' must not begin with -")]
    [InlineData("kind: file\nprogram: cat @@\nstop: {hours: 1, duration: 5m}\n", ":3: 'stop' has 'hours' and 'duration'")]
    public async Task Run_FileThatIsNoCampaign_SaysWhy(string yaml, string wrong) =>
        Assert.Contains(wrong, (await Cli.RunAsync("fuzz", "run", _folder.Write("campaign.yaml", yaml))).Ended(ExitCode.Usage).Error, StringComparison.Ordinal);

    [Fact]
    public async Task Run_NoSuchFile_IsNamed() =>
        Assert.Contains("no-such.yaml", (await Cli.RunAsync("fuzz", "run", _folder.File("no-such.yaml"))).Ended(ExitCode.Usage).Error, StringComparison.Ordinal);

    [Fact]
    public async Task Run_WhatTheCommandRefuses_IsRefused()
    {
        var file = _folder.Write("campaign.yaml", "kind: scp\ntarget: 127.0.0.1:104\ncalled: SEVENTEEN_LETTERS\n");

        Assert.Contains("an AE title has 1 to 16", (await Cli.RunAsync("fuzz", "run", file)).Ended(ExitCode.Usage).Error, StringComparison.Ordinal);
    }

    [RealPeerFact("cat")]
    public async Task Run_DryRun_SaysWhatTheCommandSays()
    {
        var campaign = _folder.File("campaign");
        var file = _folder.Write("campaign.yaml", $"kind: file\nprogram: cat @@\nseed: 7\njobs: 3\nexits: [0, 1]\nembargo: true\noutput: {campaign}\nstop: {{cases: 90, hours: 0.5}}\nlimits: {{timeout: 2s, memory: 300}}\n");

        var fromFile = (await Cli.RunAsync("fuzz", "run", file, "--dry-run")).Ended(ExitCode.Clean);
        var typed = (await Cli.RunAsync(
            "fuzz", "file", "--dry-run", "--seed", "7", "--jobs", "3", "--exits", "0,1", "--embargo", "--output", campaign, "--cases", "90", "--duration", "30m", "--timeout", "2s", "--memory", "300", "--", "cat", "@@")).Ended(ExitCode.Clean);

        Assert.Equal(typed.Out, fromFile.Out);
        Assert.Contains("after 90 cases, 3 at once", fromFile.Out, StringComparison.Ordinal);
        Assert.False(Directory.Exists(campaign));
    }

    [RealPeerFact("sh openssl")]
    public async Task Run_Campaign_IsTraceableAndSigned()
    {
        var target = _folder.WriteScript("reader", "#!/bin/sh\n[ $(wc -c < \"$1\") -lt 300 ] && kill -ABRT $$\nexit 0\n");
        var campaign = _folder.File("campaign");
        var (key, open) = (_folder.File("key.pem"), _folder.File("public.pem"));
        using (var made = ECDsa.Create(ECCurve.NamedCurves.nistP256))
        {
            await File.WriteAllTextAsync(key, made.ExportPkcs8PrivateKeyPem(), TestContext.Current.CancellationToken);
            await File.WriteAllTextAsync(open, made.ExportSubjectPublicKeyInfoPem(), TestContext.Current.CancellationToken);
        }
        var file = _folder.Write("campaign.yaml",
            $$"""
            kind: file
            program: ["{{target}}", "@@"]
            output: {{campaign}}
            jobs: 1
            minimize: 20
            sign: {{key}}
            stop: {cases: 60}
            statement: {product: Reader <3>, version: "2.1", tester: A. Tester, organisation: Example, independence: another department}
            scope:
              - {interface: import folder, threat: TM-7, requirement: IEC 81001-5-1 5.7.3}
            """);

        (await Cli.RunAsync("fuzz", "run", file)).Ended(ExitCode.Findings);

        var evidence = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(campaign, "evidence.json"), TestContext.Current.CancellationToken))!;
        Assert.Equal("A. Tester", (string?)evidence["statement"]!["tester"]);
        Assert.Equal("TM-7", (string?)evidence["statement"]!["scope"]![0]!["threat"]);
        Assert.Equal("after 60 cases", (string?)evidence["stoppingRule"]);
        // A local file that somebody opens; the program ends: CVSS v3.1 §2.1 and §2.3.
        Assert.Equal("CVSS:3.1/AV:L/AC:L/PR:N/UI:R/S:U/C:N/I:N/A:H", (string?)evidence["defects"]![0]!["cvssDraft"]);
        // Explicit VR little endian is in every corpus (PS3.10 §7.1), and each meta header has a UI.
        Assert.Contains("1.2.840.10008.1.2.1", evidence["data"]!["transferSyntaxes"]!.AsArray().Select(static uid => (string?)uid));
        Assert.Contains("UI", evidence["data"]!["vrs"]!.AsArray().Select(static vr => (string?)vr));
        Assert.Equal(1, (long)evidence["growth"]![0]!["cases"]!);
        Assert.InRange((double)evidence["unseenShare"]!, 0, 1);
        var html = await File.ReadAllTextAsync(Path.Combine(campaign, "report.html"), TestContext.Current.CancellationToken);
        Assert.Contains("interface: import folder; threat: TM-7; requirement: IEC 81001-5-1 5.7.3", html, StringComparison.Ordinal);
        Assert.Contains("Reader &lt;3&gt;", html, StringComparison.Ordinal);

        var manifest = Path.Combine(campaign, "manifest.json");
        var listed = JsonNode.Parse(await File.ReadAllTextAsync(manifest, TestContext.Current.CancellationToken))!["files"]!.AsArray();
        Assert.Equal(
            Directory.EnumerateFiles(campaign, "*", SearchOption.AllDirectories).Select(found => Path.GetRelativePath(campaign, found)).Where(static name => !name.StartsWith("manifest.json", StringComparison.Ordinal)).Order(StringComparer.Ordinal),
            listed.Select(static entry => (string)entry!["name"]!));
        Assert.All(listed, entry => Assert.Equal(
            Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(Path.Combine(campaign, (string)entry!["name"]!)))), (string?)entry["sha256"]));
        Assert.Equal(0, await VerifyAsync(open, manifest));
        await File.AppendAllTextAsync(manifest, " ", TestContext.Current.CancellationToken);
        Assert.NotEqual(0, await VerifyAsync(open, manifest));
    }

    [Fact]
    public async Task Sign_KeyThatIsNone_IsRefusedBeforeAnythingRuns()
    {
        var file = _folder.Write("campaign.yaml", $"kind: file\nprogram: cat @@\noutput: {_folder.File("campaign")}\nsign: {_folder.Write("key.pem", "no key")}\n");

        Assert.Contains("not an ECDSA private key", (await Cli.RunAsync("fuzz", "run", file)).Ended(ExitCode.Usage).Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_folder.File("campaign")));
    }

    private static async Task<int> VerifyAsync(string key, string manifest) =>
        (await ExternalProgram.RunAsync("openssl", ["dgst", "-sha256", "-verify", key, "-signature", $"{manifest}.sig", manifest], TestContext.Current.CancellationToken)).ExitCode;
}
