using System.Text.Json.Nodes;
using Leadglass.TestKit;

namespace Leadglass.EndToEnd.Tests;

/// <summary>Runs the program as a user does.</summary>
internal static class Product
{
    /// <summary>Runs <c>leadglass</c> and returns what it printed.</summary>
    public static Task<ProgramResult> RunAsync(params string[] arguments) =>
        ExternalProgram.RunAsync(
            Path.Combine(AppContext.BaseDirectory, OperatingSystem.IsWindows() ? "leadglass.exe" : "leadglass"), arguments, TestContext.Current.CancellationToken);

    /// <summary>Runs <c>leadglass check</c> and reads its JSON.</summary>
    public static Task<CheckResult> CheckAsync(params string[] arguments) => ReadAsync(["check", .. arguments, "--delay", "0"]);

    /// <summary>Runs <c>leadglass tls server</c> and reads its JSON.</summary>
    public static Task<CheckResult> TlsServerAsync(params string[] arguments) => ReadAsync(["tls", "server", .. arguments]);

    private static async Task<CheckResult> ReadAsync(string[] arguments)
    {
        var result = await RunAsync([.. arguments, "--format", "json"]);
        Assert.True(result.ExitCode is 0 or 1, $"exit {result.ExitCode}: {result.Errors}");
        return new CheckResult(result.ExitCode, JsonNode.Parse(result.Output)!);
    }
}
