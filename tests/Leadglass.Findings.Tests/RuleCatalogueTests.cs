namespace Leadglass.Findings.Tests;

public sealed class RuleCatalogueTests
{
    private static readonly RuleCatalogue Catalogue = new([Samples.ClearText, Samples.OpenQuery, Samples.OpenQuery with { Id = "LG-EXP-210" }]);

    [Fact]
    public void Rules_GivenInAnyOrder_AreOrderedById() => Assert.Equal(["LG-EXP-021", "LG-EXP-210", "LG-TLS-030"], Catalogue.Rules.Select(rule => rule.Id));

    [Theory]
    [InlineData("LG-EXP-021")]
    [InlineData("lg-exp-021")]
    [InlineData(" LG-Exp-021 ")]
    public void Find_AnyLetterCase_FindsTheRule(string id) => Assert.Same(Samples.OpenQuery, Catalogue.Find(id));

    [Fact]
    public void Find_Unknown_FindsNothing() => Assert.Null(Catalogue.Find("LG-EXP-022"));

    [Fact]
    public void Constructor_SameIdInOtherLetterCase_IsRefused()
    {
        var twice = Assert.Throws<ArgumentException>(() => new RuleCatalogue([Samples.OpenQuery, Samples.OpenQuery with { Id = "lg-exp-021" }]));
        Assert.Contains("Two rules have the id", twice.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("LG-EXP-21")]
    [InlineData("LG-exp-021")]
    [InlineData("LG-EXP")]
    [InlineData("LG--021")]
    [InlineData("XX-EXP-021")]
    [InlineData("LG-EXP-02١")]
    public void Constructor_MalformedId_IsRefused(string id) =>
        Assert.Throws<ArgumentException>(() => new RuleCatalogue([Samples.OpenQuery with { Id = id }]));

    [Theory]
    [InlineData("LG-EXP-012", "LG-EXP-021")] // two digits swapped
    [InlineData("LG-EPX-021", "LG-EXP-021")] // two letters swapped
    [InlineData("LG-EXP-22", "LG-EXP-021")]
    [InlineData("exp21", "LG-EXP-021")]
    [InlineData("021", "LG-EXP-021")]
    [InlineData("tls-30", "LG-TLS-030")]
    [InlineData("LG_TLS_030", "LG-TLS-030")]
    public void Suggest_NearMiss_NamesTheRuleThatWasMeantFirst(string id, string meant) => Assert.Equal(meant, Catalogue.Suggest(id)[0].Id);

    [Theory]
    [InlineData("")]
    [InlineData("-")]
    [InlineData("something else")]
    public void Suggest_NothingNear_SuggestsNothing(string id) => Assert.Empty(Catalogue.Suggest(id));

    [Fact]
    public void Suggest_ManyNear_NamesThreeAtMost()
    {
        var crowded = new RuleCatalogue(Enumerable.Range(10, 9).Select(number => Samples.OpenQuery with { Id = $"LG-EXP-0{number}" }));
        Assert.Equal(3, crowded.Suggest("LG-EXP-01").Count);
    }
}
