using Leadglass.Dicom.Data;
using Leadglass.Dicom.Dictionary;

namespace Leadglass.Dicom.Tests.Data;

public class DataSetTests
{
    [Fact]
    public void New_SortsItsElements()
    {
        var dataSet = new DataSet(new DataElement(Tags.PatientId, "1"), new DataElement(Tags.Modality, "CT"));

        Assert.Equal([Tags.Modality, Tags.PatientId], dataSet.Select(element => element.Tag));
    }

    [Fact]
    public void New_SameTagTwice_IsTheCallersMistake() =>
        Assert.Throws<ArgumentException>(() => new DataSet(new DataElement(Tags.PatientId, "1"), new DataElement(Tags.PatientId, "2")));

    [Fact]
    public void New_TextThatNeedsACharacterSet_IsTheCallersMistake() => Assert.Throws<ArgumentException>(() => new DataElement(Tags.PatientName, "山田^太郎"));

    [Fact]
    public void Find_DescendingDuplicates_GivesTheFirst()
    {
        var read = DataSetReader.Read(
            Hex.Parse("1000 2000 02000000 4120 1000 1000 00000000 1000 2000 02000000 4220"), DataSetEncoding.ImplicitLittleEndian);

        Assert.Equal("A", read.DataSet!.GetText(Tags.PatientId));
        Assert.Equal(3, read.DataSet.Count);
    }

    [Fact]
    public void GetText_WithUtf8_DecodesIt()
    {
        var dataSet = new DataSet(
            new DataElement(Tags.SpecificCharacterSet, "ISO_IR 192"), new DataElement(Tags.PatientName, Vr.PN, "Müller^Jörg"u8.ToArray()));

        Assert.Equal("Müller^Jörg", dataSet.GetText(Tags.PatientName));
    }

    [Fact]
    public void ToString_OfAnElement_DoesNotShowItsValue() =>
        Assert.Equal("(0010,0010) PN, 7 bytes", new DataElement(Tags.PatientName, "DOE^JOE").ToString());
}
