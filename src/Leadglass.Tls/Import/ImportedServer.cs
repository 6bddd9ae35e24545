using Leadglass.Tls.Observations;

namespace Leadglass.Tls.Import;

/// <summary>One server as another tool measured it.</summary>
/// <param name="Tool">The tool with its version, such as <c>sslscan 2.0.7</c>. Untrusted.</param>
/// <param name="Host">The name or address that it was asked for. Untrusted.</param>
/// <param name="Port">The TCP port; 0 where the report does not say.</param>
/// <param name="Server">What was measured; everything else is not known.</param>
public sealed record ImportedServer(string Tool, string Host, int Port, ServerObservation Server);
