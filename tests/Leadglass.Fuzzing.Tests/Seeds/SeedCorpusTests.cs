using Leadglass.Dicom.Data;
using Leadglass.Dicom.Dictionary;
using Leadglass.Dicom.Files;
using Leadglass.Fuzzing.Seeds;
using Leadglass.TestKit;

namespace Leadglass.Fuzzing.Tests.Seeds;

public sealed class SeedCorpusTests
{
    public static TheoryData<string> Names => [.. SeedCorpus.All.Select(static seed => seed.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Seed_TakenApart_DeviatesInNothing(string name)
    {
        using var file = Read(name);

        Assert.True(file.IsRecognised);
        Assert.Empty(file.Anomalies.Concat(file.Meta.Anomalies).Concat(file.DataSet.Anomalies).Select(static anomaly => $"{anomaly.Kind} at {anomaly.Offset}"));
        Assert.Empty(PixelFragments.Of(file.DataSet)?.Anomalies ?? []);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Seed_NamesNoPatient(string name)
    {
        using var file = Read(name);

        Assert.True(file.DataSet.Find(new Tag(0x0010, 0x0010)) is null or { Value.IsEmpty: true });
        Assert.True(file.DataSet.Find(new Tag(0x0010, 0x0020)) is null or { Value.IsEmpty: true });
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Seed_IsTiny(string name) => Assert.InRange(Of(name).Length, 300, 4096);

    [RealPeerTheory("dcmdump")]
    [MemberData(nameof(Names))]
    public async Task Seed_IsAcceptedByDcmdump(string name)
    {
        using var folder = new TemporaryFolder();
        var path = folder.File(name);
        await File.WriteAllBytesAsync(path, Of(name).ToArray(), TestContext.Current.CancellationToken);

        var dump = await ExternalProgram.RunAsync("dcmdump", ["-q", "-E", path], TestContext.Current.CancellationToken);

        Assert.True(dump.ExitCode == 0, dump.AllOutput);
        Assert.Empty(dump.Errors.Trim());
    }

    [RealPeerTheory("dcmdjpeg dcmdrle")]
    [InlineData("syntax-jpeg-baseline.dcm", "dcmdjpeg", 128)]
    [InlineData("syntax-jpeg-lossless.dcm", "dcmdjpeg", 128)]
    [InlineData("syntax-rle.dcm", "dcmdrle", 128)]
    [InlineData("syntax-rle-multiframe.dcm", "dcmdrle", 128)]
    public async Task CompressedSeed_DecodedByDcmtk_HasTheSamplesItStandsFor(string name, string decoder, byte sample)
    {
        using var folder = new TemporaryFolder();
        var (from, to) = (folder.File("in.dcm"), folder.File("out.dcm"));
        await File.WriteAllBytesAsync(from, Of(name).ToArray(), TestContext.Current.CancellationToken);

        var decoded = await ExternalProgram.RunAsync(decoder, [from, to], TestContext.Current.CancellationToken);

        Assert.True(decoded.ExitCode == 0, decoded.AllOutput);
        using var file = DicomFile.Open(to);
        Assert.All(file.DataSet.Find(Tags.PixelData)!.Value.ReadValue(64), value => Assert.Equal(sample, value));
    }

    [Fact]
    public void Corpus_HasEveryVrOfTheStandard()
    {
        using var file = Read("vr-all.dcm");

        Assert.Subset(Enumerable.Range(0, file.DataSet.Count).Select(i => file.DataSet[i].Vr).ToHashSet(), VrRule.All.Select(static rule => rule.Vr).ToHashSet());
    }

    private static ReadOnlyMemory<byte> Of(string name) => SeedCorpus.All.Single(seed => seed.Name == name).Bytes;

    private static DicomFile Read(string name) => DicomFile.Read(ByteSource.From(Of(name)));
}
