namespace Leadglass.Dicom.Dimse;

/// <summary>C-FIND-RSP; a pending one carries an identifier. Source: PS3.7 §9.3.2.2.</summary>
public sealed record CFindResponse() : DimseResponse(CommandField.CFindResponse);
