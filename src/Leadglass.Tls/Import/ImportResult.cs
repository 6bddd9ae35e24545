namespace Leadglass.Tls.Import;

/// <summary>What was in a report of another tool.</summary>
/// <param name="Servers">The servers, in the order of the report.</param>
/// <param name="Errors">What could not be read, each with its place; empty when everything could.</param>
public sealed record ImportResult(IReadOnlyList<ImportedServer> Servers, IReadOnlyList<string> Errors);
