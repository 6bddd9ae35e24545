namespace Leadglass.Audit.Xml;

/// <summary>An attribute as it was read. Untrusted.</summary>
/// <param name="Name">Local name.</param>
/// <param name="Namespace">Namespace; empty for none.</param>
/// <param name="Value">Value after XML's normalisation.</param>
/// <param name="Line">Line in the document, counted from 1.</param>
public readonly record struct AuditAttribute(string Name, string Namespace, string Value, int Line);
