using System.CommandLine;
using Leadglass.Cli.Output;
using Leadglass.Findings;

namespace Leadglass.Cli.Commands;

/// <summary><c>leadglass report</c>: reports of earlier runs as one, in another format, on one page, or as a plan. Contacts nobody.</summary>
internal sealed class ReportCommand : Command
{
    private readonly Surroundings _surroundings;
    private readonly ReportOutput _output = new();
    private readonly Argument<string[]> _files = new("files") { Description = "Reports (.json) of any commands. Of each target the newest word of each command counts.", Arity = ArgumentArity.OneOrMore };
    private readonly Option<bool> _onePage = new("--one-page") { Description = "The sheet for who decides: where we stand, what is exposed, what to do first, what improved. HTML prints on one page of A4 or Letter." };
    private readonly Option<bool> _plan = new("--plan") { Description = "How far the eight milestones of NSA's Manageable Network Plan are evidenced, and what is missing." };

    public ReportCommand(Surroundings surroundings)
        : base("report", "Makes one report of the reports of earlier runs: in another format, on one page, or held against a plan.")
    {
        _surroundings = surroundings;
        Add(_files);
        Add(_onePage);
        Add(_plan);
        _output.AddTo(this);
        SetAction((parsed, cancellationToken) => RunAsync(parsed));
    }

    private async Task<int> RunAsync(ParseResult parsed)
    {
        var errors = new List<string>();
        var (isOnePage, isPlan) = (parsed.GetValue(_onePage), parsed.GetValue(_plan));
        _output.RefuseRedaction(parsed, "report", errors);
        if (isOnePage && isPlan)
            errors.Add("--one-page and --plan are two reports: ask for one at a time");
        if (isOnePage)
            _output.RefuseAllBut(parsed, "--one-page", [ReportFormat.Terminal, ReportFormat.Markdown, ReportFormat.Html], errors);
        var reports = parsed.GetValue(_files)!.Select(file => ReportOutput.ReadReport(file, file, errors)).OfType<Report>().ToList();
        using var sink = _output.Open(parsed, _surroundings, errors, onePage: isOnePage);
        if (isPlan && sink.Baseline is not null)
            errors.Add("--baseline has no meaning with --plan");
        if (errors.Count > 0)
            return await ScopeGate.RefuseAsync(_surroundings, ExitCode.Usage, errors);

        var joined = JoinedReport.Of(reports);
        return sink.Finish(isPlan ? NetworkPlan.Of(joined) : joined, []);
    }
}
