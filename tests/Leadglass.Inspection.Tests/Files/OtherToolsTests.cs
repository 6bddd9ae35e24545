using Leadglass.Dicom.Data;
using Leadglass.Findings;
using Leadglass.Inspection.Files;
using Leadglass.Inspection.Rules;

namespace Leadglass.Inspection.Tests.Files;

/// <summary>Files that DCMTK and GDCM make are what they seem: nothing of severity medium or above is said of them.</summary>
public sealed class OtherToolsTests
{
    private const string Ct = "/usr/lib/python3/dist-packages/pydicom/data/test_files/CT_small.dcm";
    private const string Charsets = "/usr/lib/python3/dist-packages/pydicom/data/charset_files";

    [RealPeerTheory($"dcmj2pnm img2dcm gdcmimg dump2dcm dcmdump dcmcjpeg dcmcjpls dcmcrle dcmconv gdcmconv gdcmanon {Ct}")]
    [InlineData($"dcmj2pnm +oj +Wm {Ct} a.jpg", "img2dcm a.jpg made.dcm")]
    [InlineData($"dcmj2pnm +ob +Wm {Ct} a.bmp", "img2dcm -i BMP a.bmp made.dcm")]
    [InlineData($"dcmj2pnm +oj +Wm {Ct} a.jpg", "gdcmimg -i a.jpg -o made.dcm")]
    [InlineData($"dcmcjpeg {Ct} made.dcm")]
    [InlineData($"dcmcjpls {Ct} made.dcm")]
    [InlineData($"dcmcrle {Ct} made.dcm")]
    [InlineData($"dcmconv +td {Ct} made.dcm")]
    [InlineData($"dcmconv +tb {Ct} made.dcm")]
    [InlineData($"dcmconv +ti -e {Ct} made.dcm")]
    [InlineData($"gdcmconv --raw {Ct} made.dcm")]
    [InlineData($"gdcmconv --implicit {Ct} made.dcm")]
    [InlineData($"gdcmconv --jpeg {Ct} made.dcm")]
    [InlineData($"gdcmconv --j2k {Ct} made.dcm")]
    [InlineData($"gdcmconv --jpegls {Ct} made.dcm")]
    [InlineData($"gdcmconv --rle {Ct} made.dcm")]
    [InlineData($"gdcmanon --dumb --empty 10,10 -i {Ct} -o made.dcm")]
    [InlineData($"dcmconv {Ct} IM1", "dcmmkdir --general-purpose --output-file made.dcm IM1")]
    public async Task FilesOfDcmtkAndGdcm_AreNotRemarkedUpon(params string[] commands)
    {
        using var folder = new TemporaryFolder();
        foreach (var command in commands)
        {
            // dcmmkdir takes File IDs below a folder, not paths.
            var words = command.Split(' ').Select(word => word is "a.jpg" or "a.bmp" or "made.dcm" || (word == "IM1" && command.StartsWith("dcmconv", StringComparison.Ordinal)) ? folder.File(word) : word).ToArray();
            string[] root = words[0] == "dcmmkdir" ? ["--input-directory", folder.Path] : [];
            var made = await ExternalProgram.RunAsync(words[0], [.. root, .. words[1..]], TestContext.Current.CancellationToken);
            Assert.True(made.ExitCode == 0, made.AllOutput);
        }

        Assert.Empty(Remarks(folder.File("made.dcm")));
    }

    /// <summary>GDCM ends a deflated data set as gzip does, with a checksum and the length: eight bytes that PS3.5 §A.5 has no place for. The remark is true.</summary>
    [RealPeerFact($"gdcmconv {Ct}")]
    public async Task DeflatedFileOfGdcm_HasEightBytesBehindTheStream()
    {
        using var folder = new TemporaryFolder();
        var file = folder.File("made.dcm");
        Assert.Equal(0, (await ExternalProgram.RunAsync("gdcmconv", ["--deflated", Ct, file], TestContext.Current.CancellationToken)).ExitCode);
        Assert.Contains("LG-INS-013", Assert.Single(Remarks(file)), StringComparison.Ordinal);
        var end = (await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken)).AsSpan()[^4..];
        using var read = Dicom.Files.DicomFile.Open(file);
        Assert.Equal(read.DataSet.Range.Length, BitConverter.ToUInt32(end));
    }

    /// <summary>Two of them name another instance in the File Meta Information than in the data set, as dcmdump shows; the rest is sound.</summary>
    [RealPeerFact($"{Charsets}/chrGerm.dcm")]
    public void FilesOfPydicomInEveryRepertoire_OnlyTheTwoOfAnotherInstanceAreRemarkedUpon()
    {
        var files = Directory.GetFiles(Charsets, "*.dcm");
        Assert.InRange(files.Length, 15, 100);
        Assert.Equal(
            ["chrJapMulti.dcm LG-INS-042", "chrJapMultiExplicitIR6.dcm LG-INS-042"],
            files.SelectMany(Remarks).Select(static remark => string.Join(' ', remark.Split(' ')[..2])).Order(StringComparer.Ordinal));
    }

    private static IEnumerable<string> Remarks(string file) =>
        InspectionRules.All.Judge(FileInspector.Inspect(ByteSource.Open(file)), Path.GetFileName(file))
            .Where(static finding => finding.IsProblem && finding.Severity >= Severity.Medium)
            .Select(static finding => $"{finding.Target} {finding.Rule.Id} {string.Join("; ", finding.Evidence)}");
}
