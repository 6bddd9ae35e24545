using System.Globalization;

namespace Leadglass.TestKit.Tests;

public sealed class ExternalProgramTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [RealPeerFact("sh")]
    public async Task RunAsync_ProgramEnds_GivesExitCodeAndBothOutputs()
    {
        var result = await ExternalProgram.RunAsync("sh", ["-c", "echo said; echo complained >&2; exit 7"], Cancellation);

        Assert.Equal((7, "said\n", "complained\n"), (result.ExitCode, result.Output, result.Errors));
    }

    [Fact]
    public void Start_NoSuchProgram_SaysSo() =>
        Assert.Contains("no-such-program", Assert.Throws<ProgramFailedException>(() => ExternalProgram.Start("no-such-program", [])).Message, StringComparison.Ordinal);

    [RealPeerFact("sh")]
    public async Task WritesAsync_ProgramEndsWithoutTheText_FailsWithWhatItWrote()
    {
        await using var program = ExternalProgram.Start("sh", ["-c", "echo 'address in use' >&2; exit 1"]);

        var failure = await Assert.ThrowsAsync<ProgramFailedException>(() => program.WritesAsync("ready", Cancellation));
        Assert.Contains("exit code 1", failure.Message, StringComparison.Ordinal);
    }

    [RealPeerFact("sh sleep")]
    public async Task DisposeAsync_ProgramHasStartedAnother_EndsBoth()
    {
        var program = ExternalProgram.Start("sh", ["-c", "sleep 600 & echo child $! started; wait"]);
        await program.WritesAsync("started", Cancellation);
        var child = int.Parse(program.Output.Split(' ')[1], CultureInfo.InvariantCulture);
        Assert.True(Directory.Exists($"/proc/{child}"));

        await program.DisposeAsync();

        while (IsRunning(child))
            await Task.Yield();
    }

    [Fact]
    public async Task StartServerAsync_ServerAlwaysEndsEarly_GivesUpAfterThreeAttempts()
    {
        var attempts = 0;
        await Assert.ThrowsAsync<ProgramFailedException>(() => ExternalProgram.StartServerAsync(
            1,
            _ =>
            {
                attempts++;
                return ExternalProgram.Start("false", []);
            },
            Cancellation));

        Assert.Equal(3, attempts);
    }

    [Fact]
    public void FindFree_SeveralPorts_AreDifferent()
    {
        var ports = LoopbackPorts.FindFree(8);

        Assert.Equal(8, ports.Distinct().Count());
    }

    [Fact]
    public void RealPeerFact_ProgramIsMissing_IsSkippedUnlessItMustBePresent()
    {
        var mustBePresent = Environment.GetEnvironmentVariable("CI") == "true";

        Assert.Equal(mustBePresent ? null : "Not installed: no-such-program", new RealPeerFactAttribute("no-such-program").Skip);
    }

    // A killed process that nobody has waited for yet is a zombie: it runs no more.
    private static bool IsRunning(int process)
    {
        try
        {
            return !File.ReadAllText($"/proc/{process}/stat").Contains(") Z ", StringComparison.Ordinal);
        }
        catch (IOException)
        {
            return false;
        }
    }
}
