using System.Xml.Linq;
using Leadglass.Knowledge.Feed;

namespace Leadglass.Knowledge.Tests.Feed;

public sealed class KnowledgeFeedTests
{
    private static readonly XNamespace Atom = "http://www.w3.org/2005/Atom";

    [Fact]
    public void Feed_OfTheShippedKnowledge_SaysOfEachWhatIsAtFault()
    {
        var entries = Feed(KnowledgeFile.Shipped).Elements(Atom + "entry").ToList();

        Assert.Equal(KnowledgeFile.Shipped.Vulnerabilities.Count, entries.Count);
        Assert.All(entries, entry => Assert.Contains((string?)entry.Element(Atom + "category")!.Attribute("term"), new[] { "implementation", "standard" }));
        Assert.StartsWith("Flaw of the standard.", (string?)entries.Single(entry => ((string)entry.Element(Atom + "title")!).StartsWith("CVE-2019-11687", StringComparison.Ordinal)).Element(Atom + "content"), StringComparison.Ordinal);
    }

    [Fact]
    public void PageAndFeed_OfHostileTexts_HoldNoMarkupControlsOrScriptAddresses()
    {
        var hostile = "<script>alert(1)</script>\u001b[2J\u202e\ud800";
        var knowledge = new KnowledgeBase(
            [new Vulnerability { Id = "X" + hostile, Title = hostile, Affected = [new AffectedProduct { Vendor = hostile, Product = hostile, Versions = hostile, Source = hostile, Link = "javascript:alert(1)" }] }], null);
        using var page = new StringWriter();
        KnowledgePage.Write(knowledge, page);

        Assert.DoesNotContain("<script", page.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("href=\"javascript", page.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', page.ToString());
        Assert.DoesNotContain('\u202e', page.ToString());
        Assert.Empty(Feed(knowledge).Descendants(Atom + "link"));
    }

    private static XElement Feed(KnowledgeBase knowledge)
    {
        using var text = new StringWriter();
        KnowledgeFeed.Write(knowledge, text);
        return XElement.Parse(text.ToString());
    }
}
