using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Nodes;
using Leadglass.Audit.Messages;
using Leadglass.Audit.Storage;
using Leadglass.Findings;

namespace Leadglass.Cli.Commands;

/// <summary><c>leadglass audit export</c>: records of a store as JSON Lines, octets included.</summary>
internal sealed class AuditExportCommand : Command
{
    private readonly Surroundings _surroundings;
    private readonly AuditSelection _selection = new();

    public AuditExportCommand(Surroundings surroundings)
        : base("export", "Writes audit messages of a store as JSON Lines. Records in the store that somebody has read it.")
    {
        _surroundings = surroundings;
        _selection.AddTo(this);
        SetAction((parsed, cancellationToken) => RunAsync(parsed));
    }

    private async Task<int> RunAsync(ParseResult parsed)
    {
        var errors = new List<string>();
        var query = _selection.Read(parsed, errors);
        if (errors.Count > 0)
            return await ScopeGate.RefuseAsync(_surroundings, ExitCode.Usage, errors);
        using var store = _selection.OpenAndRecordUse(parsed, _surroundings.Time);
        foreach (var stored in store.Search(query))
            await _surroundings.Out.WriteLineAsync(Line(stored).ToJsonString());
        return ExitCode.Clean;
    }

    private static JsonObject Line(StoredRecord stored)
    {
        var record = stored.Record;
        var line = new JsonObject
        {
            ["sequence"] = stored.Sequence,
            ["receivedAt"] = AuditTime.Format(record.ReceivedAt),
            ["time"] = AuditTime.Format(record.Time),
            ["transport"] = record.Transport,
            ["remote"] = record.Remote,
            ["verdict"] = JsonNamingPolicy.CamelCase.ConvertName($"{record.Verdict}"),
        };
        foreach (var kind in Enum.GetValues<AuditTermKind>())
            line[JsonNamingPolicy.CamelCase.ConvertName($"{kind}")] = new JsonArray([.. record.Values(kind).Select(static value => (JsonNode)JsonValue.Create(value))]);
        line["octets"] = Convert.ToBase64String(record.Octets.Span);
        line["hash"] = Convert.ToHexStringLower(stored.Hash.Span);
        return line;
    }
}
