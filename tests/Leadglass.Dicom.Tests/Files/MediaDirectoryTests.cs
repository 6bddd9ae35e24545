using Leadglass.Dicom.Data;
using Leadglass.Dicom.Files;
using Leadglass.Dicom.Tests.Support;

namespace Leadglass.Dicom.Tests.Files;

public class MediaDirectoryTests
{
    [Fact]
    public void Of_Directory_GivesItsRecordsAndTheirOffsets()
    {
        using var file = DicomFile.Read(ByteSource.From(FileVectors.WithMeta(
            "312E322E3834302E31303030382E312E322E3100",
            Hex.Parse(
                """
                0400 0012 554C 0400 DE000000                                      # first record of the root, at 222
                0400 0212 554C 0400 DE000000
                0400 2012 5351 0000 58000000
                   FEFF 00E0 50000000
                      0400 0014 554C 0400 00000000                                # no next record
                      0400 1014 5553 0200 FFFF                                    # in use
                      0400 2014 554C 0400 EFBEADDE                                # lower level, beyond the end
                      0400 3014 4353 0600 494D41474520                            # IMAGE
                      0400 0015 4353 0E00 2E2E5C45544357454C4C5C413100            # ..\ETCWELL\A1
                """))));

        var directory = MediaDirectory.Of(file)!;
        Assert.Equal((222L, 222L), (directory.First, directory.Last));
        var record = Assert.Single(directory.Records);
        Assert.Equal((222L, 0L, 0xDEADBEEFL, 0xFFFF, "IMAGE"), (record.Offset, record.Next, record.Lower, record.InUse, record.Type));
        Assert.Equal(["..", "ETCWELL", "A1"], record.FileId);
    }

    [Fact]
    public void Of_AnotherFile_IsNothing()
    {
        using var file = DicomFile.Read(ByteSource.From(FileVectors.Explicit));

        Assert.Null(MediaDirectory.Of(file));
    }
}
