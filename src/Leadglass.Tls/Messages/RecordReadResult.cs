namespace Leadglass.Tls.Messages;

/// <summary>What came of reading a record.</summary>
/// <param name="Status">How it ended.</param>
/// <param name="Record">The record; <see langword="null"/> unless <paramref name="Status"/> is <see cref="ReadStatus.Complete"/>.</param>
/// <param name="Consumed">Bytes that the record takes up; 0 when none was read.</param>
/// <param name="Anomaly">Why there is no record; <see langword="null"/> where there is one, and where more may come.</param>
public sealed record RecordReadResult(ReadStatus Status, TlsRecord? Record, int Consumed, TlsAnomaly? Anomaly);
