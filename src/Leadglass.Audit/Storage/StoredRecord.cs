namespace Leadglass.Audit.Storage;

/// <summary>A record with its place in the chain.</summary>
/// <param name="Sequence">Its number, 1 for the first.</param>
/// <param name="Record">The record.</param>
/// <param name="Hash">The hash that was stored with it, of 32 octets; it covers the record, its number and the hash before.</param>
public sealed record StoredRecord(long Sequence, AuditRecord Record, ReadOnlyMemory<byte> Hash);
