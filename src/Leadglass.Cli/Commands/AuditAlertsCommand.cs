using System.CommandLine;
using Leadglass.Audit.Alerts;
using Leadglass.Cli.Output;
using Leadglass.Exposure.Probing;
using Leadglass.Findings;

namespace Leadglass.Cli.Commands;

/// <summary><c>leadglass audit alerts</c>: what do the messages of a store show together?</summary>
internal sealed class AuditAlertsCommand : Command
{
    private readonly Surroundings _surroundings;
    private readonly AuditSelection _selection = new();
    private readonly ReportOutput _output = new();

    public AuditAlertsCommand(Surroundings surroundings)
        : base("alerts", "Tells what the messages of a store show together: transfers without an end, silent sources, failed log-ins, exports and more. Records in the store that somebody has read it.")
    {
        _surroundings = surroundings;
        _selection.AddTo(this, byTerms: false);
        _output.AddTo(this);
        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var errors = new List<string>();
        var query = _selection.Read(parsed, errors);
        using var sink = _output.Open(parsed, _surroundings, errors);
        if (errors.Count > 0)
            return await ScopeGate.RefuseAsync(_surroundings, ExitCode.Usage, errors);

        using var store = await _selection.OpenAndRecordUseAsync(parsed, _surroundings, cancellationToken);
        var tool = $"leadglass {Identity.Version}";
        var startedAt = _surroundings.Time.GetUtcNow();
        sink.Start(tool, "audit alerts", startedAt);
        var to = query.To is { } end && end < startedAt ? end : startedAt;
        List<Alert> alerts = [.. AlertReading.Read(store, query.From, to)];
        return sink.Finish(
            AlertReport.Build(alerts, tool, startedAt, _surroundings.Time.GetUtcNow()),
            AlertReport.Names(alerts).Select(static name => new SensitiveValue(SensitiveKind.Name, name)));
    }
}
