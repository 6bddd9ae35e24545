using Leadglass.Dicom.Dictionary;

namespace Leadglass.Dicom.Tests.Dictionary;

public class UidsTests
{
    [Theory]
    [InlineData("1.2.840.10008.1.1", "Verification", "SOP Class")]
    [InlineData("1.2.840.10008.1.2.1", "ExplicitVRLittleEndian", "Transfer Syntax")]
    [InlineData("1.2.840.10008.1.2.4.203", "HTJ2K", "Transfer Syntax")] // newer than the source package
    [InlineData("1.2.840.10008.5.1.4.1.1.2", "CTImageStorage", "SOP Class")]
    [InlineData("1.2.840.10008.5.1.1.9", "BasicGrayscalePrintManagementMeta", "Meta SOP Class")]
    [InlineData("1.2.840.10008.15.1.1", "UTC", "Synchronization Frame of Reference")]
    public void TryFind_UidOfTheRegistry_GivesKeywordAndKind(string uid, string keyword, string kind)
    {
        Assert.True(Uids.TryFind(uid, out var entry));
        Assert.Equal((uid, keyword, kind), (entry.Uid, entry.Keyword, entry.Kind));
        Assert.True(Uids.TryFindKeyword(keyword, out var same));
        Assert.Equal(entry, same);
    }

    [Theory]
    [InlineData("")]
    [InlineData("1.2.840.10008.1")] // the beginning of many
    [InlineData("1.2.840.10008.1.10")] // between two
    [InlineData("9")] // after the last
    [InlineData("1.2.840.10008.1.1\0")]
    [InlineData("1.2.840.10008.1.1|Verification")] // the table's own separator
    [InlineData("1.2.3.4567890123456789012345678901234567890123456789012345678901234567890")]
    [InlineData("ü")]
    public void TryFind_AnythingElse_IsNotFound(string uid) => Assert.False(Uids.TryFind(uid, out _));

    [Fact]
    public void TryFind_EveryUidOfTheTable_IsFound() =>
        Assert.All(Uids.All, entry => Assert.True(Uids.TryFind(entry.Uid, out var found) && found == entry));

    [Fact]
    public void All_HasTheCountThatTheDocumentationSays() => Assert.Equal(470, Uids.All.Count);

    [Fact]
    public void TransferSyntaxes_AreTheSixtyThreeOfTheStandard() => Assert.Equal(63, Uids.All.Count(entry => entry.Kind == "Transfer Syntax"));

    [Fact]
    public void StorageSopClasses_HoldImagesReportsAndNothingElse()
    {
        var storage = Uids.StorageSopClasses.Select(entry => entry.Uid).ToHashSet();

        Assert.Contains(Uids.CTImageStorage, storage);
        Assert.Contains(Uids.EncapsulatedPDFStorage, storage);
        Assert.Contains(Uids.DigitalXRayImageStorageForPresentation, storage);
        Assert.DoesNotContain(Uids.StorageCommitmentPushModel, storage);
        Assert.DoesNotContain(Uids.MediaStorageDirectoryStorage, storage);
        Assert.DoesNotContain(Uids.Verification, storage);
        Assert.All(Uids.StorageSopClasses, entry => Assert.False(entry.IsRetired));
    }

    [Fact]
    public void NameOf_UnknownUid_IsTheUid()
    {
        Assert.Equal("CT Image Storage", Uids.NameOf("1.2.840.10008.5.1.4.1.1.2"));
        Assert.Equal("1.2.3", Uids.NameOf("1.2.3"));
    }
}
