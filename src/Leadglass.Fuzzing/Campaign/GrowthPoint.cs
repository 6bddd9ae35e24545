namespace Leadglass.Fuzzing.Campaign;

/// <summary>What a campaign knew at one moment; the row of them shows whether it still learns.</summary>
/// <param name="Cases">Cases run until then.</param>
/// <param name="Seconds">Seconds spent until then.</param>
/// <param name="Answers">Different answers until then.</param>
/// <param name="Features">What was reached until then, such as cells of the state table.</param>
/// <param name="Defects">Different failures until then, before they were made smaller.</param>
public sealed record GrowthPoint(long Cases, double Seconds, int Answers, int Features, int Defects);
