namespace Leadglass.Dicom.Data;

/// <summary>What came of reading a data set.</summary>
/// <param name="DataSet">The data set; null where it broke rules that the conformance does not let pass.</param>
/// <param name="Anomalies">What deviates from the standard, at most one hundred; possibly some even when the data set was read.</param>
public sealed record DataSetReadResult(DataSet? DataSet, IReadOnlyList<Anomaly> Anomalies);
