using System.CommandLine;
using Leadglass.Findings;
using Leadglass.Knowledge;
using Leadglass.Knowledge.Import;

namespace Leadglass.Cli.Commands;

/// <summary><c>leadglass knowledge update</c>: a knowledge file out of advisories that were downloaded. Contacts nobody.</summary>
internal sealed class KnowledgeUpdateCommand : Command
{
    private readonly Surroundings _surroundings;
    private readonly Option<string[]> _from = new("--from")
    {
        Description = "Folder with advisories: CSAF 2.0, CVE records, NVD 2.0, OSV, KEV, EPSS, knowledge files; .json, .csv, .gz. May be repeated.",
        HelpName = "folder",
        Required = true,
    };

    private readonly Option<string?> _output = new("--output", "-o") { Description = "Where the knowledge file goes. Without it, only what would become of each file is told.", HelpName = "knowledge.json" };

    public KnowledgeUpdateCommand(Surroundings surroundings)
        : base("update", "Makes a knowledge file out of downloaded advisories, and says what became of each.")
    {
        _surroundings = surroundings;
        Add(_from);
        Add(_output);
        SetAction((parsed, cancellationToken) => RunAsync(parsed));
    }

    private async Task<int> RunAsync(ParseResult parsed)
    {
        var folders = parsed.GetValue(_from)!;
        if (folders.FirstOrDefault(folder => !Directory.Exists(folder)) is { } missing)
            return await ScopeGate.RefuseAsync(_surroundings, ExitCode.Usage, [$"--from: there is no folder {missing}"]);

        var import = new AdvisoryImport();
        foreach (var folder in folders)
            import.AddFolder(folder);
        foreach (var file in import.Files.Where(file => file.Reason is not null))
            await _surroundings.Out.WriteLineAsync($"{file.Outcome.ToString().ToLowerInvariant(),-9} {VisibleText.Of(file.Name)}: {VisibleText.Of(file.Reason!)}");
        var knowledge = import.Build();
        await _surroundings.Out.WriteLineAsync(
            $"{import.Files.Count} files read: {Count(ImportOutcome.Imported)} imported, {Count(ImportOutcome.Potential)} potential, {Count(ImportOutcome.Refused)} refused; "
            + $"{knowledge.Vulnerabilities.Count} vulnerabilities, knowledge of {knowledge.Date?.ToString("yyyy-MM-dd") ?? "no known day"}.");
        if (knowledge.Vulnerabilities.Count == 0)
            return await ScopeGate.RefuseAsync(_surroundings, ExitCode.Usage, ["nothing was learnt; no file was written"]);
        if (parsed.GetValue(_output) is { } path)
            WholeFile.Write(path, writer => KnowledgeFile.Write(knowledge, writer));
        return Count(ImportOutcome.Refused) > 0 ? ExitCode.Incomplete : ExitCode.Clean;

        int Count(ImportOutcome outcome) => import.Files.Count(file => file.Outcome == outcome);
    }
}
