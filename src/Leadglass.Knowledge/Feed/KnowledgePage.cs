using System.Xml;
using System.Xml.Linq;

namespace Leadglass.Knowledge.Feed;

/// <summary>The knowledge as one HTML page without scripts, newest code first.</summary>
public static class KnowledgePage
{
    private const string Style = "body{font:16px/1.5 system-ui,sans-serif;max-width:75rem;margin:2rem auto;padding:0 1rem;color-scheme:light dark}"
        + "table{border-collapse:collapse;width:100%}th,td{text-align:left;vertical-align:top;padding:.4rem .6rem;border-bottom:1px solid #8886}td.score{text-align:right}";

    /// <summary>Writes the page.</summary>
    /// <param name="knowledge">What to write.</param>
    /// <param name="writer">Where to. Lines end with LF.</param>
    public static void Write(KnowledgeBase knowledge, TextWriter writer)
    {
        var title = "Known vulnerabilities of medical products";
        var page = new XElement("html", new XAttribute("lang", "en"),
            new XElement("head",
                new XElement("meta", new XAttribute("charset", "utf-8")),
                new XElement("meta", new XAttribute("name", "viewport"), new XAttribute("content", "width=device-width")),
                new XElement("title", title),
                new XElement("link", new XAttribute("rel", "alternate"), new XAttribute("type", "application/atom+xml"), new XAttribute("href", KnowledgeFeed.FileName)),
                new XElement("style", Style)),
            new XElement("body",
                new XElement("h1", title),
                new XElement("p", $"{knowledge.Vulnerabilities.Count} vulnerabilities; knowledge of {knowledge.Date?.ToString("yyyy-MM-dd") ?? "no known day"}. "
                    + "A version in a range is potentially affected: distributions mend versions without changing their names."),
                new XElement("table",
                    new XElement("thead", new XElement("tr", Heads("Code", "CVSS", "What", "At fault", "Products and versions", "Source"))),
                    new XElement("tbody", knowledge.Vulnerabilities.Reverse().Select(Row)))));
        writer.Write("<!doctype html>\n");
        using var xml = XmlWriter.Create(writer, new XmlWriterSettings { OmitXmlDeclaration = true, Indent = true, NewLineChars = "\n" });
        page.WriteTo(xml);
        xml.Flush();
        writer.Write('\n');
    }

    private static IEnumerable<XElement> Heads(params string[] names) => names.Select(name => new XElement("th", new XAttribute("scope", "col"), name));

    private static XElement Row(Vulnerability one) => new("tr", new XAttribute("id", Findings.VisibleText.Of(one.Id)),
        new XElement("td", Findings.VisibleText.Of(one.Id)),
        new XElement("td", new XAttribute("class", "score"), KnowledgeWords.Score(one)),
        new XElement("td", KnowledgeWords.Title(one), one.ExploitedSince is { } since ? $" (exploited since {since:yyyy-MM-dd})" : ""),
        new XElement("td", KnowledgeWords.Of(one.Origin)),
        new XElement("td", one.Affected.Select(product => new XElement("div", KnowledgeWords.Product(product)))),
        new XElement("td", one.Affected.DistinctBy(product => product.Source).Select(product => new XElement("div", KnowledgeWords.Address(product.Link) is { } address
            ? new XElement("a", new XAttribute("href", address), KnowledgeWords.Source(product))
            : KnowledgeWords.Source(product)))));
}
