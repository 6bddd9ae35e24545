namespace Leadglass.Exposure.Probing;

/// <summary>What came of a connect.</summary>
/// <param name="Outcome">How it ended.</param>
/// <param name="Stream">The connection, if <see cref="DialOutcome.Connected"/>.</param>
public readonly record struct DialResult(DialOutcome Outcome, Stream? Stream = null);
