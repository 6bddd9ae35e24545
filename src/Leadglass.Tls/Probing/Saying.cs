namespace Leadglass.Tls.Probing;

/// <summary>Something to say on an open connection.</summary>
/// <param name="Bytes">Whole records.</param>
/// <param name="Patience">How long to wait for what the server answers; silence can be the right answer.</param>
internal sealed record Saying(ReadOnlyMemory<byte> Bytes, TimeSpan Patience);
