using System.Security.Cryptography;
using Leadglass.Dicom.Data;
using Leadglass.Dicom.Dictionary;
using Leadglass.Dicom.Files;
using Leadglass.Fuzzing.Mutation;
using Leadglass.Fuzzing.Seeds;

namespace Leadglass.Fuzzing.Tests.Mutation;

public sealed class CaseMakerTests
{
    private const ulong Campaign = 20260101;

    public static TheoryData<string> Operators => [.. MutationOperators.All.Select(static op => op.Id)];

    [Fact]
    public void Make_SameSeedAndIndex_IsTheSameFileWithoutItsHistory()
    {
        var one = new CaseMaker(Campaign, SeedCorpus.All);
        for (var i = 0; i < 300; i++)
            _ = one.Make(i);
        var other = new CaseMaker(Campaign, SeedCorpus.All);

        // Backwards: nothing that was made before may matter.
        for (var i = 299; i >= 0; i--)
        {
            Assert.Equal(Hash(one.Make(i)), Hash(other.Make(i)));
            Assert.Equal(one.Make(i).Steps, other.Make(i).Steps);
        }
    }

    [Fact]
    public void Make_OtherCampaignSeed_IsOtherFiles()
    {
        var one = new CaseMaker(1, SeedCorpus.All);
        var other = new CaseMaker(2, SeedCorpus.All);

        Assert.InRange(Enumerable.Range(0, 200).Count(i => Hash(one.Make(i)) == Hash(other.Make(i))), 0, 10);
    }

    /// <summary>Only words of a dictionary have to be given: without one their operator fits no file, and the indices of the others stay what they were.</summary>
    [Fact]
    public void GeneratedCorpus_HasWorkForEveryOperator()
    {
        Assert.Equal(MutationOperators.All.Select(static op => op.Id), WithWords().Operators.Select(static op => op.Id));
        Assert.Equal(MutationOperators.All.SkipLast(1), new CaseMaker(Campaign, SeedCorpus.All).Operators);
    }

    [Fact]
    public void Operators_HaveIdsOfTheirOwn() => Assert.Equal(MutationOperators.All.Count, MutationOperators.All.Select(static op => op.Id).Distinct().Count());

    [Theory]
    [MemberData(nameof(Operators))]
    public void Operator_ByItself_ChangesItsSeedAndSaysHow(string id)
    {
        var cases = FirstStepsOf(id, 40).ToList();

        Assert.All(cases, made => Assert.NotEqual(SeedOf(made).Bytes.ToArray(), made.Bytes.ToArray()));
        Assert.All(cases, made => Assert.NotEmpty(Assert.Single(made.Steps).What));
        // Some draws change nothing, such as a value that is there already.
        Assert.InRange(cases.Count, 10, 40);
        Assert.InRange(cases.Select(Hash).Distinct().Count(), 5, 40);
    }

    [Fact]
    public void LengthLie_LeavesEverythingButOneHeader()
    {
        foreach (var made in FirstStepsOf("length-lie", 30))
        {
            var (seed, bytes) = (SeedOf(made).Bytes.ToArray(), made.Bytes.ToArray());

            if (SeedIsDeflated(made))
                continue;
            Assert.Equal(seed.Length, bytes.Length);
            Assert.InRange(seed.Zip(bytes).Count(static pair => pair.First != pair.Second), 1, sizeof(uint));
        }
    }

    [Fact]
    public void ShortPixelData_IsHonestAboutItsLength()
    {
        foreach (var made in FirstStepsOf("short-pixel-data", 30).Where(static made => !SeedIsDeflated(made)))
        {
            using var file = DicomFile.Read(ByteSource.From(made.Bytes));
            using var seed = DicomFile.Read(ByteSource.From(SeedOf(made).Bytes));

            Assert.Empty(file.DataSet.Anomalies);
            Assert.True(file.DataSet.Find(Tags.PixelData)!.Value.Value.Length < seed.DataSet.Find(Tags.PixelData)!.Value.Value.Length);
        }
    }

    [Fact]
    public void Nesting_ReachesDepthsThatOverflowStacks()
    {
        var deepest = FirstStepsOf("nesting", 60).Max(static made =>
        {
            using var file = DicomFile.Read(ByteSource.From(made.Bytes));
            return file.DataSet.Depth;
        });

        Assert.True(deepest >= 20_000, $"{deepest}");
    }

    [Fact]
    public void Make_WithoutAStep_KeepsTheOthers()
    {
        var maker = new CaseMaker(Campaign, SeedCorpus.All);
        var index = Enumerable.Range(0, 1000).First(i => maker.Make(i).Steps.Count == 2 && maker.Make(i, 0b10).Steps.Count == 1);

        Assert.Equal(maker.Make(index).Steps[0], Assert.Single(maker.Make(index, 0b10).Steps));
        Assert.Empty(maker.Make(index, 0b1111).Steps);
        Assert.Equal(SeedOf(maker.Make(index)).Bytes.ToArray(), maker.Make(index, 0b1111).Bytes.ToArray());
    }

    private static IEnumerable<FuzzCase> FirstStepsOf(string id, int count)
    {
        var maker = id == MutationOperators.All[^1].Id ? WithWords() : new CaseMaker(Campaign, SeedCorpus.All);
        var place = maker.Operators.Index().Single(op => op.Item.Id == id).Index;
        return Enumerable.Range(0, count)
            .Select(n => maker.Make(((long)n * maker.Operators.Count) + place, without: 0b1110))
            .Where(made => made.Steps.Count == 1 && !made.Bytes.Span.SequenceEqual(SeedOf(made).Bytes.Span));
    }

    private static CaseMaker WithWords() => new(Campaign, SeedCorpus.All, ["MONOCHROME1"u8.ToArray(), "\0\u0001"u8.ToArray()]);

    private static Seed SeedOf(FuzzCase made) => SeedCorpus.All.Single(seed => seed.Name == made.Seed);

    private static bool SeedIsDeflated(FuzzCase made) => made.Seed == "syntax-deflated.dcm";

    private static string Hash(FuzzCase made) => Convert.ToHexString(SHA256.HashData(made.Bytes.Span));
}
