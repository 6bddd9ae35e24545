using System.CommandLine;
using Leadglass.Cli.Output;
using Leadglass.Findings;

namespace Leadglass.Cli.Commands;

/// <summary><c>leadglass diff</c>: what changed between two reports. Contacts nobody.</summary>
internal sealed class DiffCommand : Command
{
    private readonly Surroundings _surroundings;
    private readonly ReportOutput _output = new();
    private readonly Argument<string> _old = new("old") { Description = "The earlier report (.json)." };
    private readonly Argument<string> _new = new("new") { Description = "The later report (.json), of the same command." };

    public DiffCommand(Surroundings surroundings)
        : base("diff", "Tells what changed between two reports: targets, facts, verdicts.")
    {
        _surroundings = surroundings;
        Add(_old);
        Add(_new);
        _output.AddTo(this);
        SetAction((parsed, cancellationToken) => RunAsync(parsed));
    }

    private async Task<int> RunAsync(ParseResult parsed)
    {
        var errors = new List<string>();
        _output.RefuseComparison(parsed, "diff", errors);
        var old = ReportOutput.ReadReport(parsed.GetValue(_old)!, parsed.GetValue(_old)!, errors);
        var current = ReportOutput.ReadReport(parsed.GetValue(_new)!, parsed.GetValue(_new)!, errors);
        if (old is not null && current is not null && old.Command != current.Command)
            errors.Add($"the reports are of different commands, {VisibleText.Of(old.Command)} and {VisibleText.Of(current.Command)}");
        using var sink = _output.Open(parsed, _surroundings, errors);
        if (errors.Count > 0)
            return await ScopeGate.RefuseAsync(_surroundings, ExitCode.Usage, errors);

        return sink.Finish(Difference.Of(old!, current!), []);
    }
}
