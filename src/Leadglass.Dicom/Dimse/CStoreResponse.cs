namespace Leadglass.Dicom.Dimse;

/// <summary>C-STORE-RSP. Source: PS3.7 §9.3.1.2.</summary>
public sealed record CStoreResponse() : DimseResponse(CommandField.CStoreResponse);
