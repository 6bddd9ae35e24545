namespace Leadglass.Audit.Xml;

/// <summary>Why and where a document could not be read on.</summary>
/// <param name="Kind">Why.</param>
/// <param name="Line">Line, counted from 1.</param>
/// <param name="Reason">One sentence without content of the document.</param>
public sealed record AuditXmlFault(AuditXmlFaultKind Kind, int Line, string Reason);
