using Leadglass.Dicom.Data;
using Leadglass.Findings;
using Leadglass.Inspection.Files;
using Leadglass.Inspection.Policies;
using Leadglass.Inspection.Sanitising;
using Leadglass.Inspection.Tests.Contents;
using Leadglass.Inspection.Tests.Rules;
using DicomFile = Leadglass.Dicom.Files.DicomFile;
using IOFile = System.IO.File;
using static Leadglass.Inspection.Tests.Support.DicomBytes;

namespace Leadglass.Inspection.Tests.Sanitising;

public sealed class SanitiserTests : IDisposable
{
    private static readonly SitePolicy Thorough = new()
    {
        Documents = DocumentTreatment.Remove,
        Links = Treatment.Remove,
        Structure = StructureRepairs.All,
        KeepBackFrom = Severity.Info,
    };

    private readonly TemporaryFolder _folder = new();

    /// <summary>What the default policy cannot mend: the reasons stand in the how-to page.</summary>
    private static readonly string[] KeptBackByDefault =
    [
        "LG-INS-013 behind the data set",       // text behind an object without pixel data may be the rest of it
        "LG-INS-030 program declared as PDF",
        "LG-INS-030 text declared as PDF",
        "LG-INS-031 script in CDA",
        "LG-INS-040 length past the end",
        "LG-INS-040 offset table that points past the fragments",
        "LG-INS-042 other instance",
        "LG-INS-044 File ID with a parent folder",
        "LG-INS-044 File ID from the root",
        "LG-INS-044 circle",
        "LG-INS-044 offset to no record",
        "LG-INS-045 native pixel data cut short",
        "LG-INS-045 lines of the codestream",
        "LG-INS-050 encrypted PDF",
    ];

    private static readonly string[] KeptBackByTheThorough =
    [
        "LG-INS-013 behind the data set",
        "LG-INS-044 circle",
        "LG-INS-044 offset to no record",
        "LG-INS-045 native pixel data cut short",
        "LG-INS-045 lines of the codestream",
        "LG-INS-046 bytes behind the image",
    ];

    public static TheoryData<string, string> BadFiles =>
        [.. InspectionCases.All.Where(static c => c.Verdict is Verdict.Fail or Verdict.Warn or Verdict.NotTested && IsDicom(c.File)).Select(static c => (c.Rule, c.Case))];

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(BadFiles))]
    public void BadFile_IsDeliveredCleanOrKeptBack(string rule, string name)
    {
        var bytes = InspectionCases.All.Single(c => c.Rule == rule && c.Case == name).File;
        foreach (var (policy, keptBack) in new[] { (SitePolicy.Default, KeptBackByDefault), (Thorough, KeptBackByTheThorough) })
        {
            var (result, copy) = Sanitise(bytes, policy);
            var expected = keptBack.Contains($"{rule} {name}") ? SanitiseOutcome.KeptBack : SanitiseOutcome.Delivered;
            Assert.True(expected == result.Outcome, $"{result.Outcome}: {string.Join("; ", result.Reasons)}");
            Assert.Equal(expected == SanitiseOutcome.Delivered, copy is not null);
            if (copy is not null)
                Assert.DoesNotContain(SitePolicy.Default.Judge(FileInspector.Inspect(ByteSource.From(copy)), "copy"), finding => finding.IsProblem && finding.Severity >= policy.KeepBackFrom);
        }
    }

    [Fact]
    public void SoundFile_IsCopiedByteForByte()
    {
        var bytes = File(elements: [Private(new byte[64]), Pixels(64)]);
        var (result, copy) = Sanitise(bytes);
        Assert.Equal(bytes, copy);
        Assert.Empty(result.Actions);
        Assert.Equal(result.InputSha256, result.OutputSha256);
    }

    [Fact]
    public void BadPrivateElement_GoesAloneAndIsNamed()
    {
        byte[] bad = [.. new byte[6], .. InspectionCases.CallingPickle];
        var before = File(elements: [Private(bad), Element(0x0010, 0x4000, "LT", Text("fine")), Pixels(64)]);
        var (result, copy) = Sanitise(before);
        Assert.Equal(File(elements: [Element(0x0009, 0x0010, "LO", Text("ACME 1")), Element(0x0010, 0x4000, "LT", Text("fine")), Pixels(64)]), copy);
        var action = Assert.Single(result.Actions);
        Assert.Equal((SanitiseActionKind.Remove, "(0009,1010)", "LG-INS-020, Python pickle"), (action.Kind, action.Path, action.Reason));
        Assert.Equal(Element(0x0009, 0x1010, "OB", bad), before[(int)action.Range.Offset..(int)action.Range.End]);
        Assert.Equal(Sha256(before[(int)action.Range.Offset..(int)action.Range.End]), action.Sha256);
        Assert.Equal(Sha256(new byte[64]), result.Kept!.PixelDataSha256);
    }

    [Fact]
    public void StandardElement_StaysWithoutItsValue()
    {
        var (_, copy) = Sanitise(File(elements: [Element(0x0010, 0x4000, "LT", Text("<script>alert(1)</script> ")), Pixels(2)]));
        Assert.Equal(File(elements: [Element(0x0010, 0x4000, "LT", []), Pixels(2)]), copy);
    }

    [Fact]
    public void ContentInPixelData_IsNotTouchedAndKeepsTheFileBack()
    {
        var (result, copy) = Sanitise(File(elements: [Element(0x7FE0, 0x0010, "OB", [.. ContentVectors.Pe(), .. new byte[64]])]));
        Assert.Null(copy);
        Assert.Empty(result.Actions);
        Assert.Contains("LG-INS-010", Assert.Single(result.Reasons), StringComparison.Ordinal);
    }

    [Fact]
    public void BytesBehindCompletePixelData_AreCut()
    {
        var sound = File(elements: [.. Image(bytes: 64)]);
        Assert.Equal(sound, Sanitise([.. sound, .. Text("and something")]).Copy);
    }

    [Fact]
    public void BytesBehindPixelDataThatIsTooShort_MayBeTheRestOfIt()
    {
        var (result, copy) = Sanitise([.. File(elements: [.. Image(bytes: 62)]), .. Text("and something")]);
        Assert.Null(copy);
        Assert.Equal(SanitiseOutcome.KeptBack, result.Outcome);
    }

    [Theory]
    [InlineData(Treatment.Keep, "", "", "ACME 1,ACME 2")]
    [InlineData(Treatment.Remove, "", "", "")]
    [InlineData(Treatment.Remove, "ACME 2", "", "ACME 2")]
    [InlineData(Treatment.Keep, "", "ACME 2", "ACME 1")]
    public void PrivateElements_StayOrGoByCreator(Treatment all, string keep, string remove, string left)
    {
        byte[][] blocks = [Block(0x10, "ACME 1"), Block(0x11, "ACME 2")];
        var policy = new SitePolicy { PrivateElements = all, KeepCreators = List(keep), RemoveCreators = List(remove) };
        var (_, copy) = Sanitise(File(elements: [InOrder(blocks), Pixels(2)]), policy);
        Assert.Equal(File(elements: [InOrder([.. List(left).Select(name => name == "ACME 1" ? blocks[0] : blocks[1])]), Pixels(2)]), copy);

        // Creator, then one element, 8 + 6 and 12 + 4 bytes long.
        static byte[] Block(byte number, string creator) =>
            [.. Element(0x0011, number, "LO", Text(creator)), .. Element(0x0011, (ushort)(number << 8), "OB", [1, 2, 3, 4])];

        static byte[] InOrder(byte[][] blocks) => [.. blocks.SelectMany(static block => block[..14]), .. blocks.SelectMany(static block => block[14..])];

        static string[] List(string names) => names.Length == 0 ? [] : names.Split(',');
    }

    [Fact]
    public void ArchiveOfAKeptCreator_StaysAndItsProgramsGo()
    {
        var zip = ContentVectors.Anywhere.First(static vector => vector.Kind.Id == "zip").Bytes;
        var policy = new SitePolicy { KeepCreators = ["ACME 1"] };
        var withZip = File(elements: [Private(zip), Pixels(2)]);
        Assert.Equal(withZip, Sanitise(withZip, policy).Copy);
        Assert.NotEmpty(Sanitise(File(elements: [Private([.. ContentVectors.Pe(), .. new byte[64]]), Pixels(2)]), policy).Result.Actions);
    }

    [Fact]
    public void ElementInsideSequences_GoesAndLengthsAroundItFollow()
    {
        byte[] Nested(byte[] inner) => Element(0x0040, 0xA730, "SQ", [0xFE, 0xFF, 0x00, 0xE0, .. BitConverter.GetBytes(inner.Length), .. inner]);
        var text = Element(0x0040, 0xA160, "UT", Text("fine"));
        var (result, copy) = Sanitise(File(elements: [Nested([.. Private(InspectionCases.CallingPickle), .. text]), Pixels(2)]));
        Assert.Equal(File(elements: [Nested([.. Element(0x0009, 0x0010, "LO", Text("ACME 1")), .. text]), Pixels(2)]), copy);
        Assert.Equal("(0040,A730)[0].(0009,1010)", Assert.Single(result.Actions).Path);
    }

    [Fact]
    public void TiffPreamble_KeepsWhatTiffNeeds()
    {
        var directory = Hex.Parse("0100 0001 0400 01000000 01000000 00000000");
        byte[] Tiff(string rest, params byte[][] more)
        {
            var file = File(preamble: [.. Hex.Parse("49492A00 00000000"), .. Text(rest)], elements: [Private([.. directory, .. new byte[4]]), .. more]);
            BitConverter.TryWriteBytes(file.AsSpan(4), file.AsSpan().IndexOf(directory));
            return file;
        }

        Assert.Equal(Tiff("", Pixels(2)), Sanitise(Tiff("left over", Pixels(2))).Copy);
        var (result, copy) = Sanitise(Tiff("", Element(0x0010, 0x4000, "LT", Text("<script>1</script>")), Pixels(2)));
        Assert.Equal(new byte[128], copy![..128]);
        Assert.Contains(result.Actions, static action => action.Kind == SanitiseActionKind.ClearPreamble);
    }

    [Fact]
    public void Original_IsNeverTouched_AndWithoutAFolderNothingIsLeft()
    {
        var bytes = File(elements: [Private(InspectionCases.CallingPickle)]);
        var input = _folder.File("a.dcm");
        IOFile.WriteAllBytes(input, bytes);
        Assert.Throws<DirectoryNotFoundException>(() => new Sanitiser(SitePolicy.Default).Sanitise(input, Path.Combine(_folder.Path, "missing", "b.dcm")));
        Assert.Throws<ArgumentException>(() => new Sanitiser(SitePolicy.Default).Sanitise(input, input, overwrite: true));
        Assert.Equal(bytes, IOFile.ReadAllBytes(input));
        Assert.Equal([input], Directory.GetFileSystemEntries(_folder.Path));
    }

    [Fact]
    public void WriterThatFailsHalfway_LeavesNoFile()
    {
        using (var partial = new PartialFile(_folder.File("c.dcm"), null))
        {
            Assert.Throws<IOException>(() => partial.Write(static stream =>
            {
                stream.Write(new byte[200_000]);
                throw new IOException("No space left on device");
            }));
        }

        Assert.Empty(Directory.GetFileSystemEntries(_folder.Path));
    }

    [Fact]
    public void Quarantine_GetsWhatWasTakenOut()
    {
        var input = _folder.File("a.dcm");
        IOFile.WriteAllBytes(input, File(elements: [Private(InspectionCases.CallingPickle), Pixels(2)]));
        new Sanitiser(SitePolicy.Default, _folder.Folder("q")).Sanitise(input, _folder.File("b.dcm"));
        var piece = Assert.Single(Directory.GetFiles(_folder.File("q")));
        byte[] value = InspectionCases.CallingPickle.Length % 2 == 0 ? InspectionCases.CallingPickle : [.. InspectionCases.CallingPickle, 0];
        Assert.Equal(value, IOFile.ReadAllBytes(piece));
        Assert.Equal($"{Sha256(value)}.bin", Path.GetFileName(piece));
    }

    [Fact]
    public void OtherFiles_AreLeftOutOrCopiedIfNothingIsFound()
    {
        Assert.Equal(SanitiseOutcome.LeftOut, Sanitise(Text("hello")).Result.Outcome);
        var copy = new SitePolicy { OtherFiles = OtherFileTreatment.Copy };
        // Of a format that nobody knows it cannot be said that nothing is in it.
        Assert.Equal(SanitiseOutcome.KeptBack, Sanitise(Text("hello"), copy).Result.Outcome);
        Assert.Equal(Text("hello"), Sanitise(Text("hello"), copy with { Accept = ["LG-INS-050"] }).Copy);
        Assert.Equal(SanitiseOutcome.KeptBack, Sanitise(InspectionCases.CallingPickle, copy).Result.Outcome);
    }

    [Fact]
    public void Compare_WithAnyOtherByteChanged_IsNull()
    {
        var bytes = File(elements: [Private(new byte[20]), Element(0x0010, 0x4000, "LT", Text("fine")), Pixels(8)]);
        using var original = DicomFile.Read(ByteSource.From(bytes));
        var none = new Dictionary<int, NodeChange>();
        for (var at = (int)original.DataSet.Range.Offset; at < bytes.Length; at++)
        {
            var changed = (byte[])bytes.Clone();
            changed[at] ^= 0x01;
            using var copy = DicomFile.Read(ByteSource.From(changed));
            Assert.True(KeptContent.Compare(new DataTreeEdit(original.DataSet).NodesAsWritten(), none, copy.DataSet) is null, $"byte {at}");
        }

        using var same = DicomFile.Read(ByteSource.From(bytes));
        Assert.NotNull(KeptContent.Compare(new DataTreeEdit(original.DataSet).NodesAsWritten(), none, same.DataSet));
    }

    private static bool IsDicom(byte[] bytes) => FileInspector.Inspect(ByteSource.From(bytes)).IsDicom;

    private static string Sha256(byte[] bytes) => Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(bytes));

    private static byte[] Pixels(int length) => Element(0x7FE0, 0x0010, "OB", new byte[length]);

    /// <summary>Eight by eight pixels of eight bits, with as many bytes as told.</summary>
    private static byte[][] Image(int bytes) =>
    [
        Element(0x0028, 0x0002, "US", [1, 0]), Element(0x0028, 0x0010, "US", [8, 0]), Element(0x0028, 0x0011, "US", [8, 0]), Element(0x0028, 0x0100, "US", [8, 0]),
        Pixels(bytes),
    ];

    private (SanitisedFile Result, byte[]? Copy) Sanitise(byte[] bytes, SitePolicy? policy = null)
    {
        var (input, output) = (_folder.File("in.dcm"), _folder.File("out.dcm"));
        IOFile.WriteAllBytes(input, bytes);
        IOFile.Delete(output);
        var result = new Sanitiser(policy ?? SitePolicy.Default).Sanitise(input, output);
        Assert.Equal(bytes, IOFile.ReadAllBytes(input));
        return (result, IOFile.Exists(output) ? IOFile.ReadAllBytes(output) : null);
    }
}
