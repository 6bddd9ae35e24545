namespace Leadglass.Fuzzing.Campaign;

/// <summary>A way in which cases were broken.</summary>
/// <param name="Id">Its name.</param>
/// <param name="What">What it does.</param>
/// <param name="Because">Published defects that justify it.</param>
/// <param name="Cases">Cases that began with it.</param>
/// <param name="Novel">Of these, how many the program answered as none before.</param>
/// <param name="Failures">Of these, how many failed.</param>
public sealed record EvidenceOperator(string Id, string What, IReadOnlyList<string> Because, long Cases, long Novel, long Failures)
{
    internal static EvidenceOperator Of(OperatorTally tally, TargetKind kind) =>
        new(tally.Id, CampaignWords.Of(kind).Find(tally.Id)?.What ?? "", CampaignWords.Of(kind).Find(tally.Id)?.Because ?? [], tally.Cases, tally.Novel, tally.Failures);
}
