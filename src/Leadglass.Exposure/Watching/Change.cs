using Leadglass.Findings;

namespace Leadglass.Exposure.Watching;

/// <summary>One change.</summary>
/// <param name="Time">When it was noticed.</param>
/// <param name="Kind">What changed.</param>
/// <param name="Severity">The harm it may mean.</param>
/// <param name="Target">Where, as in reports.</param>
/// <param name="Words">What was and what is. Untrusted: may quote bytes from the wire.</param>
public sealed record Change(DateTimeOffset Time, ChangeKind Kind, Severity Severity, string Target, string Words);
