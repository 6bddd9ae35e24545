namespace Leadglass.Dicom.Dimse;

/// <summary>C-MOVE-RSP. Source: PS3.7 §9.3.4.2.</summary>
public sealed record CMoveResponse() : SuboperationsResponse(CommandField.CMoveResponse);
