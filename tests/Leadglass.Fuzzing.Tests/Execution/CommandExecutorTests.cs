using Leadglass.Fuzzing.Execution;
using Leadglass.TestKit;

namespace Leadglass.Fuzzing.Tests.Execution;

public sealed class CommandExecutorTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [RealPeerFact("sh")]
    public async Task Run_ProgramThatRefuses_ReportsItsExitCodeAndWords()
    {
        var run = await RunAsync("echo 'no DICOM' >&2; exit 3");

        Assert.Equal((RunEnding.Exited, 3), (run.Ending, run.Code));
        Assert.Equal("no DICOM", run.Errors.Trim());
    }

    [RealPeerTheory("sh")]
    [InlineData("SEGV", 11)]
    [InlineData("ABRT", 6)]
    [InlineData("FPE", 8)]
    public async Task Run_ProgramThatASignalEnds_ReportsTheSignal(string name, int number)
    {
        var run = await RunAsync($"kill -{name} $$");

        Assert.Equal((RunEnding.Signalled, number), (run.Ending, run.Code));
    }

    /// <summary>What a program said counts, also where something that it started holds its standard error open.</summary>
    [RealPeerFact("sh setsid")]
    public async Task Run_ProgramWhoseChildLivesOn_ItsWordsAreKept()
    {
        var run = await RunAsync("setsid sleep 3 & echo 'last words' >&2; exit 3");

        Assert.Equal((3, "last words"), (run.Code, run.Errors.Trim()));
    }

    /// <summary>Removes the tree that it runs in, or makes folders deeper than a path can say: the next run is one like any other.</summary>
    [RealPeerTheory("sh mkdir rm")]
    [InlineData("rm -rf ../../../../../*")]
    [InlineData("i=0; while [ $i -lt 600 ]; do mkdir longfoldername && cd longfoldername; i=$((i+1)); done")]
    public async Task Run_ProgramThatSpoilsItsFolder_EndsAsAnyOther(string script)
    {
        var run = await RunAsync($"{script}; exit 4");

        Assert.Equal((RunEnding.Exited, 4), (run.Ending, run.Code));
    }

    [RealPeerFact("sh")]
    public async Task Run_TheFile_IsWhatTheProgramReads()
    {
        var run = await RunAsync("cat \"$1\" >&2", limits: null, "broken bytes"u8.ToArray());

        Assert.Equal("broken bytes", run.Errors);
    }

    [RealPeerFact("sh")]
    public async Task Run_ProgramThatNeverEnds_IsKilledWithWhatItStarted()
    {
        var run = await RunAsync("sleep 1000 & wait", new ExecutionLimits { Wall = TimeSpan.FromMilliseconds(300) });

        Assert.Equal(RunEnding.TimedOut, run.Ending);
    }

    [RealPeerFact("sh")]
    public async Task Run_ProgramThatIsBusyWithoutEnd_IsEndedByItsProcessorTime()
    {
        var run = await RunAsync("while :; do :; done", new ExecutionLimits { CpuSeconds = 1, Wall = TimeSpan.FromMinutes(5) });

        // SIGXCPU, not SIGKILL: that would be taken for memory that ran out.
        Assert.Equal((RunEnding.Signalled, 24), (run.Ending, run.Code));
    }

    [RealPeerFact("sh tail")]
    public async Task Run_ProgramThatTakesMemory_IsKilledAtTheLimit()
    {
        var run = await RunAsync("exec tail /dev/zero", new ExecutionLimits { AddressSpace = false, Memory = 64 << 20, Wall = TimeSpan.FromMinutes(5), CpuSeconds = 300 });

        Assert.Equal(RunEnding.OverMemory, run.Ending);
        Assert.True(run.PeakMemory > 64 << 20);
    }

    [RealPeerFact("sh tail")]
    public async Task Run_ProgramThatAsksForAddressSpace_IsRefusedIt()
    {
        var run = await RunAsync("exec tail /dev/zero", new ExecutionLimits { Memory = 64 << 20, Wall = TimeSpan.FromMinutes(5), CpuSeconds = 300 });

        Assert.Equal(RunEnding.Exited, run.Ending);
        Assert.Contains("memory exhausted", run.Errors, StringComparison.Ordinal);
    }

    [RealPeerFact("sh yes")]
    public async Task Run_ProgramThatChatters_IsDrainedAndCut()
    {
        var run = await RunAsync("yes 2>&1 | head -c 10000000 >&2");

        Assert.Equal(RunEnding.Exited, run.Ending);
        Assert.Equal(64 * 1024, run.Errors.Length);
    }

    [Fact]
    public void TryRead_CommandsThatCannotWork_SayWhy()
    {
        Assert.Null(CommandTarget.TryRead([], takesFile: true, out var nothing));
        Assert.Contains("no program is given", nothing, StringComparison.Ordinal);
        Assert.Null(CommandTarget.TryRead(["sh", "-c"], takesFile: true, out var noFile));
        Assert.Contains("@@", noFile, StringComparison.Ordinal);
        Assert.Null(CommandTarget.TryRead(["no-such-program-here", "@@"], takesFile: true, out var missing));
        Assert.Contains("there is no such program", missing, StringComparison.Ordinal);
    }

    private async Task<RunResult> RunAsync(string script, ExecutionLimits? limits = null, byte[]? input = null)
    {
        var program = _folder.WriteScript("target", $"#!/bin/sh\n{script}\n");
        using var executor = new CommandExecutor(CommandTarget.TryRead([program, "@@"], takesFile: true, out _)!, limits ?? new ExecutionLimits { Wall = TimeSpan.FromMinutes(2) }, TimeProvider.System);
        return await executor.RunAsync(input ?? [], TestContext.Current.CancellationToken);
    }
}
