namespace Leadglass.Dicom.Dimse;

/// <summary>N-GET-RSP. Source: PS3.7 §10.3.2.2.</summary>
public sealed record NGetResponse() : DimseResponse(CommandField.NGetResponse);
