using Leadglass.Dicom.Data;
using Leadglass.Findings;
using Leadglass.Inspection.Contents;
using Leadglass.Inspection.Files;
using Leadglass.Inspection.Rules;

namespace Leadglass.Inspection.Tests.Files;

/// <summary>Files that other people's programs wrote.</summary>
public sealed class RealFileTests
{
    private const string Pydicom = "/usr/lib/python3/dist-packages/pydicom/data/test_files";

    [RealPeerFact($"{Pydicom}/CT_small.dcm")]
    public void FilesOfPydicom_HoldNothingHidden()
    {
        // Between the images lie a gzip file and a page that quotes a script, which are what they are said to be.
        var images = Directory.GetFiles(Pydicom, "*", SearchOption.AllDirectories)
            .Select(static file => (file, FileInspector.Inspect(ByteSource.Open(file))))
            .Where(static pair => pair.Item2.IsDicom).ToList();
        Assert.InRange(images.Count, 150, 1000);
        foreach (var (file, seen) in images)
        {
            Assert.True(seen.Discoveries.All(static found => found.Kind == ContentKinds.Tiff), $"{file}: {string.Join("; ", seen.Discoveries)}");
            Assert.DoesNotContain(InspectionRules.All.Judge(seen, file), static finding => finding.IsProblem && finding.Severity >= Severity.High);
        }
    }

    /// <summary>The odd ones. Every remark is true; the UIDs are those that dcmdump shows.</summary>
    /// <remarks>
    /// MR_truncated: the pixel data breaks off before its length. badVR, rtdose and its three variants: (0002,0003) begins with 1.2.999, (0008,0018)
    /// with 1.9.999. image_dfl: the eight bytes of a gzip trailer follow the deflated stream.
    /// JPEG2000-embedded-sequence-delimiter: a delimiter was written over the width in the codestream on purpose.
    /// DICOMDIR-nooffset: the item at byte 10,860 announces 248 bytes, and its sequence has 224 left; dcmdump reads over it.
    /// rtplan: (0002,0003) begins with 1.2.999, (0008,0018) with 1.2.777. rtplan_truncated: the same file, cut, so that a length runs past the end.
    /// </remarks>
    [RealPeerFact($"{Pydicom}/CT_small.dcm")]
    public void FilesOfPydicom_OnlyTheOddOnesAreRemarkedUpon()
    {
        var remarks = Directory.GetFiles(Pydicom, "*", SearchOption.AllDirectories)
            .SelectMany(static file => InspectionRules.All.Judge(FileInspector.Inspect(ByteSource.Open(file)), Path.GetRelativePath(Pydicom, file)))
            .Where(static finding => finding.IsProblem && finding.Severity >= Severity.Medium)
            .Select(static finding => $"{finding.Target} {finding.Rule.Id}").Order(StringComparer.Ordinal);
        Assert.Equal(
        [
            "JPEG2000-embedded-sequence-delimiter.dcm LG-INS-045", "MR_truncated.dcm LG-INS-040", "badVR.dcm LG-INS-042", "dicomdirtests/DICOMDIR-nooffset LG-INS-040", "image_dfl.dcm LG-INS-013",
            "rtdose.dcm LG-INS-042", "rtdose_1frame.dcm LG-INS-042", "rtdose_expb.dcm LG-INS-042", "rtdose_expb_1frame.dcm LG-INS-042",
            "rtplan.dcm LG-INS-042", "rtplan_truncated.dcm LG-INS-040", "rtplan_truncated.dcm LG-INS-042",
        ], remarks);
    }

    [RealPeerFact("/dev/zero")]
    public void Device_IsAnErrorAndNotAnEmptyFile() => Assert.Throws<IOException>(() => ByteSource.Open("/dev/zero"));

    [RealPeerFact("mkfifo")]
    public async Task PipeThatNobodyWritesTo_IsAnErrorAndNotAWaitWithoutEnd()
    {
        using var folder = new TemporaryFolder();
        var pipe = folder.File("pipe");
        Assert.Equal(0, (await ExternalProgram.RunAsync("mkfifo", [pipe], TestContext.Current.CancellationToken)).ExitCode);
        Assert.Throws<IOException>(() => ByteSource.Open(pipe));
        Assert.Equal(0, ByteSource.Open(folder.Write("empty", "")).Length);
    }

    [RealPeerFact("pdf2dcm")]
    public async Task DocumentThatDcmtkEncapsulates_IsReadAndJudged()
    {
        using var folder = new TemporaryFolder();
        var pdf = folder.Write("report.pdf", "%PDF-1.4\n1 0 obj <</Type/Catalog/OpenAction 2 0 R>> endobj\n2 0 obj <</S/JavaScript/JS(void)>> endobj\n%%EOF\n");
        var dicom = folder.File("report.dcm");
        var made = await ExternalProgram.RunAsync("pdf2dcm", [pdf, dicom], TestContext.Current.CancellationToken);
        Assert.True(made.ExitCode == 0, made.AllOutput);

        var document = Assert.Single(FileInspector.Inspect(ByteSource.Open(dicom)).Documents);
        Assert.Equal(("(0042,0011)", "application/pdf", "pdf", false), (document.Place.Path, document.Declared, document.Recognised, document.IsMismatch));
        Assert.Equal(["runs JavaScript (/JavaScript)", "runs JavaScript (/JS)", "acts when it is opened (/OpenAction)"], document.Active);
    }

    [RealPeerFact("cda2dcm")]
    public async Task CdaThatDcmtkEncapsulates_IsReadAndJudged()
    {
        using var folder = new TemporaryFolder();
        var cda = folder.Write("report.xml", """
            <?xml version="1.0"?><?xml-stylesheet type="text/xsl" href="cda.xsl"?>
            <ClinicalDocument xmlns="urn:hl7-org:v3"><typeId root="2.16.840.1.113883.1.3" extension="POCD_HD000040"/><id root="2.25.5"/>
            <code code="11528-7" codeSystem="2.16.840.1.113883.6.1" displayName="Radiology Report"/><title>Report</title></ClinicalDocument>
            """);
        var dicom = folder.File("report.dcm");
        var made = await ExternalProgram.RunAsync("cda2dcm", [cda, dicom], TestContext.Current.CancellationToken);
        Assert.True(made.ExitCode == 0, made.AllOutput);

        var document = Assert.Single(FileInspector.Inspect(ByteSource.Open(dicom)).Documents);
        Assert.Equal(("xml", false), (document.Recognised, document.IsMismatch));
        Assert.Equal(["names a style sheet (xml-stylesheet)"], document.Active);
    }
}
