namespace Leadglass.Exposure.Observations;

/// <summary>One sentinel C-FIND.</summary>
/// <param name="Model">The information model.</param>
/// <param name="Outcome">What the answer means.</param>
/// <param name="Status">The DIMSE status, when one came.</param>
public sealed record QueryObservation(QueryModel Model, QueryOutcome Outcome, ushort? Status = null);
