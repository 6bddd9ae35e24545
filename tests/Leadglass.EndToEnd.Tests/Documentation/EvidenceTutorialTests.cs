using System.Text.Json.Nodes;
using Leadglass.TestKit;

namespace Leadglass.EndToEnd.Tests.Documentation;

/// <summary>The commands of the tutorial on evidence, in their order, as they stand on the page: they find what was planted.</summary>
public sealed class EvidenceTutorialTests
{
    private const string Page = "docs/tutorials/evidence-for-your-submission.md";

    [RealPeerFact("sh")]
    public async Task Tutorial_ItsCommands_FindAnErrorOfEachKind()
    {
        using var folder = new TemporaryFolder();
        var commands = new Queue<string>(Pages.Read(Page).Blocks.Where(static block => block.Info == "sh").SelectMany(static block => block.Lines));
        var port = $"{LoopbackPorts.FindFree(1)[0]}";

        await RunAsync("fuzz seeds", 0);
        await RunAsync("mkdir seeds", 0);
        await RunAsync("fuzz file", 1);
        Assert.Superset(new HashSet<string> { "Crash", "Amplification", "StrayFile" }, Kinds("campaign"));
        Assert.Contains("CommandExecuted", await RunAsync("fuzz replay", 1), StringComparison.Ordinal);
        await RunAsync("fuzz file", 1);
        Assert.Superset(new HashSet<string> { "UninitialisedOutput", "Disagreement" }, Kinds("second"));
        await RunAsync("fuzz triage", 0);
        await RunAsync("fuzz scp", 1);
        Assert.Superset(new HashSet<string> { "Crash", "Hang", "Quit", "Integrity" }, Kinds("server"));
        await RunAsync("fuzz scp", 0);
        await RunAsync("fuzz scu", 1);
        Assert.Superset(new HashSet<string> { "Crash", "Hang", "Resources" }, Kinds("client"));
        await RunAsync("fuzz scu", 0);
        await RunAsync("fuzz report", 0);
        Assert.Empty(commands);

        async Task<string> RunAsync(string what, int exitCode)
        {
            var command = commands.Dequeue();
            Assert.Contains(what, command, StringComparison.Ordinal);
            // The page runs the program from the repository, and names a port that another test may have.
            command = command.Replace("./leadglass", Path.Combine(AppContext.BaseDirectory, "leadglass"), StringComparison.Ordinal).Replace("11971", port, StringComparison.Ordinal);
            var result = await ExternalProgram.RunAsync("sh", ["-c", $"cd {folder.Path} && {command}"], TestContext.Current.CancellationToken);
            Assert.True(result.ExitCode == exitCode, $"{command}: {result.ExitCode}\n{result.AllOutput}");
            return result.Output;
        }

        HashSet<string> Kinds(string campaign) =>
            [.. JsonNode.Parse(File.ReadAllText(Path.Combine(folder.Path, campaign, "evidence.json")))!["defects"]!.AsArray().Select(static defect => $"{defect!["kind"]}")];
    }
}
