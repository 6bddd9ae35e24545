namespace Leadglass.Audit.Storage;

/// <summary>A value by which a record is found.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Value">The value as the message has it, without space around it.</param>
public readonly record struct AuditTerm(AuditTermKind Kind, string Value);
