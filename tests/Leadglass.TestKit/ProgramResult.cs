namespace Leadglass.TestKit;

/// <summary>What a program that ran to its end left behind.</summary>
/// <param name="ExitCode">Its exit code.</param>
/// <param name="Output">What it wrote to standard output.</param>
/// <param name="Errors">What it wrote to standard error.</param>
/// <param name="Elapsed">From start to end.</param>
public sealed record ProgramResult(int ExitCode, string Output, string Errors, TimeSpan Elapsed)
{
    /// <summary>What it wrote, wherever it wrote it: many programs report on standard error what others report on standard output.</summary>
    public string AllOutput => Output + Errors;
}
