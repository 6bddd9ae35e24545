using System.IO.Compression;
using Leadglass.Dicom.Data;
using Leadglass.Dicom.Dictionary;
using Leadglass.Dicom.Files;

namespace Leadglass.Fuzzing.Seeds;

/// <summary>Makes a file of PS3.10 around a small data set in which nobody and nothing is identified.</summary>
internal static class SeedFile
{
    // Derived from UUIDs by the rule of PS3.5 §B.2, once: they name nothing outside this corpus.
    private const string Instance = "2.25.329800735698586629295641978511506172918";
    private const string Implementation = "2.25.137428790573042687351802466953071126553";

    /// <summary>A file of one SOP class in one transfer syntax.</summary>
    /// <param name="sopClass">The SOP Class UID.</param>
    /// <param name="transferSyntax">The Transfer Syntax UID.</param>
    /// <param name="fill">Adds what is particular.</param>
    /// <param name="instance">The SOP Instance UID; study and series are derived from it.</param>
    public static byte[] Of(string sopClass, string transferSyntax, Action<SeedDataSet> fill, string instance = Instance)
    {
        var coding = TransferSyntaxCoding.Of(transferSyntax);
        var dataSet = new SeedDataSet(coding.Encoding);
        if (sopClass != Uids.MediaStorageDirectoryStorage)
            Identify(dataSet, sopClass, instance);
        fill(dataSet);

        var meta = new SeedDataSet(DataSetEncoding.ExplicitLittleEndian)
            .Bytes(new Tag(0x0002, 0x0001), Vr.OB, [0, 1])
            .Text(Tags.MediaStorageSopClassUid, Vr.UI, sopClass)
            .Text(Tags.MediaStorageSopInstanceUid, Vr.UI, instance)
            .Text(Tags.TransferSyntaxUid, Vr.UI, transferSyntax)
            .Text(Tags.ImplementationClassUid, Vr.UI, Implementation)
            .ToBytes();
        var length = ElementBytes.Of(DataSetEncoding.ExplicitLittleEndian, new Tag(0x0002, 0x0000), Vr.UL, ElementBytes.UInt32(DataSetEncoding.ExplicitLittleEndian, (uint)meta.Length));
        var body = dataSet.ToBytes();
        return [.. new byte[128], .. "DICM"u8, .. length, .. meta, .. coding.IsDeflated ? Deflated(body) : body];
    }

    private static void Identify(SeedDataSet dataSet, string sopClass, string instance) => dataSet
        .Text(Tags.SopClassUid, Vr.UI, sopClass)
        .Text(Tags.SopInstanceUid, Vr.UI, instance)
        .Text(Tags.StudyDate, Vr.DA, "20000101")
        .Text(new Tag(0x0008, 0x0030), Vr.TM, "000000")
        .Text(new Tag(0x0008, 0x0050), Vr.SH, "")
        .Text(Tags.Modality, Vr.CS, "OT")
        .Text(new Tag(0x0008, 0x0090), Vr.PN, "")
        .Text(Tags.PatientName, Vr.PN, "")
        .Text(Tags.PatientId, Vr.LO, "")
        .Text(new Tag(0x0010, 0x0030), Vr.DA, "")
        .Text(new Tag(0x0010, 0x0040), Vr.CS, "")
        .Text(Tags.StudyInstanceUid, Vr.UI, instance + ".1")
        .Text(Tags.SeriesInstanceUid, Vr.UI, instance + ".2")
        .Text(new Tag(0x0020, 0x0010), Vr.SH, "")
        .Text(new Tag(0x0020, 0x0013), Vr.IS, "1");

    private static byte[] Deflated(byte[] body)
    {
        using var bytes = new MemoryStream();
        using (var deflate = new DeflateStream(bytes, CompressionLevel.Optimal, leaveOpen: true))
            deflate.Write(body);
        if (bytes.Length % 2 != 0)
            bytes.WriteByte(0); // PS3.5 §A.5
        return bytes.ToArray();
    }
}
