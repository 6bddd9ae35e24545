using System.CommandLine;
using Leadglass.Cli.Output;
using Leadglass.Findings;
using Leadglass.Knowledge.Vex;

namespace Leadglass.Cli.Commands;

/// <summary><c>leadglass knowledge vex</c>: the potential vulnerabilities of a report as OpenVEX, to be looked into and filled in.</summary>
internal sealed class KnowledgeVexCommand : Command
{
    public KnowledgeVexCommand(Surroundings surroundings)
        : base("vex", "Writes the potential vulnerabilities of a report as OpenVEX, each under investigation: fill in what you find out, then leadglass check --vex.")
    {
        var report = new Argument<string>("report") { Description = "A report of leadglass check (.json)." };
        var author = new Option<string>("--author") { Description = "Who will have said it.", HelpName = "name", Required = true };
        Add(report);
        Add(author);
        SetAction(async (parsed, cancellationToken) =>
        {
            var errors = new List<string>();
            var seen = ReportOutput.ReadReport(parsed.GetValue(report)!, parsed.GetValue(report)!, errors);
            if (seen is not null && seen.Command != "check")
                errors.Add($"{parsed.GetValue(report)} is a report of {VisibleText.Of(seen.Command)}; this needs one of leadglass check");
            if (errors.Count > 0)
                return await ScopeGate.RefuseAsync(surroundings, ExitCode.Usage, errors);
            if (VexFile.Write(seen!, parsed.GetValue(author)!, surroundings.Out) == 0)
                await surroundings.Error.WriteLineAsync("leadglass: no potential vulnerability stands in that report.");
            return ExitCode.Clean;
        });
    }
}
