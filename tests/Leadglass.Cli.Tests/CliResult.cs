namespace Leadglass.Cli.Tests;

/// <summary>What a command left behind.</summary>
internal sealed record CliResult(int ExitCode, string Out, string Error)
{
    public string[] ErrorLines => Error.Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Requires an exit code; shows what was said when it is another.</summary>
    public CliResult Ended(int exitCode)
    {
        Assert.True(exitCode == ExitCode, $"exit {ExitCode}\n{Out}\n{Error}");
        return this;
    }
}
