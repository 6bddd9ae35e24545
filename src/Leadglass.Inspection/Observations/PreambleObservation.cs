namespace Leadglass.Inspection.Observations;

/// <summary>The preamble of a DICOM file.</summary>
/// <param name="State">What it is.</param>
/// <param name="Evidence">What shows it.</param>
public sealed record PreambleObservation(PreambleState State, string Evidence);
