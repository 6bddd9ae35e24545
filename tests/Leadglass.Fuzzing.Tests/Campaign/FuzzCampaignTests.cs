using System.Security.Cryptography;
using Leadglass.Findings;
using Leadglass.Fuzzing.Campaign;
using Leadglass.Fuzzing.Execution;
using Leadglass.Fuzzing.Mutation;
using Leadglass.Fuzzing.Seeds;
using Leadglass.Fuzzing.Triage;
using Leadglass.TestKit;

namespace Leadglass.Fuzzing.Tests.Campaign;

public sealed class FuzzCampaignTests : IDisposable
{
    private const string Tool = "leadglass test";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Run_PlantedBugs_AreAllFoundMinimisedAndExplained()
    {
        var (result, folder) = await RunAsync(Planted(4000));

        Assert.Empty(result.State.UnhealthySeeds);
        Assert.Equal(
            [
                (FailureKind.Crash, "SIGSEGV"), (FailureKind.Crash, "assertion at image.c:162"), (FailureKind.Hang, "no end within the time"),
                (FailureKind.Resources, "more resident memory than the limit"), (FailureKind.UndeclaredExit, "exit code 77"),
            ],
            result.State.Defects.Select(static defect => (defect.Kind, defect.Site)).OrderBy(static defect => defect.Kind).ThenBy(static defect => defect.Site, StringComparer.Ordinal));
        Assert.All(result.State.Defects, static defect => Assert.Equal((3, 3), (defect.Reproduced, defect.Repeated)));
        Assert.All(result.State.Defects, defect => Assert.Equal(defect.Sha256, Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(folder.ReproducerOf(defect))))));

        // Of the assertion's file nothing has to be left but the ten bytes that the reader looks for.
        var assertion = result.State.Defects.Single(static defect => defect.Cwe == 617);
        Assert.InRange(assertion.Length, 10, 60);
        Assert.Contains("Rows", assertion.Explanation, StringComparison.Ordinal);
        Assert.Contains("65535", assertion.Explanation, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_TheSameSeedTwice_FindsTheSame()
    {
        var (first, _) = await RunAsync(Planted(600), "first");
        var (second, _) = await RunAsync(Planted(600), "second");

        Assert.NotEmpty(first.State.Defects);
        Assert.Equal(first.State.Defects.Select(Told), second.State.Defects.Select(Told));
        Assert.Equal(first.State.Operators, second.State.Operators);

        static string Told(Defect defect) => $"{defect.Id} {defect.FirstCase} {defect.Count} {defect.Sha256} {defect.Explanation}";
    }

    [Fact]
    public async Task Run_GoneOnWith_IsTheCampaignThatWasNeverEnded()
    {
        var (whole, _) = await RunAsync(Planted(60), "whole");

        var (first, folder) = await RunAsync(Planted(25), "parts");
        using var second = Campaign(Planted(60), folder, new PlantedReader());
        Assert.Null(second.Objection(folder.Read()!));
        var result = await second.RunAsync(folder.Read(), null, TestContext.Current.CancellationToken);

        Assert.Equal(25, first.State.Cases);
        Assert.Equal(whole.State.Operators, result.State.Operators);
    }

    [Fact]
    public async Task Run_DiskFillsUp_EndsEveryWorkerAndKeepsAStateThatSaysSo()
    {
        var options = Planted(null) with { Jobs = 2 };
        var folder = new CampaignFolder(_folder.File("full"));
        using var campaign = Campaign(options, folder, new FullDisk(room: SeedCorpus.All.Count + 20));

        await Assert.ThrowsAsync<IOException>(() => campaign.RunAsync(null, null, TestContext.Current.CancellationToken));

        Assert.Contains("cut off", folder.Read()!.Interruption, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Retest_RepairedProgram_SaysThatTheDefectsAreGone()
    {
        var (result, folder) = await RunAsync(Planted(4000));
        Assert.Equal(5, result.State.Defects.Count);

        var same = await Retest.RunAsync(result.State, folder, new PlantedReader(), 2, TestContext.Current.CancellationToken);
        var repaired = await Retest.RunAsync(result.State, folder, new FullDisk(room: int.MaxValue), 2, TestContext.Current.CancellationToken);

        Assert.Equal(ExitCode.Findings, new ExitPolicy().Decide(CampaignReport.Build("fuzz triage", same, embargo: false)));
        var report = CampaignReport.Build("fuzz triage", repaired, embargo: false);
        Assert.Equal(5, report.Findings.Count(static finding => finding is { Verdict: Verdict.Pass, Evidence: [var line, ..] } && line.StartsWith("Gone", StringComparison.Ordinal)));
        Assert.Equal(ExitCode.Clean, new ExitPolicy().Decide(report));
    }

    [RealPeerFact("sh")]
    public async Task Objection_AnotherSeedCommandOrProgram_IsNamed()
    {
        var target = _folder.WriteScript("target", "#!/bin/sh\nexit 1\n");
        var (result, folder) = await RunAsync(Options(target) with { Cases = 1 });

        Assert.Contains("its seed is", Object(Options(target) with { Seed = 99 }), StringComparison.Ordinal);
        Assert.Contains("corpus", Object(Options(target) with { Seeds = [SeedCorpus.All[1]] }), StringComparison.Ordinal);
        await File.AppendAllTextAsync(target, "# rebuilt\n", TestContext.Current.CancellationToken);
        Assert.Contains("the program has changed", Object(Options(target)), StringComparison.Ordinal);

        string? Object(CampaignOptions options)
        {
            using var campaign = Campaign(options, folder, null);
            return campaign.Objection(result.State);
        }
    }

    [RealPeerFact("sh")]
    public async Task Run_ProgramThatDiesOnEverything_IsNotTested()
    {
        var (result, _) = await RunAsync(Options(_folder.WriteScript("dies", "#!/bin/sh\nkill -SEGV $$\n")) with { Cases = 10 });
        var report = CampaignReport.Build("fuzz file", result, embargo: false);

        Assert.Equal(0, result.State.Cases);
        Assert.Contains("fails on every seed", result.NotStarted, StringComparison.Ordinal);
        Assert.All(report.Findings, static finding => Assert.Equal(Verdict.NotTested, finding.Verdict));
        Assert.Equal(ExitCode.Incomplete, new ExitPolicy().Decide(report));
    }

    [RealPeerFact("sh")]
    public async Task Report_NothingFound_PassesAndSaysWhatWasNotTested()
    {
        var options = Options(_folder.WriteScript("refuses", "#!/bin/sh\nexit 1\n")) with { Cases = 40 };
        var (result, _) = await RunAsync(options);
        var report = CampaignReport.Build("fuzz file", result, embargo: false);

        Assert.Equal(["LG-FUZ-001", "LG-FUZ-002", "LG-FUZ-003", "LG-FUZ-004"], report.Findings.Where(static finding => finding.Verdict == Verdict.Pass).Select(static finding => finding.Rule.Id));
        Assert.Equal(ExitCode.Clean, new ExitPolicy().Decide(report));
        Assert.Contains(Evidence.Of(result.State, options.Seeds, embargo: false).NotTested, static line => line.Contains("code coverage", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Report_UnderEmbargo_HasNothingToMakeAReproducerFrom()
    {
        var options = Planted(1000) with { Seed = 20260315 };
        var (result, folder) = await RunAsync(options);
        Assert.NotEmpty(result.State.Defects);
        folder.Write(Evidence.Of(result.State, options.Seeds, embargo: true));
        using var text = new StringWriter();
        foreach (var format in Enum.GetValues<ReportFormat>())
            ReportWriter.Write(CampaignReport.Build("fuzz file", result, embargo: true), format, text, new ReportOptions { All = true });
        var published = text + await File.ReadAllTextAsync(Path.Combine(folder.Path, "evidence.json"), TestContext.Current.CancellationToken);

        Assert.DoesNotContain("20260315", published, StringComparison.Ordinal);
        foreach (var defect in result.State.Defects)
        {
            Assert.Contains(defect.Sha256, published, StringComparison.Ordinal);
            Assert.DoesNotContain(defect.Explanation, published, StringComparison.Ordinal);
            Assert.DoesNotContain(defect.Site, published, StringComparison.Ordinal);
            Assert.DoesNotContain($"{defect.Id}.dcm", published, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Report_InEveryFormat_HasWhatAReviewerAsksFor()
    {
        var (result, _) = await RunAsync(Planted(1000));
        var report = CampaignReport.Build("fuzz report", result, embargo: false);

        foreach (var format in (ReportFormat[])[ReportFormat.Terminal, ReportFormat.Markdown, ReportFormat.Html, ReportFormat.Json])
        {
            using var writer = new StringWriter();
            ReportWriter.Write(report, format, writer, new ReportOptions { All = true });
            // Without markup: what a format has to escape differs, words and numbers do not.
            var text = writer.ToString();
            foreach (var wanted in (string[])["1000 cases", "fuzz replay reproducers/", "CWE-617", "image-tuple", "not known", $"campaign seed {result.State.Seed}"])
                Assert.True(text.Replace("\\", "", StringComparison.Ordinal).Contains(wanted, StringComparison.Ordinal), $"{format}: {wanted}");
        }
    }

    private CampaignOptions Planted(long? cases) => Options(_folder.Write("planted", "stands in for a program")) with { Cases = cases };

    private static CampaignOptions Options(string target) => new()
    {
        Target = CampaignTarget.Of(new CommandTarget(target, ["@@"])),
        DeclaredExits = [0, 1],
        Seed = 3,
    };

    private static FuzzCampaign Campaign(CampaignOptions options, CampaignFolder folder, IExecutor? executor) =>
        new(options, new CaseMaker(options.Seed, options.Seeds), limits => executor ?? new CommandExecutor(new CommandTarget(options.Target.Program, options.Target.Arguments), limits, TimeProvider.System),
            folder, Tool, TimeProvider.System);

    private async Task<(CampaignResult Result, CampaignFolder Folder)> RunAsync(CampaignOptions options, string name = "campaign")
    {
        var folder = new CampaignFolder(_folder.File(name));
        // What stands in for a program is no program.
        using var campaign = Campaign(options, folder, Path.GetFileName(options.Target.Program) == "planted" ? new PlantedReader() : null);
        return (await campaign.RunAsync(null, null, TestContext.Current.CancellationToken), folder);
    }
}
