using System.Security.Cryptography;
using Leadglass.Findings;
using Leadglass.Fuzzing.Campaign;
using Leadglass.Fuzzing.Execution;
using Leadglass.Fuzzing.Seeds;
using Leadglass.Fuzzing.Triage;
using Leadglass.TestKit;

namespace Leadglass.Fuzzing.Tests.Campaign;

public sealed class FileCampaignTests : IDisposable
{
    private const string Tool = "leadglass test";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [RealPeerFact(PlantedTarget.Programs)]
    public async Task Run_PlantedBugs_AreAllFoundMinimisedAndExplained()
    {
        var (result, folder) = await RunAsync(Options(PlantedTarget.WriteTo(_folder)) with { Cases = 800 });

        Assert.Empty(result.UnhealthySeeds);
        Assert.Equal(
            [(FailureKind.Crash, "SIGSEGV"), (FailureKind.Crash, "assertion at image.c:162"), (FailureKind.Hang, "no end within the time"), (FailureKind.Resources, "memory was refused"), (FailureKind.UndeclaredExit, "exit code 77")],
            result.State.Defects.Select(static defect => (defect.Kind, defect.Site)).OrderBy(static defect => defect.Kind).ThenBy(static defect => defect.Site, StringComparer.Ordinal));
        Assert.All(result.State.Defects, static defect => Assert.False(defect.IsFlaky, $"{defect}"));
        Assert.All(result.State.Defects, defect => Assert.Equal(defect.Sha256, Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(folder.ReproducerOf(defect.Id))))));

        // Of the assertion's file nothing has to be left but the ten bytes that the script looks for.
        var assertion = result.State.Defects.Single(static defect => defect.Cwe == 617);
        Assert.InRange(assertion.Length, 10, 60);
        Assert.Contains("Rows", assertion.Explanation, StringComparison.Ordinal);
        Assert.Contains("65535", assertion.Explanation, StringComparison.Ordinal);
    }

    [RealPeerFact(PlantedTarget.Programs)]
    public async Task Run_GoneOnWith_IsTheCampaignThatWasNeverEnded()
    {
        var target = _folder.WriteScript("refuses", "#!/bin/sh\nexit 1\n");
        var options = Options(target);
        var (whole, _) = await RunAsync(options with { Cases = 60 }, "whole");

        var (first, folder) = await RunAsync(options with { Cases = 25 }, "parts");
        using var second = new FileCampaign(options with { Cases = 60 }, folder, Tool, TimeProvider.System);
        Assert.Null(second.Objection(folder.Read()!));
        var result = await second.RunAsync(folder.Read(), null, TestContext.Current.CancellationToken);

        Assert.Equal(25, first.State.Cases);
        Assert.Equal(whole.State.Operators, result.State.Operators);
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
            using var campaign = new FileCampaign(options, folder, Tool, TimeProvider.System);
            return campaign.Objection(result.State);
        }
    }

    [RealPeerFact("sh")]
    public async Task Run_ProgramThatDiesOnEverything_IsNotTested()
    {
        var (result, _) = await RunAsync(Options(_folder.WriteScript("dies", "#!/bin/sh\nkill -SEGV $$\n")) with { Cases = 10 });
        var report = CampaignReport.Build("dies", result, embargo: false, default, default);

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
        var report = CampaignReport.Build("refuses", result, embargo: false, default, default);

        Assert.Equal(["LG-FUZ-001", "LG-FUZ-002", "LG-FUZ-003", "LG-FUZ-004"], report.Findings.Where(static finding => finding.Verdict == Verdict.Pass).Select(static finding => finding.Rule.Id));
        Assert.Equal(ExitCode.Clean, new ExitPolicy().Decide(report));
        Assert.Contains(Evidence.Of(options, result, embargo: false, default, default).NotTested, static line => line.Contains("code coverage", StringComparison.Ordinal));
    }

    [RealPeerFact(PlantedTarget.Programs)]
    public async Task Report_UnderEmbargo_HasNothingToMakeAReproducerFrom()
    {
        var options = Options(PlantedTarget.WriteTo(_folder)) with { Cases = 200, Seed = 20260315 };
        var (result, folder) = await RunAsync(options);
        Assert.NotEmpty(result.State.Defects);
        folder.Write(Evidence.Of(options, result, embargo: true, default, default));
        using var text = new StringWriter();
        foreach (var format in Enum.GetValues<ReportFormat>())
            ReportWriter.Write(CampaignReport.Build("planted", result, embargo: true, default, default), format, text, new ReportOptions { All = true });
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

    private static CampaignOptions Options(string target) => new()
    {
        Target = CommandTarget.TryRead([target, "@@"], out _)!,
        DeclaredExits = [0, 1],
        Seed = 3,
        MinimizeBudget = 250,
        Limits = new ExecutionLimits { Wall = TimeSpan.FromSeconds(10), CpuSeconds = 1, Memory = 256 << 20 },
    };

    private async Task<(CampaignResult Result, CampaignFolder Folder)> RunAsync(CampaignOptions options, string name = "campaign")
    {
        var folder = new CampaignFolder(Path.Combine(_folder.Path, name));
        using var campaign = new FileCampaign(options, folder, Tool, TimeProvider.System);
        return (await campaign.RunAsync(null, null, TestContext.Current.CancellationToken), folder);
    }
}
