namespace Leadglass.Dicom.Dimse;

/// <summary>N-CREATE-RSP. Source: PS3.7 §10.3.5.2.</summary>
public sealed record NCreateResponse() : DimseResponse(CommandField.NCreateResponse);
