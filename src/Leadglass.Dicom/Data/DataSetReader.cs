using Leadglass.Dicom.Dictionary;

namespace Leadglass.Dicom.Data;

/// <summary>
/// Reads small data sets, such as the identifiers of queries, into objects: bounded in depth and count, lossless, and without exceptions
/// for any content. The bytes are read by <see cref="DataTree"/>, which is also there for files and for large data sets. Source: PS3.5 §7.
/// </summary>
/// <remarks>Not checked: values against their VR, and elements against any information object definition.</remarks>
public static class DataSetReader
{
    /// <summary>Reads one data set, which is all of <paramref name="bytes"/>.</summary>
    /// <param name="bytes">The encoded data set; values are slices of it.</param>
    /// <param name="encoding">How it is encoded; little endian.</param>
    /// <param name="conformance">Which deviations fail the read.</param>
    /// <param name="limits">What it may cost; null for the defaults.</param>
    /// <exception cref="ArgumentException">The encoding is big endian: the network has not had it since 2016.</exception>
    public static DataSetReadResult Read(
        ReadOnlyMemory<byte> bytes, DataSetEncoding encoding, Conformance conformance = Conformance.Standard, DataSetLimits? limits = null)
    {
        if (encoding.IsBigEndian())
            throw new ArgumentException("Only little endian data sets are read into objects.", nameof(encoding));

        var tree = DataTree.Read(bytes, encoding, limits ?? DataSetLimits.Default);
        var log = new AnomalyLog(conformance);
        foreach (var anomaly in tree.Anomalies)
        {
            var field = anomaly.Tag == default ? "data element" : anomaly.Tag.ToString();
            if (anomaly.IsFault)
                log.Fault(anomaly.Offset, field, anomaly.Clause, anomaly.Message);
            else
                log.Deviation(anomaly.Offset, field, anomaly.Clause, anomaly.Message);
        }
        return new DataSetReadResult(log.Failed ? null : new DataSetProjection(tree, bytes).Run(), log.Anomalies);
    }

    /// <summary>The encoding of the data sets of a transfer syntax.</summary>
    /// <param name="transferSyntax">UID of the transfer syntax.</param>
    /// <param name="encoding">Implicit or explicit VR little endian.</param>
    /// <returns>False for big endian, for deflated data sets, and for UIDs that are no transfer syntax of the standard.</returns>
    public static bool TryEncodingOf(string transferSyntax, out DataSetEncoding encoding)
    {
        encoding = transferSyntax == Uids.ImplicitVRLittleEndian ? DataSetEncoding.ImplicitLittleEndian : DataSetEncoding.ExplicitLittleEndian;
        return transferSyntax switch
        {
            Uids.ExplicitVRBigEndian or Uids.DeflatedExplicitVRLittleEndian or Uids.JPIPReferencedDeflate or Uids.JPIPHTJ2KReferencedDeflate => false,
            _ => Uids.TryFind(transferSyntax, out var entry) && entry.Kind == "Transfer Syntax",
        };
    }
}
