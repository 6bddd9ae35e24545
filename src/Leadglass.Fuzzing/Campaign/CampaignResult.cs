namespace Leadglass.Fuzzing.Campaign;

/// <summary>What came of a run of a campaign.</summary>
/// <param name="State">Everything known at its end.</param>
/// <param name="NotStarted">Why the target could not be run at all; null when it could.</param>
/// <param name="Retested">Whether the reproducers were only run again, perhaps on another build: a defect that no longer happens is then gone.</param>
public sealed record CampaignResult(CampaignState State, string? NotStarted = null, bool Retested = false);
