namespace Leadglass.Fuzzing.Campaign;

/// <summary>How far a campaign is.</summary>
/// <param name="Cases">Cases run, those of earlier runs included.</param>
/// <param name="Rate">Cases a second in this run.</param>
/// <param name="Defects">Different defects so far.</param>
/// <param name="Answers">Different answers of the program so far.</param>
public sealed record CampaignProgress(long Cases, double Rate, int Defects, int Answers);
