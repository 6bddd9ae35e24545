namespace Leadglass.Dicom.Dimse;

/// <summary>What came of reading a command set.</summary>
/// <param name="Command">The command; null where it broke rules that the conformance does not let pass.</param>
/// <param name="Anomalies">What deviates from the standard, at most one hundred; possibly some even when the command was read.</param>
public sealed record CommandReadResult(CommandSet? Command, IReadOnlyList<Anomaly> Anomalies);
