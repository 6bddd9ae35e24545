namespace Leadglass.Dicom.Dimse;

/// <summary>A command set and the data set that may go with it. Source: PS3.7 §6.3.</summary>
/// <param name="ContextId">The presentation context that it travels in.</param>
/// <param name="Command">The command.</param>
/// <param name="Data">The data set, encoded in the transfer syntax of the context; null where none goes with the command, or where it was not read.</param>
public sealed record DimseMessage(byte ContextId, CommandSet Command, ReadOnlyMemory<byte>? Data = null);
