namespace Leadglass.Findings.Writing.Html;

/// <summary>The one page for paper: one sheet of A4 or Letter.</summary>
internal static class OnePageHtml
{
    public static void Write(Report report, TextWriter writer)
    {
        var page = new OnePage(report);
        var html = new HtmlCanvas(writer);
        html.Head(OnePage.Title, EmbeddedText.Read(EmbeddedText.OnePageStyleSheet));
        html.Line($"<body>");
        html.Line($"<header><p class=\"brand\">Leadglass</p><p class=\"when\">{page.When}</p></header>");
        html.Line($"<main>");
        html.Line($"<h1>{OnePage.Title}</h1>");
        html.Line($"<p class=\"answer\">{page.Answer}</p>");
        html.Line($"<ul class=\"counts\">");
        foreach (var (verdict, count, words) in page.Standing)
            html.Line($"<li class=\"{HtmlReport.ClassOf(verdict)}\"><b>{count}</b> <span>{words}</span></li>");
        html.Line($"</ul>");
        WriteExposed(page, html);
        WriteFirst(page, html);
        WriteChanges(page, html);
        html.Line($"</main>");
        html.Line($"<footer><p>{page.Limits}</p></footer>");
        html.Line($"</body>");
        html.Line($"</html>");
    }

    private static void WriteExposed(OnePage page, HtmlCanvas html)
    {
        if (page.Exposed.Count == 0)
            return;
        html.Line($"<section><h2>What is exposed</h2><table><thead><tr><th scope=\"col\">Verdict</th><th scope=\"col\">Where</th><th scope=\"col\">What is worst there</th></tr></thead><tbody>");
        foreach (var (verdict, target, worst) in page.Exposed)
            html.Line($"<tr><td class=\"verdict {HtmlReport.ClassOf(verdict)}\">{Wording.Of(verdict)}</td><td><div class=\"target brief\">{target}</div></td><td><div class=\"brief\">{worst}</div></td></tr>");
        html.Line($"</tbody></table>");
        if (page.FurtherExposed > 0)
            html.Line($"<p class=\"more\">and {page.FurtherExposed} more</p>");
        html.Line($"</section>");
    }

    private static void WriteFirst(OnePage page, HtmlCanvas html)
    {
        if (page.First.Count == 0)
            return;
        html.Line($"<section><h2>Do first</h2><ol>");
        foreach (var (wrong, where, elsewhere, remedy, rule) in page.First)
            html.Line($"<li><div class=\"brief\"><b>{wrong}</b> <span class=\"id\">{rule}</span></div><div class=\"brief where\"><span class=\"target\">{where}</span>{elsewhere}</div><div class=\"brief\">{remedy}</div></li>");
        html.Line($"</ol></section>");
    }

    private static void WriteChanges(OnePage page, HtmlCanvas html)
    {
        if (page.Changes is not var (since, better, rest))
            return;
        html.Line($"<section><h2>Since {since}</h2><ul class=\"plain\">");
        foreach (var line in better)
            html.Line($"<li><div class=\"brief\">{line}</div></li>");
        html.Line($"<li>{rest}</li>");
        html.Line($"</ul></section>");
    }
}
