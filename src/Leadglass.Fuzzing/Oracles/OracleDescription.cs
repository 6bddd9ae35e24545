using Leadglass.Fuzzing.Triage;

namespace Leadglass.Fuzzing.Oracles;

/// <summary>An oracle, in words.</summary>
/// <param name="Name">As options have it.</param>
/// <param name="Kind">The failure that it says.</param>
/// <param name="IsUsual">It watches where nobody says anything.</param>
/// <param name="Watches">What it watches for, and from when on it counts.</param>
/// <param name="Unwatched">What a campaign without it does not show, subject first.</param>
public sealed record OracleDescription(string Name, FailureKind Kind, bool IsUsual, string Watches, string Unwatched);
