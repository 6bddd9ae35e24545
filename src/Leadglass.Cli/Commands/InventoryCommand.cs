using System.CommandLine;
using Leadglass.Cli.Output;
using Leadglass.Exposure.Inventory;
using Leadglass.Findings;

namespace Leadglass.Cli.Commands;

/// <summary><c>leadglass inventory init</c>: the site's own picture, begun with what a check has seen.</summary>
internal sealed class InventoryCommand : Command
{
    public InventoryCommand(Surroundings surroundings)
        : base("inventory", "Keeps the site's own picture: assets.yaml, with every system and what it should be.")
    {
        var report = new Argument<string>("report") { Description = "A report of leadglass check (.json)." };
        var output = new Option<string>("--output", "-o") { Description = "Where to write it. An existing file is never overwritten.", HelpName = "assets.yaml", DefaultValueFactory = static _ => "assets.yaml" };
        var init = new Command("init", "Writes assets.yaml from what a check has seen, to be looked through and completed.") { report, output };
        init.SetAction(async (parsed, cancellationToken) =>
        {
            var errors = new List<string>();
            var seen = ReportOutput.ReadReport(parsed.GetValue(report)!, parsed.GetValue(report)!, errors);
            if (seen is not null && seen.Command != "check")
                errors.Add($"{parsed.GetValue(report)} is a report of {seen.Command}; an inventory begins with one of leadglass check");
            else if (seen is { Targets.Count: 0 })
                errors.Add($"{parsed.GetValue(report)}: nothing answered in that check, so there is nothing to write");
            if (File.Exists(parsed.GetValue(output)))
                errors.Add($"{parsed.GetValue(output)} exists and is left as it is: name another with --output");
            if (errors.Count > 0)
                return await ScopeGate.RefuseAsync(surroundings, ExitCode.Usage, errors);
            await using (var stream = new FileStream(parsed.GetValue(output)!, FileMode.CreateNew))
            await using (var writer = new StreamWriter(stream))
                InventoryFile.Write(seen!, writer);
            await surroundings.Out.WriteLineAsync($"Wrote {VisibleText.Of(parsed.GetValue(output)!)}. Look through it, complete it, then: leadglass check --inventory {VisibleText.Of(parsed.GetValue(output)!)}");
            return ExitCode.Clean;
        });
        Add(init);
    }
}
