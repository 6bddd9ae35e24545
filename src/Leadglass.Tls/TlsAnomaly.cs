namespace Leadglass.Tls;

/// <summary>One place where bytes differ from what the standard says; hostile bytes become anomalies, never exceptions.</summary>
/// <param name="Offset">Zero-based byte offset of the field, from the first byte that the reader was given.</param>
/// <param name="Field">The field, in the words of the RFC.</param>
/// <param name="Clause">The clause that it deviates from, such as <c>RFC 8446 §5.1</c>.</param>
/// <param name="Message">What was found and what was expected. Untrusted: may quote lengths and codes, never text from the wire.</param>
public sealed record TlsAnomaly(long Offset, string Field, string Clause, string Message);
