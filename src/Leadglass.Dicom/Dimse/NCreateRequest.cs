namespace Leadglass.Dicom.Dimse;

/// <summary>N-CREATE-RQ. Source: PS3.7 §10.3.5.1.</summary>
public sealed record NCreateRequest() : NotifyingRequest(CommandField.NCreateRequest);
