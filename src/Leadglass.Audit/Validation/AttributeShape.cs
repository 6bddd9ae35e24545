namespace Leadglass.Audit.Validation;

/// <summary>An attribute of the schema.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Required">Whether it must be there.</param>
/// <param name="Value">What it holds.</param>
/// <param name="WhenMissing">The kind of issue when it is required and absent.</param>
internal sealed record AttributeShape(string Name, bool Required, ValueShape Value, IssueKind WhenMissing = IssueKind.AttributeMissing);
