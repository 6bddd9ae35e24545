namespace Leadglass.Dicom.Dimse;

/// <summary>C-GET-RSP. Source: PS3.7 §9.3.3.2.</summary>
public sealed record CGetResponse() : SuboperationsResponse(CommandField.CGetResponse);
