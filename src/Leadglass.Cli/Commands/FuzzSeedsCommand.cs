using System.CommandLine;
using System.Text.Json.Nodes;
using Leadglass.Findings;
using Leadglass.Fuzzing.Seeds;

namespace Leadglass.Cli.Commands;

/// <summary><c>leadglass fuzz seeds</c>: the files that campaigns start from.</summary>
internal sealed class FuzzSeedsCommand : Command
{
    private readonly Surroundings _surroundings;
    private readonly FuzzAnswer _answer = new();
    private readonly Option<string> _output = new("--output", "-o") { Description = "Folder for the files; those that are there already are never overwritten.", HelpName = "folder", Required = true };

    public FuzzSeedsCommand(Surroundings surroundings)
        : base("seeds", "Writes small files of each SOP class family, transfer syntax and VR. None of them is of a patient.")
    {
        _surroundings = surroundings;
        Add(_output);
        _answer.AddTo(this);
        SetAction((parsed, cancellationToken) => RunAsync(parsed));
    }

    private async Task<int> RunAsync(ParseResult parsed)
    {
        var folder = parsed.GetValue(_output)!;
        SeedFolder.Write(folder, SeedCorpus.All);
        var bytes = SeedCorpus.All.Sum(static seed => seed.Bytes.Length);
        await _answer.WriteAsync(parsed, _surroundings,
            [$"{SeedCorpus.All.Count} files, {bytes / 1024} KB, are in {folder}."],
            new JsonObject { ["folder"] = folder, ["files"] = SeedCorpus.All.Count, ["bytes"] = bytes });
        return ExitCode.Clean;
    }
}
