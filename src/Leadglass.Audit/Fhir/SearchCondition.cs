using Leadglass.Audit.Messages;

namespace Leadglass.Audit.Fhir;

/// <summary>One parameter of a search with its values, of which a message must have one.</summary>
/// <param name="Parameter">What is compared.</param>
/// <param name="Modifier">What stood behind its name, such as <c>exact</c>; empty for none.</param>
/// <param name="Wanted">The values, separated and without escapes; the system is <see langword="null"/> where none is named.</param>
internal sealed record SearchCondition(SearchParameter Parameter, string Modifier, IReadOnlyList<(string? System, string Value)> Wanted)
{
    /// <summary>Whether a message has one of the values.</summary>
    public bool Holds(AuditMessage message) => Parameter.Values(message).Any(candidate => candidate.Value?.Trim() is { Length: > 0 } value && Wanted.Any(wanted => Matches(value, candidate.System, wanted)));

    private bool Matches(string value, string? system, (string? System, string Value) wanted) => (Parameter.Kind, Modifier) switch
    {
        (SearchKind.Token, _) => (wanted.Value.Length == 0 || value == wanted.Value) && (wanted.System is null || IsSameSystem(wanted.System, system ?? "")),
        (SearchKind.Identifier, _) or (_, "exact") => value == wanted.Value,
        (SearchKind.Text, "contains") => value.Contains(wanted.Value, StringComparison.OrdinalIgnoreCase),
        (SearchKind.Text, _) => value.StartsWith(wanted.Value, StringComparison.OrdinalIgnoreCase),
        _ => value == wanted.Value || value.EndsWith($"/{wanted.Value}", StringComparison.Ordinal),
    };

    /// <summary>Systems of HL7 have moved between releases and kept their last part.</summary>
    private static bool IsSameSystem(string wanted, string system) =>
        wanted == system || (wanted.StartsWith("http://hl7.org/fhir/", StringComparison.Ordinal) && system.StartsWith("http://terminology.hl7.org/", StringComparison.Ordinal) && Last(wanted) == Last(system));

    private static string Last(string uri) => uri[(uri.LastIndexOf('/') + 1)..];
}
