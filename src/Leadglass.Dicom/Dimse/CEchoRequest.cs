namespace Leadglass.Dicom.Dimse;

/// <summary>C-ECHO-RQ: is anybody there? Source: PS3.7 §9.3.5.1.</summary>
public sealed record CEchoRequest() : CompositeRequest(CommandField.CEchoRequest);
