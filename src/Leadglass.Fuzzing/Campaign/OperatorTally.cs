namespace Leadglass.Fuzzing.Campaign;

/// <summary>How an operator does: its cases so far are the first <see cref="Cases"/> indices that begin with it.</summary>
/// <param name="Id">The operator.</param>
/// <param name="Cases">Cases handed out.</param>
/// <param name="Novel">Cases to which the program answered as to none before.</param>
/// <param name="Failures">Cases that failed.</param>
public sealed record OperatorTally(string Id, long Cases, long Novel, long Failures);
