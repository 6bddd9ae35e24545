using System.Text.Json;
using Leadglass.Findings;

namespace Leadglass.Audit.Fhir;

/// <summary>One issue of an OperationOutcome of FHIR R4.</summary>
/// <param name="Severity"><c>error</c>, <c>warning</c> or <c>information</c>.</param>
/// <param name="Code">A code of https://hl7.org/fhir/R4/valueset-issue-type.html.</param>
/// <param name="Text">What is the matter. Untrusted.</param>
internal sealed record OutcomeIssue(string Severity, string Code, string Text)
{
    public static OutcomeIssue Error(string code, string text) => new("error", code, text);

    public static OutcomeIssue Warning(string code, string text) => new("warning", code, text);

    /// <summary>Writes an OperationOutcome.</summary>
    public static void Write(Utf8JsonWriter json, IEnumerable<OutcomeIssue> issues)
    {
        json.WriteStartObject();
        json.WriteString("resourceType", "OperationOutcome");
        json.WriteStartArray("issue");
        foreach (var issue in issues)
        {
            json.WriteStartObject();
            json.WriteString("severity", issue.Severity);
            json.WriteString("code", issue.Code);
            json.WriteString("diagnostics", VisibleText.Of(issue.Text));
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }
}
