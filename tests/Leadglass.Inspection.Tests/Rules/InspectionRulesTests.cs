using System.IO.Compression;
using Leadglass.Dicom.Data;
using Leadglass.Findings;
using Leadglass.Inspection.Files;
using Leadglass.Inspection.Pickles;
using Leadglass.Inspection.Rules;
using Leadglass.Inspection.Tests.Support;
using static Leadglass.Inspection.Tests.Support.DicomBytes;

namespace Leadglass.Inspection.Tests.Rules;

public sealed class InspectionRulesTests
{
    public static TheoryData<string, string> Cases => [.. InspectionCases.All.Select(static c => (c.Rule, c.Case))];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Verdict_IsWhatAPersonWouldSay(string rule, string name)
    {
        var (_, _, verdict, file) = InspectionCases.All.Single(c => c.Rule == rule && c.Case == name);
        var finding = Judge(file).SingleOrDefault(f => f.Rule.Id == rule);
        Assert.Equal(verdict, finding?.Verdict);
    }

    [Fact]
    public void EveryRule_HasACase() =>
        Assert.Empty(InspectionRules.All.Rules.Select(static rule => rule.Id).Except(InspectionCases.All.Select(static c => c.Rule)).Except(["LG-INS-060"]));

    [Fact]
    public void SoundFile_HasNoProblem() => Assert.DoesNotContain(Judge(DicomBytes.File(elements: [DicomBytes.Private(new byte[64])])), static finding => finding.IsProblem);

    [Fact]
    public void Evidence_NamesTagPathVrCreatorOffsetAndCall()
    {
        var file = DicomBytes.File(elements: [DicomBytes.Private([.. new byte[40], .. InspectionCases.CallingPickle])]);
        var evidence = Assert.Single(Judge(file).Single(static finding => finding.Rule.Id == "LG-INS-020").Evidence);
        var offset = file.AsSpan().IndexOf(InspectionCases.CallingPickle);
        Assert.Equal($"(0009,1010) OB, creator \"ACME 1\", byte {offset:N0}: Python pickle (calls fractions.Fraction; 10 instructions)", evidence);
    }

    /// <summary>The byte of a constant's length may be one more digit in front of base64, and zlib begins inside the pickle.</summary>
    [Theory]
    [InlineData("base64")]
    [InlineData("zlib")]
    [InlineData("gzip gzip gzip gzip")]
    public void Pickle_WrappedInThePickleOrFourTimes_IsFound(string layers)
    {
        byte[] inner = [.. InspectionCases.CallingPickle, .. new byte[40]];
        byte[] hidden = layers switch
        {
            "base64" => Sleeping(Text(Convert.ToBase64String(inner))),
            "zlib" => Sleeping(Packed(inner, static stream => new ZLibStream(stream, CompressionLevel.Optimal))),
            _ => Enumerable.Range(0, 4).Aggregate(inner, static (bytes, _) => Packed(bytes, static stream => new GZipStream(stream, CompressionLevel.Optimal))),
        };
        var seen = FileInspector.Inspect(ByteSource.From(DicomBytes.File(elements: [DicomBytes.Private(hidden)])));
        Assert.Contains(seen.Discoveries, found => string.Join(' ', found.Place.Layers) == layers && found.Pickle is { Verdict: PickleVerdict.Calls });

        static byte[] Sleeping(byte[] constant) => [0x80, 3, (byte)'C', (byte)constant.Length, .. constant, (byte)'.'];

        static byte[] Packed(byte[] bytes, Func<Stream, Stream> packing)
        {
            using var packed = new MemoryStream();
            using (var stream = packing(packed))
                stream.Write(bytes);
            return packed.ToArray();
        }
    }

    [Fact]
    public void Evidence_NeverQuotesValues()
    {
        var file = DicomBytes.File(elements:
        [
            DicomBytes.Element(0x0010, 0x0010, "PN", DicomBytes.Text("Sentinel^Name")),
            DicomBytes.Element(0x0010, 0x4000, "LT", DicomBytes.Text("<script>Sentinel</script> javascript:Sentinel")),
            DicomBytes.Element(0x0028, 0x7FE0, "UR", DicomBytes.Text("https://example.org/Sentinel")),
            DicomBytes.Document(DicomBytes.Text("%PDF-1.4\n1 0 obj <</S/URI/URI(https://Sentinel)>>"), "application/pdf"),
            DicomBytes.Text("Sentinel outside"),
        ]);
        Assert.DoesNotContain(Judge(file).SelectMany(static finding => finding.Evidence), static line => line.Contains("Sentinel", StringComparison.Ordinal));
    }

    [Fact]
    public void AnyChangeOfAFile_IsInspectedWithoutException() => Property.Check(
        ArbitraryBytes.Near([.. InspectionCases.All.Select(static c => c.File)]),
        static bytes => Judge(bytes).Count > 0,
        count: 1000);

    private static IReadOnlyList<Finding> Judge(byte[] file) => InspectionRules.All.Judge(FileInspector.Inspect(ByteSource.From(file)), "file");
}
