namespace Leadglass.Fuzzing.Campaign;

/// <summary>What came of a run of a campaign.</summary>
/// <param name="State">Everything known at its end.</param>
/// <param name="UnhealthySeeds">Seeds on which the program already fails as they are, with how; cases from them say little.</param>
/// <param name="Interruption">Why it ended early; null when it did not.</param>
/// <param name="NotStarted">Why the target could not be run at all; null when it could.</param>
public sealed record CampaignResult(CampaignState State, IReadOnlyList<string> UnhealthySeeds, string? Interruption, string? NotStarted);
