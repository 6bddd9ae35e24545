using Leadglass.Dicom.Data;
using Leadglass.Dicom.Dictionary;
using Leadglass.Dicom.Files;
using Leadglass.Dicom.Tests.Support;

namespace Leadglass.Dicom.Tests.Files;

public class DicomFileEditTests
{
    private static byte[] Edited(byte[] bytes, Action<DicomFile, DicomFileEdit> change, DataSetLimits? limits = null)
    {
        using var file = DicomFile.Read(ByteSource.From(bytes), limits);
        var edit = new DicomFileEdit(file);
        change(file, edit);
        using var written = new MemoryStream();
        edit.WriteTo(written);
        return written.ToArray();
    }

    [Fact]
    public void ClearPreamble_ChangesNothingElse()
    {
        byte[] bytes = [.. "MZ"u8, .. FileVectors.Explicit[2..]];

        Assert.Equal(FileVectors.Explicit, Edited(bytes, static (_, edit) => edit.ClearPreamble()));
    }

    [Fact]
    public void ReplaceValue_InTheMetaGroup_RepairsItsGroupLength()
    {
        var bytes = Edited(FileVectors.Explicit, static (file, edit) => edit.Meta.ReplaceValue(file.Meta.Find(Tags.TransferSyntaxUid)!.Value, "1.2.840.10008.1.2.4.50"u8.ToArray()));

        using var file = DicomFile.Read(ByteSource.From(bytes));
        Assert.Equal(Uids.JPEGBaseline8Bit, file.TransferSyntax);
        Assert.Empty(file.Meta.Anomalies);
        Assert.Equal(44u, file.Meta[0].ReadUInt32());
    }

    [Fact]
    public void Placement_CountsWhatTheFileMetaInformationGrows()
    {
        using var file = DicomFile.Read(ByteSource.From(FileVectors.Explicit));
        var edit = new DicomFileEdit(file);
        edit.Meta.ReplaceValue(file.Meta.Find(Tags.TransferSyntaxUid)!.Value, "1.2.840.10008.1.2.4.50"u8.ToArray()); // two bytes longer than 1.2.840.10008.1.2.1
        Assert.Equal(file.DataSet.Range.Offset + 2, edit.Placement()(file.DataSet.Range.Offset));
    }

    [Fact]
    public void RemoveTrailing_CutsWhatFollowsTheLastElement()
    {
        byte[] bytes = [.. FileVectors.Explicit, .. Hex.Parse("504B0304 14000000 0800")];

        Assert.Equal(FileVectors.Explicit, Edited(bytes, static (_, edit) => edit.RemoveTrailing()));
    }

    [Fact]
    public void RemoveTrailing_BehindADeflatedDataSet_LeavesTheDeflatedBytesAsTheyAre()
    {
        byte[] bytes = [.. FileVectors.Deflated, .. "PK\u0005\u0006"u8];

        Assert.Equal(FileVectors.Deflated, Edited(bytes, static (_, edit) => edit.RemoveTrailing()));
    }

    [Fact]
    public void Remove_FromADeflatedDataSet_DeflatesItAnew()
    {
        var bytes = Edited(FileVectors.Deflated, static (file, edit) => edit.DataSet.Remove(file.DataSet.Find(Tags.Rows)!.Value));

        using var file = DicomFile.Read(ByteSource.From(bytes));
        Assert.Empty(file.Anomalies);
        Assert.Empty(file.DataSet.Anomalies);
        Assert.Null(file.DataSet.Find(Tags.Rows));
        Assert.NotNull(file.DataSet.Find(Tags.PixelData));
        Assert.Equal(0, (bytes.Length - file.Compressed.Offset) % 2);
    }

    [Fact]
    public void Remove_FromADataSetThatWasNotExpandedToItsEnd_IsTheCallersMistake() =>
        Assert.Throws<InvalidOperationException>(() => Edited(
            FileVectors.Deflated, static (file, edit) => edit.DataSet.Remove(file.DataSet[0]), new DataSetLimits { MaxExpandedLength = 50 }));
}
