using System.CommandLine;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Leadglass.Audit.Fhir;
using Leadglass.Audit.Messages;
using Leadglass.Audit.Storage;
using Leadglass.Findings;

namespace Leadglass.Cli.Commands;

/// <summary><c>leadglass audit export</c>: records of a store as JSON Lines, octets included, as AuditEvents of FHIR, or as a table for a spreadsheet.</summary>
internal sealed class AuditExportCommand : Command
{
    private const string JsonLines = "jsonl";
    private const string Csv = "csv";
    private const string Fhir = "fhir";

    private static readonly AuditTermKind[] Kinds = Enum.GetValues<AuditTermKind>();

    private readonly Surroundings _surroundings;
    private readonly AuditSelection _selection = new();
    private readonly Option<string> _format = new("--format", "-f") { Description = "jsonl has everything, octets included; fhir has an AuditEvent of FHIR R4 a line (NDJSON), where a record holds a message; csv is a table for a spreadsheet, without the octets.", HelpName = "format", DefaultValueFactory = static _ => JsonLines };

    public AuditExportCommand(Surroundings surroundings)
        : base("export", "Writes audit messages of a store as JSON Lines, AuditEvents of FHIR or CSV. Records in the store that somebody has read it.")
    {
        _surroundings = surroundings;
        _selection.AddTo(this);
        _format.AcceptOnlyFromAmong(JsonLines, Fhir, Csv);
        Add(_format);
        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var errors = new List<string>();
        var query = _selection.Read(parsed, errors);
        if (errors.Count > 0)
            return await ScopeGate.RefuseAsync(_surroundings, ExitCode.Usage, errors);
        using var store = await _selection.OpenAndRecordUseAsync(parsed, _surroundings, cancellationToken);
        switch (parsed.GetValue(_format))
        {
            case Csv:
                WriteTable(store.Search(query));
                return ExitCode.Clean;
            case Fhir:
                return await WriteResourcesAsync(store.Search(query));
            default:
                await WriteLinesAsync(store.Search(query));
                return ExitCode.Clean;
        }
    }

    private async Task<int> WriteResourcesAsync(IEnumerable<StoredRecord> records)
    {
        var left = 0;
        using var octets = new MemoryStream();
        using var json = new Utf8JsonWriter(octets);
        foreach (var stored in records)
        {
            if (StoredAuditEvent.Of(stored) is not { } resource)
            {
                left++;
                continue;
            }

            resource.Write(json);
            json.Flush();
            await _surroundings.Out.WriteLineAsync(Encoding.UTF8.GetString(octets.GetBuffer(), 0, (int)octets.Length));
            octets.SetLength(0);
            json.Reset();
        }

        if (left == 0)
            return ExitCode.Clean;
        await _surroundings.Error.WriteLineAsync($"leadglass: {left:N0} records hold no message that can be read, and were left out; --format jsonl has them.");
        return ExitCode.Incomplete;
    }

    private async Task WriteLinesAsync(IEnumerable<StoredRecord> records)
    {
        foreach (var stored in records)
            await _surroundings.Out.WriteLineAsync(Line(stored).ToJsonString());
    }

    private void WriteTable(IEnumerable<StoredRecord> records)
    {
        CsvRow.Write(_surroundings.Out, ["sequence", "receivedAt", "time", "transport", "remote", "verdict", .. Kinds.Select(static kind => Word(kind)), "hash"]);
        foreach (var stored in records)
        {
            var record = stored.Record;
            CsvRow.Write(
                _surroundings.Out,
                [
                    stored.Sequence.ToString(CultureInfo.InvariantCulture),
                    AuditTime.Format(record.ReceivedAt),
                    AuditTime.Format(record.Time),
                    record.Transport,
                    record.Remote,
                    Word(record.Verdict),
                    .. Kinds.Select(kind => string.Join("; ", record.Values(kind))),
                    Convert.ToHexStringLower(stored.Hash.Span),
                ]);
        }
    }

    private static string Word(Enum value) => JsonNamingPolicy.CamelCase.ConvertName($"{value}");

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
            ["verdict"] = Word(record.Verdict),
        };
        foreach (var kind in Kinds)
            line[Word(kind)] = new JsonArray([.. record.Values(kind).Select(static value => (JsonNode)JsonValue.Create(value))]);
        line["octets"] = Convert.ToBase64String(record.Octets.Span);
        line["hash"] = Convert.ToHexStringLower(stored.Hash.Span);
        return line;
    }
}
