namespace Leadglass.Dicom.Dimse;

/// <summary>N-DELETE-RQ. Source: PS3.7 §10.3.6.1.</summary>
public sealed record NDeleteRequest() : NormalizedRequest(CommandField.NDeleteRequest);
