using System.Xml;
using System.Xml.Linq;

namespace Leadglass.Knowledge.Feed;

/// <summary>The knowledge as an Atom feed (RFC 4287), newest code first.</summary>
public static class KnowledgeFeed
{
    /// <summary>The file that the page names.</summary>
    public const string FileName = "feed.xml";

    // Identifies the feed wherever it is served from (RFC 4287 §4.2.6); never changed.
    private const string Id = "urn:uuid:5d0c0d59-6d2e-4c0e-9a5b-7f1b1c0f7f10";
    private static readonly XNamespace Atom = "http://www.w3.org/2005/Atom";

    /// <summary>Writes the feed.</summary>
    /// <param name="knowledge">What to write.</param>
    /// <param name="writer">Where to. Lines end with LF.</param>
    public static void Write(KnowledgeBase knowledge, TextWriter writer)
    {
        var feed = new XElement(Atom + "feed",
            new XElement(Atom + "id", Id),
            new XElement(Atom + "title", "Known vulnerabilities of medical products"),
            new XElement(Atom + "updated", Moment(knowledge.Date)),
            new XElement(Atom + "author", new XElement(Atom + "name", "Leadglass")),
            knowledge.Vulnerabilities.Reverse().Select(one => Entry(one, knowledge.Date)));
        using (var xml = XmlWriter.Create(writer, new XmlWriterSettings { OmitXmlDeclaration = true, Indent = true, NewLineChars = "\n" }))
            feed.WriteTo(xml);
        writer.Write('\n');
    }

    private static XElement Entry(Vulnerability one, DateOnly? date) => new(Atom + "entry",
        new XElement(Atom + "id", $"{Id}#{Uri.EscapeDataString(one.Id)}"),
        new XElement(Atom + "title", $"{Findings.VisibleText.Of(one.Id)}: {KnowledgeWords.Title(one)}"),
        new XElement(Atom + "updated", Moment(KnowledgeWords.Day(one) ?? date)),
        new XElement(Atom + "category", new XAttribute("term", one.Origin.ToString().ToLowerInvariant())),
        one.Affected.Select(product => KnowledgeWords.Address(product.Link)).OfType<string>().Take(1)
            .Select(address => new XElement(Atom + "link", new XAttribute("rel", "alternate"), new XAttribute("href", address))),
        new XElement(Atom + "content", new XAttribute("type", "text"), string.Join('\n', Lines(one))));

    private static IEnumerable<string> Lines(Vulnerability one)
    {
        yield return char.ToUpperInvariant(KnowledgeWords.Of(one.Origin)[0]) + KnowledgeWords.Of(one.Origin)[1..] + ".";
        if (one.Score is not null)
            yield return $"CVSS {KnowledgeWords.Score(one)}.";
        foreach (var product in one.Affected)
            yield return $"{KnowledgeWords.Product(product)} ({KnowledgeWords.Source(product)})";
    }

    private static string Moment(DateOnly? day) => $"{day ?? DateOnly.FromDateTime(DateTime.UnixEpoch):yyyy-MM-dd}T00:00:00Z";
}
