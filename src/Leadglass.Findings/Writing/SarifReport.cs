using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Leadglass.Findings.Writing;

/// <summary>SARIF 2.1.0 (OASIS Standard). A finding is a result, a target a logical location, a CWE a taxon.</summary>
internal sealed partial class SarifReport
{
    private const string Schema = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

    private readonly Report _report;
    private readonly Utf8JsonWriter _json;
    private readonly List<Rule> _rules;
    private readonly Dictionary<string, int> _ruleIndexes;
    private readonly List<string> _weaknesses;
    private readonly Dictionary<string, Target> _targets;

    private SarifReport(Report report, Utf8JsonWriter json)
    {
        _report = report;
        _json = json;
        _rules = [.. new ReportView(report).Rules];
        _ruleIndexes = _rules.Select((rule, index) => (rule.Id, index)).ToDictionary();
        _weaknesses = [.. _rules.SelectMany(WeaknessesOf).Distinct().Order(StringComparer.Ordinal)];
        _targets = report.Targets.DistinctBy(target => target.Id).ToDictionary(target => target.Id);
    }

    public static void Write(Report report, TextWriter writer)
    {
        var bytes = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(bytes, new JsonWriterOptions { Indented = true, NewLine = "\n" }))
            new SarifReport(report, json).Write();
        writer.Write(Encoding.ASCII.GetString(bytes.WrittenSpan));
        writer.Write('\n');
    }

    private void Write()
    {
        _json.WriteStartObject();
        _json.WriteString("$schema", Schema);
        _json.WriteString("version", "2.1.0");
        _json.WriteStartArray("runs");
        _json.WriteStartObject();
        WriteTool();
        WriteInvocation();
        WriteTaxonomies();
        _json.WriteStartArray("results");
        foreach (var finding in _report.Findings)
            WriteResult(finding);
        _json.WriteEndArray();
        _json.WriteEndObject();
        _json.WriteEndArray();
        _json.WriteEndObject();
    }

    private void WriteInvocation()
    {
        _json.WriteStartArray("invocations");
        _json.WriteStartObject();
        _json.WriteString("startTimeUtc", Utc(_report.StartedAt));
        _json.WriteString("endTimeUtc", Utc(_report.FinishedAt));
        _json.WriteBoolean("executionSuccessful", _report.Interruption is null);
        if (_report.Interruption is { } interruption)
        {
            _json.WriteStartArray("toolExecutionNotifications");
            _json.WriteStartObject();
            _json.WriteString("level", "error");
            WriteMessage("message", interruption);
            _json.WriteEndObject();
            _json.WriteEndArray();
        }

        _json.WriteEndObject();
        _json.WriteEndArray();
    }

    private void WriteResult(Finding finding)
    {
        _json.WriteStartObject();
        _json.WriteString("ruleId", finding.Rule.Id);
        _json.WriteNumber("ruleIndex", _ruleIndexes[finding.Rule.Id]);
        _json.WriteString("kind", KindOf(finding.Verdict));
        // SARIF §3.27.10: a result that is not of kind "fail" has the level "none".
        _json.WriteString("level", finding.Verdict switch
        {
            Verdict.Fail => LevelOf(finding.Severity),
            Verdict.Warn => LevelOf((Severity)Math.Min((int)finding.Severity, (int)Severity.Medium)),
            _ => "none",
        });
        WriteMessage("message", string.Join("\n", [Wording.Claim(finding), .. finding.Evidence]));
        WriteLocation(finding.Target);
        _json.WriteStartObject("partialFingerprints");
        _json.WriteString("ruleAndTarget/v1", FingerprintOf(finding));
        _json.WriteEndObject();
        if (Wording.Change(finding, _report.Baseline) is { Length: > 0 } change)
            _json.WriteString("baselineState", change);
        _json.WriteStartObject("properties");
        _json.WriteString("verdict", Wording.Of(finding.Verdict));
        _json.WriteString("severity", Wording.Of(finding.Severity));
        if (finding.Remedy.Length > 0)
            _json.WriteString("remedy", VisibleLines(finding.Remedy));
        _json.WriteEndObject();
        _json.WriteEndObject();
    }

    /// <summary>Viewers of code-scanning results insist on a file: the line of the inventory if there is one, otherwise the target itself as a relative address.</summary>
    private void WriteLocation(string targetId)
    {
        var source = _targets.GetValueOrDefault(targetId)?.Source;
        _json.WriteStartArray("locations");
        _json.WriteStartObject();
        _json.WriteStartObject("physicalLocation");
        _json.WriteStartObject("artifactLocation");
        _json.WriteString("uri", RelativeUri(source?.Path ?? targetId));
        _json.WriteEndObject();
        _json.WriteStartObject("region");
        _json.WriteNumber("startLine", Math.Max(1, source?.Line ?? 1));
        _json.WriteEndObject();
        _json.WriteEndObject();
        _json.WriteStartArray("logicalLocations");
        _json.WriteStartObject();
        _json.WriteString("fullyQualifiedName", Endpoint.IsNamedBy(targetId) ? $"tcp://{VisibleText.Of(targetId)}" : VisibleText.Of(targetId));
        _json.WriteString("kind", "resource");
        _json.WriteEndObject();
        _json.WriteEndArray();
        _json.WriteEndObject();
        _json.WriteEndArray();
    }

    private void WriteMessage(string member, string text)
    {
        _json.WriteStartObject(member);
        _json.WriteString("text", Escape(text));
        _json.WriteEndObject();
    }

    /// <summary>SARIF §3.11.5 and §3.11.6: braces start placeholders and brackets start links, so literal ones are doubled or escaped.</summary>
    private static string Escape(string text) => VisibleLines(text)
        .Replace("{", "{{", StringComparison.Ordinal)
        .Replace("}", "}}", StringComparison.Ordinal)
        .Replace("[", "\\[", StringComparison.Ordinal)
        .Replace("]", "\\]", StringComparison.Ordinal);

    private static string VisibleLines(string text) => string.Join('\n', text.Split('\n').Select(VisibleText.Of));

    private static string RelativeUri(string path) =>
        string.Join('/', VisibleText.Of(path).Replace('\\', '/').Split('/', StringSplitOptions.RemoveEmptyEntries).Select(Uri.EscapeDataString));

    private static string FingerprintOf(Finding finding) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{finding.Rule.Id}\n{finding.Target}")));

    private static string Utc(DateTimeOffset moment) => moment.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'");

    private static string KindOf(Verdict verdict) => verdict switch
    {
        // Readers of SARIF show what is of kind "fail" and pass over the rest: a warning is to be seen too.
        Verdict.Fail or Verdict.Warn => "fail",
        Verdict.Pass => "pass",
        Verdict.Inconclusive => "open",
        _ => "notApplicable",
    };

    private static string LevelOf(Severity severity) => severity switch
    {
        Severity.Info or Severity.Low => "note",
        Severity.Medium => "warning",
        _ => "error",
    };
}
