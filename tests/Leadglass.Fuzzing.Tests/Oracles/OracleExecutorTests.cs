using System.Text;
using Leadglass.Dicom.Data;
using Leadglass.Dicom.Dictionary;
using Leadglass.Dicom.Files;
using Leadglass.Fuzzing.Campaign;
using Leadglass.Fuzzing.Execution;
using Leadglass.Fuzzing.Mutation;
using Leadglass.Fuzzing.Oracles;
using Leadglass.Fuzzing.Seeds;
using Leadglass.Fuzzing.Triage;
using Leadglass.TestKit;

namespace Leadglass.Fuzzing.Tests.Oracles;

/// <summary>Each oracle against a small program that has the bug, and against one that only looks like it.</summary>
public sealed class OracleExecutorTests : IDisposable
{
    // The first value of the file, whatever it is: a program with a bug takes it for a path, a command or a number.
    private const string Value = "value=$(LC_ALL=C sed -n 's/.*value:\\([^|]*\\)|.*/\\1/p' \"$1\")";

    // A shell keeps what it captures.
    private const string Hundred = "x=$(head -c 100000000 /dev/zero | tr '\\0' x)";

    private static readonly ExecutionLimits Patient = new() { AddressSpace = false, Wall = TimeSpan.FromMinutes(2), CpuSeconds = 100 };

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [RealPeerFact("sh sed")]
    public async Task Files_ValueThatLeadsUpwards_IsSeen()
    {
        var failure = await LookAsync("[ -n \"$value\" ] && : > \"$value\"", OracleCatalogue.Files, "../../../../leadglass-canary");

        Assert.Equal((FailureKind.StrayFile, 73), (failure!.Kind, failure.Cwe));
        Assert.Contains("upwards", failure.Site, StringComparison.Ordinal);
    }

    [RealPeerFact("sh sed")]
    public async Task Files_AbsolutePathOfACase_LeadsIntoTheTreeAndIsSeen()
    {
        var failure = await LookAsync("[ -n \"$value\" ] && : > \"$value\"", OracleCatalogue.Files, Canaries.AbsolutePath);

        Assert.Equal(FailureKind.StrayFile, failure!.Kind);
        Assert.Contains("absolute", failure.Site, StringComparison.Ordinal);
        Assert.False(Path.Exists(Canaries.AbsolutePath));
    }

    [RealPeerFact("sh sed mktemp")]
    public async Task Files_WorkingFolderHomeAndTemporaryFiles_AreTheProgramsOwn() =>
        Assert.Null(await LookAsync(": > report; : > \"$HOME/.settings\"; mktemp > /dev/null; mkdir -p a/b; : > a/b/c", OracleCatalogue.Files, "../x"));

    [RealPeerFact("sh sed")]
    public async Task Files_PlaceThatTheProgramIsToldOf_IsUsualWhenItWritesThereWithSeedsToo() =>
        Assert.Null(await LookAsync(": > \"../$(wc -c < \"$1\")\"", OracleCatalogue.Files, "anything"));

    [RealPeerTheory("sh sed")]
    [InlineData("sh -c \"echo $value\"", "$(>leadglass-ran)`>leadglass-ran`")]
    [InlineData("sh -c \"echo $value\"", ";>leadglass-ran;")]
    [InlineData("sh -c \"echo '$value'\"", "';>leadglass-ran;'")]
    public async Task Commands_ValueInACommandLine_IsSeen(string bug, string value)
    {
        var failure = await LookAsync(bug, OracleCatalogue.Commands, value);

        Assert.Equal((FailureKind.CommandExecuted, 78), (failure!.Kind, failure.Cwe));
    }

    [RealPeerFact("sh sed")]
    public async Task Commands_ValueThatIsOnlyPrinted_IsNone() =>
        Assert.Null(await LookAsync("echo \"$value\" > printed", OracleCatalogue.Commands, "$(>leadglass-ran)`>leadglass-ran`;>leadglass-ran"));

    [RealPeerFact("sh sed head tr")]
    public async Task Memory_HundredMegabytesForAFewBytes_IsSeen()
    {
        var failure = await LookAsync($"[ -z \"$value\" ] || {Hundred}", OracleCatalogue.Memory, "much");

        Assert.Equal((FailureKind.Amplification, 789), (failure!.Kind, failure.Cwe));
    }

    [RealPeerFact("sh sed head tr")]
    public async Task Memory_ProgramThatAlwaysTakesAsMuch_IsNone() =>
        Assert.Null(await LookAsync(Hundred, OracleCatalogue.Memory, "much"));

    /// <summary>What else the machine does can hide growth, and never makes it up: one look of four has to see it.</summary>
    [RealPeerFact("sh sed tr wc")]
    public async Task Time_QuadraticWork_IsSeen()
    {
        Failure? failure = null;
        for (var look = 0; look < 4 && failure is null; look++)
            failure = await LookAsync(Busy("letters * letters / 800"), OracleCatalogue.Time, new string('A', 16_000));

        Assert.Equal((FailureKind.SuperlinearTime, 407), (failure!.Kind, failure.Cwe));
    }

    [RealPeerFact("sh sed tr wc")]
    public async Task Time_LinearWork_IsNoneHoweverSlow() =>
        Assert.Null(await LookAsync(Busy("letters * 20"), OracleCatalogue.Time, new string('A', 16_000)));

    // The script stands for a program whose output holds what malloc gave it: the fill is all that it writes.
    [RealPeerTheory("sh sed")]
    [InlineData("echo \"$MALLOC_PERTURB_\"", "standard output")]
    [InlineData("echo \"$MALLOC_PERTURB_\" > thumbnail", "a file")]
    public async Task Uninitialised_OutputThatFollowsTheFill_IsSeen(string bug, string where)
    {
        var failure = await LookAsync($"[ -n \"$value\" ] && {bug}; exit 0", OracleCatalogue.Uninitialised, "x");

        Assert.Equal((FailureKind.UninitialisedOutput, 908), (failure!.Kind, failure.Cwe));
        Assert.StartsWith(where, failure.Site, StringComparison.Ordinal);
    }

    [RealPeerTheory("sh sed")]
    [InlineData("echo the same")]
    [InlineData("echo \"$$ $MALLOC_PERTURB_\"")]    // its number differs on every run: nothing can be said
    public async Task Uninitialised_OutputThatDoesNot_IsNone(string program) => Assert.Null(await LookAsync(program, OracleCatalogue.Uninitialised, "x"));

    [RealPeerFact("sh sed")]
    public async Task Disagreement_OneRefusesWhatTheOtherAccepts_IsSeenWithItsReason()
    {
        var strict = _folder.WriteScript("strict", $"#!/bin/sh\n{Value}\n[ -z \"$value\" ] || {{ echo 'value 7 is not allowed' >&2; exit 1; }}\n");
        var failure = await LookAsync("exit 0", OracleCatalogue.Disagreement, "x", new CommandTarget(strict, ["@@"]));

        Assert.Equal((FailureKind.Disagreement, "accepts what strict refuses: value is not allowed", 436), (failure!.Kind, failure.Site, failure.Cwe));
    }

    [RealPeerTheory("sh sed")]
    [InlineData("exit 0")]
    [InlineData("kill -SEGV $$")]   // its crash is no opinion
    public async Task Disagreement_OtherThatAgreesOrCrashes_IsNone(string other) =>
        Assert.Null(await LookAsync("exit 0", OracleCatalogue.Disagreement, "x", new CommandTarget(_folder.WriteScript("other", $"#!/bin/sh\n{other}\n"), ["@@"])));

    [RealPeerFact("sh sed")]
    public async Task Objection_ProgramsThatDoNotAgreeOnASeed_NamesIt()
    {
        var refusing = new CommandTarget(_folder.WriteScript("refusing", "#!/bin/sh\nexit 1\n"), ["@@"]);
        using var executor = Executor("exit 0", OracleCatalogue.Disagreement, refusing);

        Assert.Contains(SeedCorpus.All[0].Name, await executor.ObjectionAsync(Seeds, TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [RealPeerFact("sh sed")]
    public async Task Campaign_EveryOracle_IsInTheEvidenceAndNoLongerAmongWhatWasNotTested()
    {
        var program = new CommandTarget(_folder.WriteScript("target", "#!/bin/sh\nexit 0\n"), ["@@"]);
        var options = new CampaignOptions { Target = CampaignTarget.Of(program), Seeds = Seeds, Cases = 3, Oracles = OracleChoice.Usual };
        using var campaign = new FuzzCampaign(
            options, new CaseMaker(1, Seeds), limits => new OracleExecutor(program, limits, options.Oracles, Seeds, [], TimeProvider.System), new CampaignFolder(_folder.File("campaign")), "leadglass test", TimeProvider.System);
        var result = await campaign.RunAsync(null, null, TestContext.Current.CancellationToken);
        var evidence = Evidence.Of(result.State, Seeds, embargo: false);

        Assert.Equal(["commands", "files", "memory"], evidence.Oracles.Select(static line => line.Split(':')[0]).Order(StringComparer.Ordinal));
        Assert.DoesNotContain(evidence.NotTested, static line => line.StartsWith("files written", StringComparison.Ordinal) || line.StartsWith("commands", StringComparison.Ordinal));
        Assert.Contains(evidence.NotTested, static line => line.StartsWith("processor time", StringComparison.Ordinal));
        Assert.Equal(
            ["LG-FUZ-005", "LG-FUZ-006", "LG-FUZ-007"],
            CampaignReport.Build("fuzz file", result, embargo: false).Findings.Select(static finding => finding.Rule.Id).Where(static id => string.CompareOrdinal(id, "LG-FUZ-005") >= 0));
    }

    [Theory]
    [InlineData("/tmp/a", true)]
    [InlineData("/tmp/a-folder-whose-name-takes-more-than-there-is-room-for", false)]
    public void Aimed_Placeholder_IsReplacedByAPathOfItsLengthWhereThereIsRoom(string folder, bool fits)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "paths of POSIX");
        var aimed = Encoding.ASCII.GetString(Canaries.Aimed(Encoding.ASCII.GetBytes($"a{Canaries.AbsolutePath}b{Canaries.AbsolutePath}c"), folder).Span);

        Assert.Equal((2 * 64) + 3, aimed.Length);
        Assert.Equal(fits, aimed.StartsWith($"a{folder}/", StringComparison.Ordinal));
        Assert.EndsWith("/leadglass-canaryc", aimed, StringComparison.Ordinal);
        Assert.Equal(!fits, aimed.Contains("/dev/null", StringComparison.Ordinal));
    }

    private static IReadOnlyList<Seed> Seeds => [SeedCorpus.All[0]];

    /// <summary>A shell that is busy as often as an expression of the number of letters A in the file says.</summary>
    private static string Busy(string times) => $"letters=$(tr -dc A < \"$1\" | wc -c)\nn=$(({times}))\nwhile [ $n -gt 0 ]; do n=$((n - 1)); done";

    private OracleExecutor Executor(string script, string oracle, CommandTarget? beside) => new(
        new CommandTarget(_folder.WriteScript("target", $"#!/bin/sh\n{Value}\n{script}\n"), ["@@"]), Patient, new OracleChoice([oracle], beside), Seeds, [], TimeProvider.System);

    /// <summary>What an oracle says of a program on a file with a value.</summary>
    private async Task<Failure?> LookAsync(string script, string oracle, string value, CommandTarget? beside = null)
    {
        using var file = DicomFile.Read(ByteSource.From(Seeds[0].Bytes), DataSetLimits.Default);
        var edit = new DicomFileEdit(file);
        // The scripts look for what stands between two marks.
        edit.DataSet.ReplaceValue(file.DataSet.Find(Tags.PatientId)!.Value, Encoding.ASCII.GetBytes($"value:{value}|"));
        using var stream = new MemoryStream();
        edit.WriteTo(stream);
        using var executor = Executor(script, oracle, beside);
        var run = await executor.RunAsync(stream.ToArray(), TestContext.Current.CancellationToken);
        Assert.NotEqual(RunEnding.NotStarted, run.Ending);
        return run.Failure;
    }
}
