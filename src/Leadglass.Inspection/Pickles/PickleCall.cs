namespace Leadglass.Inspection.Pickles;

/// <summary>Something that a loader calls while it reads a pickle.</summary>
/// <param name="Opcode">The instruction that calls.</param>
/// <param name="Import">What is called, if it was imported; <see langword="null"/> for the result of another call, and for what cannot be told.</param>
/// <param name="Offset">Where the instruction stands, from the first byte of the pickle.</param>
public sealed record PickleCall(PickleOpcode Opcode, PickleImport? Import, long Offset);
