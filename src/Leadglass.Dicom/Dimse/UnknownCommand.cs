namespace Leadglass.Dicom.Dimse;

/// <summary>A command set whose command field is not one of PS3.7 §E.1.</summary>
/// <param name="Code">The command field.</param>
public sealed record UnknownCommand(ushort Code) : CommandSet((CommandField)Code);
