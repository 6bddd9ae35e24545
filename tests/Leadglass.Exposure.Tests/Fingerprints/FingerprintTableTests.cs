using Leadglass.Exposure.Fingerprints;

namespace Leadglass.Exposure.Tests.Fingerprints;

public sealed class FingerprintTableTests
{
    // Pairs that were seen: in associations of running systems, in the toolkits' own code, or in files that they wrote.
    [Theory]
    [InlineData("1.2.276.0.7230010.3.0.3.6.7", "OFFIS_DCMTK_367", "DCMTK", "3.6.7")]
    [InlineData("1.2.276.0.7230010.3.0.3.6.2", "OFFIS_DCMTK_362", "DCMTK", "3.6.2")]
    [InlineData("1.2.276.0.7230010.3.0.3.5.4", "OFFIS_DCMTK_354", "DCMTK", "3.5.4")]
    [InlineData("1.2.40.0.13.1.3", "dcm4che-5.18.1", "dcm4che", "5.18.1")]
    [InlineData("1.2.40.0.13.1.3", "dcm4che-3.3.8", "dcm4che", "3.3.8")]
    [InlineData("1.2.40.0.13.1.1", "dcm4che-2.0", "dcm4che 2", "2.0")]
    [InlineData("1.2.40.0.13.1.1.1", "dcm4che-1.4.33", "dcm4che 1", "1.4.33")]
    [InlineData("1.3.6.1.4.1.30071.8", "fo-dicom 5.0.4", "fo-dicom", "5.0.4")]
    [InlineData("1.2.826.0.1.3680043.9.3811.2.0.2", "PYNETDICOM_202", "pynetdicom", "2.0.2")]
    [InlineData("1.2.826.0.1.3680043.2.1143.107.104.103.115.3.0.21", "GDCM 3.0.21", "GDCM", "3.0.21")]
    [InlineData("2.25.175220362680028036156011002668768058626", "DICOM-rs 0.8.1", "dicom-rs", "0.8.1")]
    [InlineData("1.2.276.0.7238010.5.0.3.5.4", "OSIRIX", "OsiriX or Horos", null)]
    [InlineData("1.2.826.0.1.3680043.2.135.1066.101", "1.5.0/WIN32", "Conquest", "1.5.0")]
    [InlineData("1.3.6.1.4.1.25403.1.1.1", "Dicom 0.1", "ClearCanvas", null)]
    [InlineData("2.16.840.1.114151.100.1.1", "MergeCOM3_390", "MergeCOM-3", "3.9.0")]
    [InlineData("1.2.840.114089.1.0.0.3.3.12", "DCF 3.3.12c", "Laurel Bridge DCF", "3.3.12")]
    [InlineData("1.2.410.200010.99.3.5", "INFINITT_3.5", "INFINITT", "3.5")]
    [InlineData("1.3.46.670589.5.2.23", "ViewForum R7.4", "Philips ViewForum", "7.4")]
    [InlineData("1.2.840.113619.6.5", "1_2_5", "GE", null)]
    [InlineData("1.3.12.2.1107.5.2", "MR_VB15A", "Siemens", null)]
    [InlineData("1.2.752.24.3.3.25.6", null, "Sectra", null)]
    public void Find_PairThatWasSeen_IsRecognised(string uid, string? name, string family, string? version)
    {
        var row = FingerprintTable.Find(uid, name);

        Assert.NotNull(row);
        Assert.Equal(family, row.Family);
        Assert.Equal(version, FingerprintTable.VersionOf(row, name));
    }

    // Entries in the tables of other scanners that no product uses.
    [Theory]
    [InlineData("1.2.826.0.1.3680043.2.1545.1.2.3", null, "Orthanc")]
    [InlineData("1.2.826.0.1.3680043.2.1545", null, "Orthanc")]
    [InlineData("1.2.826.0.1.3680043.8.641", null, "Orthanc")]
    [InlineData("1.2.826.0.1.3680043.8.641", "ORTHANC", "Orthanc")]
    [InlineData("1.2.826.0.1.3680043.2.1343.8806", null, "ClearCanvas")]
    public void Find_WrongEntryOfAnotherTable_IsNotThatProduct(string uid, string? name, string product) =>
        Assert.NotEqual(product, FingerprintTable.Find(uid, name)?.Family);

    [Fact]
    public void VersionOf_PynetdicomWithDots_IsNotReadAsJoinedDigits()
    {
        // pynetdicom writes its version without dots: PYNETDICOM_3.0.4 stands in another scanner's table only.
        var row = FingerprintTable.Find("1.2.826.0.1.3680043.9.3811.3.0.4", "PYNETDICOM_3.0.4");

        Assert.Null(FingerprintTable.VersionOf(row!, "PYNETDICOM_3.0.4"));
    }

    [Theory]
    [InlineData("1.2.276.0.7230010.3.0.3.6.10", "OFFIS_DCMTK_3610")]      // 3.6.10 or 3.61.0: the name does not say
    [InlineData("1.2.276.0.7230010.3.0.3.6.7", "OFFIS_DCMTK_")]
    [InlineData("1.2.276.0.7230010.3.0.3.6.7", "OFFIS_DCMTK_3")]
    [InlineData("1.2.276.0.7230010.3.0.3.6.7", "SOMETHING_ELSE")]
    [InlineData("1.2.276.0.7230010.3.0.3.6.7", null)]
    public void VersionOf_NameThatDoesNotSay_IsUnknown(string uid, string? name) => Assert.Null(FingerprintTable.VersionOf(FingerprintTable.Find(uid, name)!, name));

    [Fact]
    public void VersionOf_HostileName_KeepsDigitsAndDotsOnly() =>
        Assert.Equal("9", FingerprintTable.VersionOf(FingerprintTable.Find("1.2.40.0.13.1.3", "dcm4che-9\u001b[31m")!, "dcm4che-9\u001b[31m"));

    [Theory]
    [InlineData(null, null)]
    [InlineData("", "")]
    [InlineData("1.2.3.4", "NOBODY")]
    [InlineData("1.2.40.0.13.1.33", "X")]           // an exact UID is not a root
    [InlineData("1.2.840.1136190.1", null)]         // nor is GE's root one of 1136190
    public void Find_Unknown_IsNothing(string? uid, string? name) => Assert.Null(FingerprintTable.Find(uid, name));

    [Fact]
    public void Find_UidAndNameThatDisagree_BelievesTheUid() =>
        Assert.Equal("fo-dicom", FingerprintTable.Find("1.3.6.1.4.1.30071.8", "PYNETDICOM_202")?.Family);

    [Fact]
    public void All_RowsAreCompleteAndUnique()
    {
        Assert.All(FingerprintTable.All, row =>
        {
            Assert.NotEmpty(row.Family);
            Assert.Matches(@"\A(0|[1-9][0-9]*)(\.(0|[1-9][0-9]*))*\.?\z", row.Uid);
            Assert.Contains(row.VersionStyle, (string[])["joined", "dotted", "version-first", ""]);
            Assert.NotEmpty(row.Evidence);
        });
        Assert.Equal(FingerprintTable.All.Count, FingerprintTable.All.DistinctBy(r => (r.Uid, r.NamePrefix)).Count());
    }

    [Fact]
    public void All_EveryRow_IsTheBestForItsOwnExample()
    {
        foreach (var row in FingerprintTable.All)
            Assert.Equal(row.Family, FingerprintTable.Find(row.Uid.EndsWith('.') ? row.Uid + "1" : row.Uid, row.NamePrefix)?.Family);
    }
}
