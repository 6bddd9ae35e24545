using Leadglass.Dicom.Data;
using Leadglass.Dicom.Dictionary;
using Leadglass.Dicom.Files;
using Leadglass.Dicom.Tests.Support;

namespace Leadglass.Dicom.Tests.Files;

/// <summary>Files of the kind that other readers failed on in public. <c>docs/security/past-failures.md</c> tells what happened.</summary>
public class PastFailureTests
{
    private const long FewBytes = 1 << 20;

    [Theory]
    [InlineData("0200 0300 554E 0000 00000040")] // a known tag as UN, 1 GiB
    [InlineData("0200 9900 5A5A 0000 00000040")] // VR ZZ, which nobody knows
    [InlineData("0800 1800 4F42 0000 FEFFFFFF")] // the longest length that there is, in the data set
    public void ElementThatAnnouncesAGigabyte_GetsNoMemoryForIt(string element)
    {
        byte[] bytes = [.. FileVectors.Explicit[..132], .. Hex.Parse(element), 1, 2, 3, 4];
        var before = GC.GetAllocatedBytesForCurrentThread();
        using var file = DicomFile.Read(ByteSource.From(bytes));
        var tree = file.Meta.Count > 0 ? file.Meta : file.DataSet;
        var value = tree[tree.Count - 1].ReadValue(int.MaxValue);

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, FewBytes);
        Assert.InRange(value.Length, 4, bytes.Length);
        Assert.Equal([1, 2, 3, 4], value[^4..]);
        Assert.NotEmpty(tree.Anomalies);
    }

    [Theory]
    [InlineData("0400 2012 5553 0200 0100")] // Directory Record Sequence as US
    [InlineData("0400 2012 4F57 0000 04000000 00000000")] // as OW
    [InlineData("E07F 1000 5351 0000 0C000000 FEFF 00E0 04000000 00000000")] // Pixel Data as a sequence, with an item that holds no element
    [InlineData("2800 1000 5351 0000 08000000 FEFF 00E0 00000000")] // Rows as a sequence
    public void KnownTagWithAnotherVr_IsTakenForWhatItIs(string element)
    {
        byte[] bytes = [.. FileVectors.Explicit[..186], .. Hex.Parse(element)];
        using var file = DicomFile.Read(ByteSource.From(bytes));
        var node = file.DataSet[0];

        Assert.Equal(node.WrittenVr == Vr.SQ, node.IsSequence);
        Assert.Equal(node.IsSequence, !node.Children.IsEmpty);
        Assert.Null(MediaDirectory.Of(file));
        Assert.Null(PixelFragments.Of(file.DataSet));
        Assert.Equal(bytes, file.Source.ReadBytes(new ByteRange(0, bytes.Length)));
    }

    [Fact]
    public void TextOfOddLengthAtTheEndOfTheFile_EndsWithItsLastByte()
    {
        using var file = DicomFile.Read(ByteSource.From((byte[])[.. FileVectors.Explicit[..186], .. Hex.Parse("1000 2000 4C4F 0300 414243")])); // Patient ID "ABC"

        Assert.Equal("ABC", file.DataSet.Find(Tags.PatientId)!.Value.Text(64));
        Assert.Equal(1, file.DataSet.CountOf(StructureAnomalyKind.OddLength));
    }
}
