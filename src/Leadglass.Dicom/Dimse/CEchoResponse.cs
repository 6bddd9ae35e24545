namespace Leadglass.Dicom.Dimse;

/// <summary>C-ECHO-RSP. Source: PS3.7 §9.3.5.2.</summary>
public sealed record CEchoResponse() : DimseResponse(CommandField.CEchoResponse);
