using System.Text.RegularExpressions;
using Leadglass.Dicom.Data;
using Leadglass.Dicom.Dictionary;
using Leadglass.Dicom.Files;
using Leadglass.Inspection.Policies;
using Leadglass.Inspection.Sanitising;
using Leadglass.TestKit;

namespace Leadglass.EndToEnd.Tests.Files;

/// <summary>Files of others, damaged and repaired: the repaired one is the file that it was, or one that DCMTK and GDCM read as such.</summary>
public sealed partial class SanitiserRepairTests : IDisposable
{
    private const string Corpus = "/usr/lib/python3/dist-packages/pydicom/data/test_files";
    private const string Ct = $"{Corpus}/CT_small.dcm";
    private const string TwoFrames = $"{Corpus}/SC_rgb_rle_2frame.dcm";

    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private string Bad => _folder.File("bad.dcm");

    private string Copy => _folder.File("copy.dcm");

    public void Dispose() => _folder.Dispose();

    [RealPeerTheory($"{Dcmdump.Program} {Ct}")]
    [InlineData(StructureRepairs.Order)]
    [InlineData(StructureRepairs.Duplicates)]
    [InlineData(StructureRepairs.GroupLengths)]
    [InlineData(StructureRepairs.Padding)]
    public async Task DamagedImage_IsTheImageAgain(StructureRepairs repair)
    {
        await DamageAsync(Ct, (file, edit) =>
        {
            var name = file.DataSet.Find(Tags.PatientName)!.Value;
            if (repair == StructureRepairs.Order)
            {
                edit.DataSet.InsertBefore(file.DataSet.Find(Tags.SopClassUid)!.Value, file.DataSet.Source.ReadBytes(name.Bytes));
                edit.DataSet.Remove(name);
            }
            else if (repair == StructureRepairs.Duplicates)
            {
                edit.DataSet.InsertAfter(name, file.DataSet.Source.ReadBytes(name.Bytes));
            }
            else if (repair == StructureRepairs.GroupLengths)
            {
                edit.Meta.ReplaceValue(file.Meta.Find(new Tag(0x00020000))!.Value, (byte[])[8, 0, 0, 0]);
            }
            else
            {
                // The space behind a text is cut off, and the length says so.
                var padded = Padded(file.DataSet);
                edit.DataSet.SetLength(padded, (uint)padded.Value.Length - 1);
                edit.DataSet.ReplaceValue(padded, padded.ReadValue((int)padded.Value.Length - 1));
            }
        });
        Assert.NotEqual(await File.ReadAllBytesAsync(Ct, Cancellation), await File.ReadAllBytesAsync(Bad, Cancellation));

        MustDeliver(repair);
        // The directory of its TIFF header could have moved: the preamble is zero.
        Assert.Equal(new byte[128], (await File.ReadAllBytesAsync(Copy, Cancellation))[..128]);
        Assert.Equal((await File.ReadAllBytesAsync(Ct, Cancellation))[128..], (await File.ReadAllBytesAsync(Copy, Cancellation))[128..]);
        Assert.Equal(0, (await ExternalProgram.RunAsync(Dcmdump.Program, ["--quiet", Copy], Cancellation)).ExitCode);
    }

    [RealPeerFact($"dcmdrle gdcmconv {TwoFrames}")]
    public async Task WrongOffsetTable_IsMadeAnewAndThePixelsAreTheSame()
    {
        await DamageAsync(TwoFrames, static (file, edit) => edit.DataSet.ReplaceValue(PixelFragments.Of(file.DataSet)!.BasicOffsetTable!.Value, (byte[])[0, 0, 0, 0, 0xA1, 0x02, 0, 0]));
        MustDeliver(StructureRepairs.OffsetTables);
        // The writer of the file had the right table.
        Assert.Equal(await File.ReadAllBytesAsync(TwoFrames, Cancellation), await File.ReadAllBytesAsync(Copy, Cancellation));

        foreach (var (program, options) in new[] { ("dcmdrle", ""), ("gdcmconv", "--raw") })
        {
            var (before, after) = (_folder.File("before.dcm"), _folder.File("after.dcm"));
            await MustRunAsync(program, [.. options.Split(' ', StringSplitOptions.RemoveEmptyEntries), Bad, before]);
            await MustRunAsync(program, [.. options.Split(' ', StringSplitOptions.RemoveEmptyEntries), Copy, after]);
            Assert.Equal(PixelData(before), PixelData(after));
            Assert.Equal(60_000, PixelData(after).Length); // two frames of 100 by 100 pixels in three colours
        }
    }

    [RealPeerFact($"dcmmkdir {Dcmdump.Program} {Ct}")]
    public async Task DirectoryWithARecordOutsideTheMedia_IsReadAndExtendedByDcmmkdir()
    {
        var media = _folder.Folder("media");
        Directory.CreateDirectory(Path.Combine(media, "AB"));
        string[] images = [Ct, $"{Corpus}/MR_small.dcm", $"{Corpus}/SC_rgb_small_odd.dcm"];
        for (var i = 0; i < images.Length; i++)
            File.Copy(images[i], Path.Combine(media, "AB", $"IM00000{i + 1}"));
        await MakeDirectoryAsync(media, "AB/IM000001", "AB/IM000002");
        var directory = Path.Combine(media, "DICOMDIR");
        var bytes = await File.ReadAllBytesAsync(directory, Cancellation);
        "..\\IM000001"u8.CopyTo(bytes.AsSpan(bytes.AsSpan().IndexOf("AB\\IM000001"u8)));
        await File.WriteAllBytesAsync(Bad, bytes, Cancellation);

        Assert.Equal(SanitiseOutcome.KeptBack, new Sanitiser(SitePolicy.Default).Sanitise(Bad, Copy).Outcome);
        MustDeliver(StructureRepairs.Directory);
        var dump = (await ExternalProgram.RunAsync(Dcmdump.Program, ["--quiet", Copy], Cancellation)).Output;
        Assert.Equal(["AB\\IM000002"], FileIds(dump));
        // DCMTK prints where each record stands: every offset that is not zero leads to one of them.
        var records = RecordOffset().Matches(dump).Select(static match => match.Groups["offset"].Value).ToHashSet();
        var offsets = LeadingOffset().Matches(dump).Select(static match => match.Groups["offset"].Value).Where(static offset => offset != "0").ToList();
        Assert.Equal(7, records.Count); // two patients, studies and series, one image
        Assert.Equal(7, offsets.Distinct().Count());
        Assert.Subset(records, offsets.ToHashSet());

        File.Copy(Copy, directory, overwrite: true);
        await MakeDirectoryAsync(media, "+A", "AB/IM000003");
        Assert.Equal(["AB\\IM000002", "AB\\IM000003"], FileIds((await ExternalProgram.RunAsync(Dcmdump.Program, ["--quiet", directory], Cancellation)).Output));
    }

    private async Task DamageAsync(string path, Action<DicomFile, DicomFileEdit> damage)
    {
        using var file = DicomFile.Read(ByteSource.Open(path));
        var edit = new DicomFileEdit(file, LengthPolicy.Keep);
        damage(file, edit);
        await using var stream = File.Create(Bad);
        edit.WriteTo(stream);
    }

    private void MustDeliver(StructureRepairs repair)
    {
        var result = new Sanitiser(new SitePolicy { Structure = repair }).Sanitise(Bad, Copy);
        Assert.True(result.Outcome == SanitiseOutcome.Delivered, string.Join("; ", result.Reasons));
        Assert.NotEmpty(result.Actions);
        // A second pass has nothing to do.
        var again = new Sanitiser(new SitePolicy { Structure = StructureRepairs.All }).Plan(Copy);
        Assert.Empty(again.Actions);
        Assert.DoesNotContain(again.Findings, static finding => finding.IsProblem);
    }

    private static DataNode Padded(DataTree tree)
    {
        foreach (var node in tree.Top)
        {
            if (node.Vr == Vr.LO && !node.Tag.IsPrivate && node.Value.Length > 0 && node.ReadValue(64)[^1] == ' ')
                return node;
        }

        throw new InvalidOperationException("No padded text.");
    }

    private static byte[] PixelData(string path)
    {
        using var file = DicomFile.Read(ByteSource.Open(path));
        return file.DataSet.Find(Tags.PixelData)!.Value.ReadValue(1 << 20);
    }

    private static List<string> FileIds(string dump) => [.. FileId().Matches(dump).Select(static match => match.Groups["id"].Value)];

    // dcmmkdir takes names relative to the folder of the DICOMDIR.
    private static Task MakeDirectoryAsync(string media, params string[] arguments) =>
        MustRunAsync("dcmmkdir", ["+I", "+id", media, "+D", Path.Combine(media, "DICOMDIR"), .. arguments]);

    private static async Task MustRunAsync(string program, params string[] arguments)
    {
        var result = await ExternalProgram.RunAsync(program, arguments, Cancellation);
        Assert.True(result.ExitCode == 0, result.AllOutput);
    }

    [GeneratedRegex(@"#  offset=\$(?<offset>\d+)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex RecordOffset();

    [GeneratedRegex(@"\(0004,(?:1200|1202|1400|1420)\) up (?<offset>\d+)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex LeadingOffset();

    [GeneratedRegex(@"\(0004,1500\) CS \[(?<id>[^\]]*)\]", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex FileId();
}
