namespace Leadglass.Dicom.Network;

/// <summary>What came of reading a PDU.</summary>
/// <param name="Status">How it ended.</param>
/// <param name="Pdu">The PDU; null unless <paramref name="Status"/> is <see cref="PduReadStatus.Complete"/>.</param>
/// <param name="Consumed">Bytes that the PDU takes up; 0 when none was read.</param>
/// <param name="Anomalies">What deviates from the standard, at most one hundred; possibly some even when the PDU was read.</param>
public sealed record PduReadResult(PduReadStatus Status, Pdu? Pdu, int Consumed, IReadOnlyList<Anomaly> Anomalies);
