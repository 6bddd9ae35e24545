using Leadglass.Dicom.Dictionary;

namespace Leadglass.Dicom.Dimse;

/// <summary>One element of a command set, as it stands on the wire. Source: PS3.7 §6.3.1.</summary>
/// <param name="Tag">The tag; group 0000 in every command set that follows the standard.</param>
/// <param name="Value">The value, its padding included.</param>
public readonly record struct CommandElement(Tag Tag, ReadOnlyMemory<byte> Value);
