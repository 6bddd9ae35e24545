using System.Runtime.Versioning;
using System.Text;
using Leadglass.Fuzzing.Execution;
using Leadglass.Fuzzing.Managed;
using Leadglass.Fuzzing.Native;
using Leadglass.TestKit;

namespace Leadglass.Fuzzing.Tests.Native;

[SupportedOSPlatform("linux")]
public sealed class ForkServerExecutorTests(PlantedPrograms programs) : IClassFixture<PlantedPrograms>
{
    private static readonly ExecutionLimits Patient = new() { Wall = TimeSpan.FromMinutes(2) };

    /// <summary>Each way in: a file argument, standard input, shared memory.</summary>
    public static TheoryData<string> WaysIn => ["file", "standard input", "shared memory"];

    [RealPeerTheory("afl-clang-fast")]
    [MemberData(nameof(WaysIn))]
    public async Task Run_EachComparisonPassed_IsSomethingNewAndTheLastEndsIt(string wayIn)
    {
        using var executor = Start(wayIn, Patient);
        var coverage = new CoverageMap(executor.Blocks);

        foreach (var known in new[] { "aaa", "aaa" })
            await RunAsync(executor, known, coverage);
        Assert.False((await RunAsync(executor, "bbb", coverage)).IsNew);
        foreach (var closer in new[] { "Laa", "LGa" })
        {
            Assert.True((await RunAsync(executor, closer, coverage)).IsNew);
            Assert.False((await RunAsync(executor, closer, coverage)).IsNew);
        }
        for (var i = 0; i < 3; i++)
        {
            var run = (await RunAsync(executor, "LGZ", coverage)).Run;
            Assert.Equal((RunEnding.Signalled, 6), (run.Ending, run.Code));
        }
        Assert.Equal((RunEnding.Exited, 0), Short(await RunAsync(executor, "LGx", coverage)));
        Assert.Equal(0, executor.Restarts);
    }

    [RealPeerTheory("afl-clang-fast")]
    [MemberData(nameof(WaysIn))]
    public async Task Run_ExitCodeAndWords_AreThoseOfThisRun(string wayIn)
    {
        using var executor = Start(wayIn, Patient);

        Assert.Equal("said 65\n", (await RunAsync(executor, "EA")).Errors);
        Assert.Equal("said 66\n", (await RunAsync(executor, "EB")).Errors);
        Assert.Equal("", (await RunAsync(executor, "a")).Errors);
        var exit = await RunAsync(executor, "X");
        Assert.Equal((RunEnding.Exited, 7), (exit.Ending, exit.Code));
        Assert.Equal("said 67\n", (await RunAsync(executor, "EC")).Errors);
    }

    [RealPeerTheory("afl-clang-fast")]
    [MemberData(nameof(WaysIn))]
    public async Task Run_InputThatHangs_CostsItsTimeAndNotTheServer(string wayIn)
    {
        using var executor = Start(wayIn, Patient with { Wall = TimeSpan.FromMilliseconds(300) });

        for (var i = 0; i < 2; i++)
        {
            Assert.Equal(RunEnding.TimedOut, (await RunAsync(executor, "H")).Ending);
            Assert.Equal("said 65\n", (await RunAsync(executor, "EA")).Errors);
        }
        Assert.Equal(0, executor.Restarts);
    }

    [RealPeerFact("afl-clang-fast")]
    public async Task Run_InputThatTakesMemory_IsEndedAtTheLimit()
    {
        using var executor = Start("shared memory", Patient with { AddressSpace = false, Memory = 100 << 20 });

        var run = await RunAsync(executor, "M");

        Assert.Equal(RunEnding.OverMemory, run.Ending);
        Assert.True(run.PeakMemory > 100 << 20);
        Assert.Equal("said 65\n", (await RunAsync(executor, "EA")).Errors);
    }

    [RealPeerTheory("afl-clang-fast")]
    [MemberData(nameof(WaysIn))]
    public async Task Run_InputThatEndsTheServer_IsToldAndCostsARestart(string wayIn)
    {
        using var executor = Start(wayIn, Patient);

        var run = await RunAsync(executor, "P");

        Assert.Equal((RunEnding.Signalled, 9), (run.Ending, run.Code));
        Assert.Equal(1, executor.Restarts);
        Assert.Equal("said 65\n", (await RunAsync(executor, "EA")).Errors);
        Assert.Equal(1, executor.Restarts);
    }

    [RealPeerFact("afl-clang-fast")]
    public async Task Run_MoreRoundsThanOneChildTakes_GoOnInTheNext()
    {
        using var executor = Start("shared memory", Patient);

        // The program leaves its loop after 1000 rounds.
        for (var i = 0; i < 2500; i++)
            Assert.Equal((RunEnding.Exited, 0), Short(await RunAsync(executor, "LG")));
        Assert.Equal(0, executor.Restarts);
    }

    [RealPeerFact("afl-clang-fast")]
    public async Task Run_InputLongerThanSharedMemory_IsCut()
    {
        using var executor = Start("shared memory", Patient);

        var run = await executor.RunAsync(new byte[ForkServerExecutor.MostSharedInput + 1], TestContext.Current.CancellationToken);

        Assert.Equal((RunEnding.Exited, 0), (run.Ending, run.Code));
    }

    [RealPeerFact("afl-clang-fast")]
    public async Task Start_ProgramWithADictionary_PassesItOn()
    {
        using var executor = ForkServerExecutor.Start(PlantedPrograms.Target(programs.WithDictionary, "@@"), Patient, TimeProvider.System, TestContext.Current.CancellationToken);

        Assert.Equal(["4C454144474C415353", "FF01"], executor.Dictionary.Select(static token => Convert.ToHexString(token.Span)));
        Assert.Equal((RunEnding.Signalled, 6), Short(await RunAsync(executor, "LEADGLASS")));
    }

    [RealPeerFact("sh bash")]
    public void Start_ProgramWithoutAForkServer_SaysSoWithItsWords()
    {
        using var folder = new TemporaryFolder();
        var program = folder.WriteScript("reader", "#!/bin/sh\necho 'no licence' >&2\nexit 1\n");

        var failure = Assert.Throws<ForkServerException>(
            () => ForkServerExecutor.Start(PlantedPrograms.Target(program, "@@"), Patient, TimeProvider.System, TestContext.Current.CancellationToken));

        Assert.Contains("ended before its fork server had greeted", failure.Message, StringComparison.Ordinal);
        Assert.Contains("no licence", failure.Message, StringComparison.Ordinal);
    }

    [RealPeerFact("afl-clang-fast")]
    public void Of_ProgramsBuiltByAfl_AreRecognised()
    {
        Assert.Equal(new InstrumentedProgram(true, false, false), InstrumentedProgram.Of(programs.Forking));
        Assert.Equal(new InstrumentedProgram(true, true, true), InstrumentedProgram.Of(programs.Persistent));
        Assert.Equal(new InstrumentedProgram(false, false, false), InstrumentedProgram.Of(typeof(ForkServerExecutorTests).Assembly.Location.Replace(".dll", ".runtimeconfig.json", StringComparison.Ordinal)));
    }

    private static (RunEnding, int) Short((RunResult Run, bool IsNew) seen) => Short(seen.Run);

    private static (RunEnding, int) Short(RunResult run) => (run.Ending, run.Code);

    private static Task<RunResult> RunAsync(ForkServerExecutor executor, string input) => executor.RunAsync(Encoding.Latin1.GetBytes(input), TestContext.Current.CancellationToken);

    private static async Task<(RunResult Run, bool IsNew)> RunAsync(ForkServerExecutor executor, string input, CoverageMap coverage)
    {
        var run = await RunAsync(executor, input);
        return (run, coverage.Add(executor.Counters));
    }

    private ForkServerExecutor Start(string wayIn, ExecutionLimits limits) => ForkServerExecutor.Start(
        wayIn switch
        {
            "file" => PlantedPrograms.Target(programs.Forking, "@@"),
            "standard input" => PlantedPrograms.Target(programs.Forking),
            _ => PlantedPrograms.Target(programs.Persistent),
        }, limits, TimeProvider.System, TestContext.Current.CancellationToken);
}
