namespace Leadglass.Exposure.Observations;

/// <summary>One QIDO-RS search for a study that cannot exist.</summary>
/// <param name="Prefix">The path before <c>/studies</c>.</param>
/// <param name="Status">HTTP status; 0 when nothing came back.</param>
/// <param name="Outcome">What the answer means.</param>
public sealed record QidoObservation(string Prefix, int Status, QidoOutcome Outcome);
