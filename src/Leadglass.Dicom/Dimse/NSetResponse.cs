namespace Leadglass.Dicom.Dimse;

/// <summary>N-SET-RSP. Source: PS3.7 §10.3.3.2.</summary>
public sealed record NSetResponse() : DimseResponse(CommandField.NSetResponse);
