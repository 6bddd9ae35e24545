namespace Leadglass.Dicom.Dimse;

/// <summary>N-SET-RQ. Source: PS3.7 §10.3.3.1.</summary>
public sealed record NSetRequest() : NormalizedRequest(CommandField.NSetRequest);
