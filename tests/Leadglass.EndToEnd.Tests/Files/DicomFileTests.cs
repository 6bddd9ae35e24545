using Leadglass.Dicom.Data;
using Leadglass.Dicom.Files;
using Leadglass.TestKit;

namespace Leadglass.EndToEnd.Tests.Files;

/// <summary>Files of others: the tree has the elements that dcmdump finds, and is written back byte for byte.</summary>
public sealed class DicomFileTests
{
    /// <summary>The test files of pydicom: every transfer syntax and many oddities.</summary>
    private const string Corpus = "/usr/lib/python3/dist-packages/pydicom/data/test_files";

    private const string Ct = $"{Corpus}/CT_small.dcm";
    private const string Mr = $"{Corpus}/MR_small.dcm";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [RealPeerFact($"{Dcmdump.Program} {Ct}")]
    public async Task Open_EveryFileOfPydicom_HasTheElementsThatDcmdumpFinds()
    {
        var (compared, differences) = (0, new List<string>());
        foreach (var path in Directory.EnumerateFiles(Corpus, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            using var file = DicomFile.Open(path);
            Assert.Equal(await File.ReadAllBytesAsync(path, Cancellation), Written(file));
            if (await Dcmdump.ListAsync(path, Cancellation) is not { } list)
                continue;
            compared++;
            if (Dcmdump.FirstDifference(list, file) is { } difference)
                differences.Add($"{path}: {difference}");
        }

        Assert.Empty(differences);
        Assert.True(compared >= 150, $"Only {compared} files were compared.");
    }

    [RealPeerTheory($"{Dcmdump.Program} dcmconv dcmcjpeg dcmcjpls dcmcrle gdcmconv {Ct}")]
    [InlineData("dcmconv", "+te +e", DataSetEncoding.ExplicitLittleEndian)]
    [InlineData("dcmconv", "+te -e", DataSetEncoding.ExplicitLittleEndian)]
    [InlineData("dcmconv", "+ti +e", DataSetEncoding.ImplicitLittleEndian)]
    [InlineData("dcmconv", "+ti -e", DataSetEncoding.ImplicitLittleEndian)]
    [InlineData("dcmconv", "+tb +e", DataSetEncoding.ExplicitBigEndian)]
    [InlineData("dcmconv", "+tb -e", DataSetEncoding.ExplicitBigEndian)]
    [InlineData("dcmconv", "+td", DataSetEncoding.ExplicitLittleEndian)]
    [InlineData("dcmconv", "+td -e", DataSetEncoding.ExplicitLittleEndian)]
    [InlineData("dcmcjpeg", "+e1", DataSetEncoding.ExplicitLittleEndian)]
    [InlineData("dcmcjpls", "+fs 1 +ot", DataSetEncoding.ExplicitLittleEndian)]
    [InlineData("dcmcrle", "+fs 1 +ot", DataSetEncoding.ExplicitLittleEndian)]
    [InlineData("gdcmconv", "--raw --implicit", DataSetEncoding.ImplicitLittleEndian)]
    [InlineData("gdcmconv", "--raw --explicit", DataSetEncoding.ExplicitLittleEndian)]
    [InlineData("gdcmconv", "--j2k", DataSetEncoding.ExplicitLittleEndian)]
    [InlineData("gdcmconv", "--rle", DataSetEncoding.ExplicitLittleEndian)]
    public async Task Open_FileWrittenByAnother_HasTheElementsThatDcmdumpFinds(string program, string options, DataSetEncoding encoding)
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("converted.dcm");
        foreach (var original in new[] { Ct, Mr })
        {
            var made = await ExternalProgram.RunAsync(program, [.. options.Split(' '), original, path], Cancellation);
            Assert.True(made.ExitCode == 0, made.AllOutput);

            using var file = DicomFile.Open(path);
            Assert.Equal(encoding, file.DataSet.Encoding);
            Assert.Equal(options.Contains("+td", StringComparison.Ordinal), file.IsDeflated);
            Assert.DoesNotContain(file.Anomalies.Concat(file.DataSet.Anomalies), static anomaly => anomaly.IsFault);
            Assert.Empty(PixelFragments.Of(file.DataSet)?.Anomalies ?? []);
            Assert.Null(Dcmdump.FirstDifference((await Dcmdump.ListAsync(path, Cancellation))!, file));
            Assert.Equal(await File.ReadAllBytesAsync(path, Cancellation), Written(file));
        }
    }

    [RealPeerFact($"{Dcmdump.Program} dcmconv {Ct}")]
    public async Task WriteTo_AfterARepairedChange_IsAFileThatDcmdumpReadsAlike()
    {
        using var folder = new TemporaryFolder();
        var (path, changed) = (folder.File("original.dcm"), folder.File("changed.dcm"));
        Assert.Equal(0, (await ExternalProgram.RunAsync("dcmconv", ["+te", "+e", "+g=", $"{Corpus}/test-SR.dcm", path], Cancellation)).ExitCode);
        using (var file = DicomFile.Open(path))
        {
            var edit = new DicomFileEdit(file);
            var deepest = Enumerable.Range(0, file.DataSet.Count).Select(index => file.DataSet[index]).Last(static node => node is { Kind: DataNodeKind.Element, IsSequence: false, Parent: not null });
            edit.DataSet.ReplaceValue(deepest, new byte[1000]);
            edit.DataSet.Remove(file.DataSet[0]);
            await using var written = File.Create(changed);
            edit.WriteTo(written);
        }

        using var read = DicomFile.Open(changed);
        Assert.Empty(read.DataSet.Anomalies);
        Assert.Null(Dcmdump.FirstDifference((await Dcmdump.ListAsync(changed, Cancellation))!, read));
    }

    private static byte[] Written(DicomFile file)
    {
        using var written = new MemoryStream();
        new DicomFileEdit(file).WriteTo(written);
        return written.ToArray();
    }
}
