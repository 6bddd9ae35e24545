using Leadglass.Audit.Validation;

namespace Leadglass.Audit.Fhir;

/// <summary>What came of reading JSON: its root, or why there is none.</summary>
/// <param name="Root">The root; <see langword="null"/> if the document could not be read to its end.</param>
/// <param name="Fault">Why it could not be read; <see langword="null"/> if it could.</param>
internal sealed record FhirJson(FhirValue? Root, AuditIssue? Fault);
