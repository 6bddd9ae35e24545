using System.Text.Json.Nodes;
using Leadglass.TestKit;

namespace Leadglass.Cli.Tests.Commands;

public sealed class OtherCommandTests
{
    [Fact]
    public async Task Explain_Rule_IsItsPage()
    {
        var page = (await Cli.RunAsync("explain", "lg-exp-021")).Ended(0).Out;

        Assert.StartsWith("LG-EXP-021", page, StringComparison.Ordinal);
        Assert.Contains("CWE-306", page, StringComparison.Ordinal);
        Assert.Contains("PS3.4", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Explain_WithoutARule_ListsEveryOne()
    {
        var lines = (await Cli.RunAsync("explain")).Ended(0).Out.Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries);

        Assert.Equal(ProductRules.Catalogue.Rules.Select(r => r.Id), lines.Select(l => l.Split(' ')[0]));
    }

    [Theory]
    [InlineData("LG-EXP-20", "LG-EXP-020")]
    [InlineData("021", "LG-EXP-021")]
    public async Task Explain_UnknownRule_SuggestsTheOneThatWasMeant(string typed, string meant) =>
        Assert.Contains($"Did you mean {meant}", (await Cli.RunAsync("explain", typed)).Ended(2).Error, StringComparison.Ordinal);

    [Fact]
    public async Task Explain_HostileText_IsShownHarmless() => Assert.DoesNotContain('\u001b', (await Cli.RunAsync("explain", "\u001b[31m")).Ended(2).Error);

    [Theory]
    [InlineData("check --on", "--only")]
    [InlineData("check --only LG-EXP-02", "LG-EXP-021")]
    [InlineData("check --format ", "sarif")]
    [InlineData("check --fail-on ", "critical")]
    [InlineData("explain LG-EXP-06", "LG-EXP-060")]
    [InlineData("completion ", "bash")]
    [InlineData("sc", "scope")]
    public async Task Suggest_UnfinishedLine_OffersWhatFits(string line, string offered)
    {
        var typed = $"leadglass {line}";
        var result = (await Cli.RunAsync($"[suggest:{typed.Length}]", typed)).Ended(0);

        Assert.Contains(offered, result.Out.Split(Environment.NewLine));
    }

    [Theory]
    [InlineData("bash")]
    [InlineData("zsh")]
    [InlineData("pwsh")]
    public async Task Completion_ForAShell_CallsTheSuggestions(string shell) =>
        Assert.Contains("[suggest:", (await Cli.RunAsync("completion", shell)).Ended(0).Out, StringComparison.Ordinal);

    [Fact]
    public async Task ScopeInit_WritesAFileThatAsksToBeFilledIn()
    {
        using var folder = new TemporaryFolder();
        var file = folder.File("scope.yaml");
        (await Cli.RunAsync("scope", "init", file)).Ended(0);

        Assert.Contains("'owner' must be filled in", (await Cli.CheckAsync("10.0.0.1", "--scope", file, "--dry-run")).Ended(2).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ScopeInit_OverAnExistingFile_IsRefused()
    {
        using var folder = new TemporaryFolder();
        var file = folder.Write("scope.yaml", "mine");
        var result = (await Cli.RunAsync("scope", "init", file)).Ended(2);

        Assert.StartsWith("leadglass: ", result.Error, StringComparison.Ordinal);
        Assert.Equal("mine", await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("")]
    [InlineData("/proc/leadglass.yaml")]
    [InlineData("/none/such/scope.yaml")]
    public async Task ScopeInit_WhereNothingCanBeWritten_IsASentence(string path)
    {
        var result = await Cli.RunAsync("scope", "init", path);

        Assert.True(result.ExitCode is 2 or 3);
        Assert.StartsWith("leadglass: ", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Lab_Cancelled_ClosesTheHospital()
    {
        using var cancellation = new CancellationTokenSource();
        using var output = new Announcing("Ctrl-C", cancellation.Cancel);
        using var error = new StringWriter();
        var exitCode = await LeadglassCommand.RunAsync(["lab", "--first-port", "31200"], new Surroundings { Out = output, Error = error }, cancellation.Token);

        Assert.True(exitCode == 0, error.ToString());
        Assert.Contains("127.0.0.1:31200", output.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("80")]
    [InlineData("65001")]
    [InlineData("many")]
    public async Task Lab_PortOutOfRange_IsExit2(string port) => (await Cli.RunAsync("lab", "--first-port", port)).Ended(2);

    [Fact]
    public async Task NoCommand_IsTheHelp() => Assert.Contains("check", (await Cli.RunAsync()).Out, StringComparison.Ordinal);

    [Fact]
    public async Task Version_IsTheOneThatReportsCarry()
    {
        var version = (await Cli.RunAsync("--version")).Ended(0).Out.Trim();
        var report = JsonNode.Parse((await Cli.CheckAsync($"127.0.0.1:{LoopbackPorts.FindFree(1)[0]}", "--format", "json")).Out)!;

        Assert.Equal($"leadglass {version}", report["tool"] is JsonValue tool ? (string?)tool : $"{report["tool"]!["name"]} {report["tool"]!["version"]}");
    }

    /// <summary>Tells the test when a text was written.</summary>
    private sealed class Announcing(string text, Action announce) : StringWriter
    {
        public override Task WriteLineAsync(string? value)
        {
            base.WriteLine(value);
            if (value?.Contains(text, StringComparison.Ordinal) == true)
                announce();
            return Task.CompletedTask;
        }
    }
}
