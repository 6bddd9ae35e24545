using Leadglass.Fuzzing.Campaign;

namespace Leadglass.Fuzzing.Rules;

/// <summary>What the rules about programs judge: a whole campaign, or one defect of it.</summary>
/// <param name="Result">The campaign.</param>
/// <param name="Defect">The defect; null where the campaign as a whole is judged.</param>
/// <param name="Embargo">Whether evidence leaves out what would allow somebody to make a reproducer.</param>
public sealed record ExaminedProgram(CampaignResult Result, Defect? Defect, bool Embargo);
