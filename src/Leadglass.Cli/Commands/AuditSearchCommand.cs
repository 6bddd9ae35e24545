using System.CommandLine;
using Leadglass.Audit.Messages;
using Leadglass.Audit.Storage;
using Leadglass.Findings;

namespace Leadglass.Cli.Commands;

/// <summary><c>leadglass audit search</c>: who did what, when, to which patient?</summary>
internal sealed class AuditSearchCommand : Command
{
    private const int MostShown = 1_000;

    private readonly Surroundings _surroundings;
    private readonly AuditSelection _selection = new();

    public AuditSearchCommand(Surroundings surroundings)
        : base("search", "Finds audit messages in a store, one line each. Records in the store that somebody has read it.")
    {
        _surroundings = surroundings;
        _selection.AddTo(this);
        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var errors = new List<string>();
        var query = _selection.Read(parsed, errors);
        if (errors.Count > 0)
            return await ScopeGate.RefuseAsync(_surroundings, ExitCode.Usage, errors);
        using var store = await _selection.OpenAndRecordUseAsync(parsed, _surroundings, cancellationToken);
        var shown = 0;
        foreach (var stored in store.Search(query))
        {
            if (shown == MostShown)
            {
                await _surroundings.Error.WriteLineAsync($"leadglass: there are more than {MostShown:N0}: narrow the search, or use leadglass audit export.");
                return ExitCode.Incomplete;
            }

            shown++;
            await _surroundings.Out.WriteLineAsync(VisibleText.Of(Line(stored)));
        }

        if (shown == 0)
            await _surroundings.Error.WriteLineAsync("leadglass: nothing found.");
        return ExitCode.Clean;
    }

    private static string Line(StoredRecord stored)
    {
        var record = stored.Record;
        return $"{stored.Sequence}  {AuditTime.Format(record.Time)}  event {Values(AuditTermKind.Event)}  outcome {Values(AuditTermKind.Outcome)}  source {Values(AuditTermKind.Source)}"
            + $"  user {Values(AuditTermKind.User)}  patient {Values(AuditTermKind.Patient)}  study {Values(AuditTermKind.Study)}  media {Values(AuditTermKind.Media)}";

        string Values(AuditTermKind kind) => string.Join(',', record.Values(kind)) is { Length: > 0 } values ? values : "-";
    }
}
