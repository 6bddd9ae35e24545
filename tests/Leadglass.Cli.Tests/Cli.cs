namespace Leadglass.Cli.Tests;

/// <summary>Runs a command line in this process, as if typed into a pipe.</summary>
internal static class Cli
{
    private const int Seed = 7;

    public static Task<CliResult> RunAsync(params string[] arguments) => RunUntilAsync(TestContext.Current.CancellationToken, arguments);

    /// <summary>Runs a command line until it ends, or until somebody presses Ctrl-C.</summary>
    public static async Task<CliResult> RunUntilAsync(CancellationToken cancellation, params string[] arguments)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var surroundings = new Surroundings { Out = output, Error = error, Random = new Random(Seed) };
        var exitCode = await LeadglassCommand.RunAsync(arguments, surroundings, cancellation);
        return new CliResult(exitCode, output.ToString(), error.ToString());
    }

    /// <summary>Runs <c>leadglass check</c> without pauses.</summary>
    public static Task<CliResult> CheckAsync(params string[] arguments) => RunAsync(["check", "--delay", "0", .. arguments]);
}
