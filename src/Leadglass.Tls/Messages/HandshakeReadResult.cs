namespace Leadglass.Tls.Messages;

/// <summary>What came of reading a handshake message.</summary>
/// <param name="Status">How it ended; <see cref="ReadStatus.Malformed"/> only where the message is longer than any may be.</param>
/// <param name="Message">The message, as <see cref="OpaqueHandshake"/> where its content is broken; <see langword="null"/> where it is not there as a whole.</param>
/// <param name="Consumed">Bytes that the message takes up; 0 when none was read.</param>
/// <param name="Anomalies">What deviates from the standard.</param>
public sealed record HandshakeReadResult(ReadStatus Status, HandshakeMessage? Message, int Consumed, IReadOnlyList<TlsAnomaly> Anomalies);
