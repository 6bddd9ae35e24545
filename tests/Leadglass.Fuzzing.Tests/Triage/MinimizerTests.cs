using Leadglass.Dicom.Data;
using Leadglass.Dicom.Dictionary;
using Leadglass.Dicom.Files;
using Leadglass.Fuzzing.Seeds;
using Leadglass.Fuzzing.Triage;

namespace Leadglass.Fuzzing.Tests.Triage;

public sealed class MinimizerTests
{
    private static readonly ReadOnlyMemory<byte> Image = SeedCorpus.All.Single(static seed => seed.Name == "class-ct.dcm").Bytes;

    [Fact]
    public async Task Run_OneElementMatters_LeavesLittleMoreThanIt()
    {
        var smallest = await new Minimizer(bytes => Task.FromResult(HasRows(bytes)), 5000).RunAsync(Image);

        Assert.True(HasRows(smallest));
        // Eight bytes of header and two of value; without a meta header nothing else is needed to read it.
        Assert.InRange(smallest.Length, 10, 40);
    }

    [Fact]
    public async Task Run_NothingSmallerFails_ReturnsTheFileItself()
    {
        var smallest = await new Minimizer(static bytes => Task.FromResult(bytes.Span.SequenceEqual(Image.Span)), 300).RunAsync(Image);

        Assert.Equal(Image.ToArray(), smallest.ToArray());
    }

    [Fact]
    public async Task Run_BudgetIsUsedUp_ReturnsTheSmallestSoFar()
    {
        var runs = 0;
        var smallest = await new Minimizer(
            bytes =>
            {
                runs++;
                return Task.FromResult(HasRows(bytes));
            },
            7).RunAsync(Image);

        Assert.InRange(runs, 1, 7);
        Assert.True(HasRows(smallest));
    }

    private static bool HasRows(ReadOnlyMemory<byte> bytes)
    {
        using var file = DicomFile.Read(ByteSource.From(bytes));
        return file.DataSet.Find(Tags.Rows)?.ReadUInt16() == 8;
    }
}
