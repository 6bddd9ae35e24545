using Leadglass.FuzzTargets;
using Leadglass.TestKit;

namespace Leadglass.Cli.Tests;

/// <summary>What campaigns against the readers of the product have reached so far is run again: nothing but declared exceptions.</summary>
public sealed class FuzzTargetTests
{
    private const int LargestCorpus = 64 * 1024;

    private static readonly string Corpora = Path.Combine(Repository.Root, "tests", "corpora");

    public static TheoryData<string> Names => [.. FuzzTarget.All.Select(static target => target.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Corpus_EveryFile_IsReadOrRefused(string name)
    {
        var target = FuzzTarget.All.Single(target => target.Name == name);
        var files = Directory.GetFiles(Path.Combine(Corpora, name));

        Assert.NotEmpty(files);
        Assert.All(files, file => target.Run(File.ReadAllBytes(file)));
        Assert.InRange(files.Sum(static file => new FileInfo(file).Length), 1, LargestCorpus);
    }

    [Fact]
    public void Corpora_AreThoseOfTheTargets() =>
        Assert.Equal(FuzzTarget.All.Select(static target => target.Name).Order(StringComparer.Ordinal), Directory.GetDirectories(Corpora).Select(static folder => Path.GetFileName(folder)).Order(StringComparer.Ordinal));

    [Fact]
    public void Run_ExceptionThatNobodyDeclared_ComesOut()
    {
        var report = FuzzTarget.All.Single(static target => target.Name == "report");

        report.Run([1]);

        Assert.ThrowsAny<Exception>(() => (report with { Declared = [] }).Run([1]));
    }
}
