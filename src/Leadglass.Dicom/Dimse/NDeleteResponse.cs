namespace Leadglass.Dicom.Dimse;

/// <summary>N-DELETE-RSP. Source: PS3.7 §10.3.6.2.</summary>
public sealed record NDeleteResponse() : DimseResponse(CommandField.NDeleteResponse);
