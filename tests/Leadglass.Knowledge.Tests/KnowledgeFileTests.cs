using System.Text;

namespace Leadglass.Knowledge.Tests;

public sealed class KnowledgeFileTests
{
    [Fact]
    public void Shipped_WrittenAgain_IsTheSameBytes()
    {
        using var text = new StringWriter();
        KnowledgeFile.Write(KnowledgeFile.Shipped, text);

        using var resource = typeof(KnowledgeFile).Assembly.GetManifestResourceStream("knowledge.json")!;
        using var reader = new StreamReader(resource, Encoding.UTF8);
        Assert.Equal(reader.ReadToEnd(), text.ToString());
    }

    [Fact]
    public void Shipped_HasEveryMedicalAdvisoryOfItsSources()
    {
        // CISA published 144 medical advisories from January 2017 to October 2024.
        Assert.Equal(144, KnowledgeFile.Shipped.Vulnerabilities.SelectMany(one => one.Affected).Select(product => product.Source)
            .Where(source => source.StartsWith("ICSMA-", StringComparison.Ordinal)).Distinct().Count());
    }

    [Fact]
    public void Shipped_PreambleOfPart10_IsAFlawOfTheStandard()
    {
        Assert.Equal(["CVE-2019-11687"], KnowledgeFile.Shipped.Vulnerabilities.Where(one => one.Origin == FlawOrigin.Standard).Select(one => one.Id));
    }

    [Fact]
    public void Read_EntryThatLeavesOutItsLists_HasEmptyOnes()
    {
        using var file = new MemoryStream(Encoding.UTF8.GetBytes("""{"format":"leadglass-knowledge","version":1,"vulnerabilities":[{"id":"CVE-2020-1"},{"id":"CVE-2020-2","affected":[{"vendor":"a","product":"b","versions":"*","source":"c"}]}]}"""));

        var one = Assert.Single(KnowledgeFile.Read(file).Vulnerabilities);

        Assert.Equal("CVE-2020-2", one.Id);
        Assert.Empty(one.Weaknesses);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("""{"format":"other","version":1,"vulnerabilities":[]}""")]
    [InlineData("""{"format":"leadglass-knowledge","version":1,"vulnerabilities":[{"id":null}]}""")]
    [InlineData("""{"format":"leadglass-knowledge","version":1,"vulnerabilities":[{"id":"A","affected":null}]}""")]
    public void Read_SomethingElse_SaysThatItIsNoKnowledgeFile(string text) =>
        Assert.Throws<InvalidDataException>(() => KnowledgeFile.Read(new MemoryStream(Encoding.UTF8.GetBytes(text))));

    [Fact]
    public void Join_TheSameCodeInOtherLetterCase_IsOneVulnerability()
    {
        var product = new AffectedProduct { Vendor = "V", Product = "P", Versions = "*", Source = "S" };

        var knowledge = new KnowledgeBase([new() { Id = "GHSA-abcd", Affected = [product] }, new() { Id = "ghsa-ABCD", Affected = [product with { Product = "Q" }] }], null);

        Assert.Equal(["P", "Q"], Assert.Single(knowledge.Vulnerabilities).Affected.Select(one => one.Product));
    }

    [Fact]
    public void Join_TwoSourcesOfOneCode_KeepsBothProductsAndTheHigherScore()
    {
        var knowledge = new KnowledgeBase([One("B", 5.0), One("A", 7.0), new Vulnerability { Id = "CVE-2020-2", Score = 9 }], null);

        var one = Assert.Single(knowledge.Vulnerabilities);
        Assert.Equal((7.0, "A,B"), (one.Score, string.Join(',', one.Affected.Select(product => product.Product))));

        static Vulnerability One(string product, double score) => new()
        {
            Id = "CVE-2020-1",
            Score = score,
            Affected = [new AffectedProduct { Vendor = "V", Product = product, Versions = "*", Source = "S" }],
        };
    }
}
