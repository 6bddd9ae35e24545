namespace Leadglass.TestKit;

/// <summary>Bytes that arrived together.</summary>
/// <param name="At">When they were read.</param>
/// <param name="Bytes">What one read of the socket returned; inside TLS, one read of the decrypted stream.</param>
public sealed record ReceivedSegment(DateTimeOffset At, ReadOnlyMemory<byte> Bytes);
