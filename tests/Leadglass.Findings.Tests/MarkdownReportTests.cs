using Leadglass.Findings.Writing;
using Leadglass.TestKit;

namespace Leadglass.Findings.Tests;

public sealed class MarkdownReportTests
{
    [Fact]
    public void Write_Network_IsTheApprovedPage() => ApprovedOutput.Matches(Samples.Render(Samples.Network, ReportFormat.Markdown), "report.md");

    [Theory]
    [InlineData("a|b", @"a\|b")]
    [InlineData("`x`", @"\`x\`")]
    [InlineData("[here](https://example.org)", @"\[here\](https\://example.org)")]
    [InlineData("![x](y)", @"!\[x\](y)")]
    [InlineData("<img src=x>", @"\<img src=x\>")]
    [InlineData("&lt;", @"\&lt;")]
    [InlineData("**bold** _it_", @"\*\*bold\*\* \_it\_")]
    [InlineData("www.example.org", @"www\.example.org")]
    [InlineData("@octocat", "`@`octocat")]
    [InlineData("- item", @"\- item")]
    [InlineData("1. item", @"1\. item")]
    [InlineData("# title", @"\# title")]
    [InlineData(@"back\slash", @"back\\slash")]
    [InlineData("two\nlines", "two lines")]
    [InlineData("TLS 1.2, B.12 (PS3.15): use it.", "TLS 1.2, B.12 (PS3.15): use it.")]
    public void Prose_Markup_IsText(string text, string escaped) => Assert.Equal(escaped, MarkdownText.Prose(text));

    // CommonMark §6.1: a code span ends at a run of backticks as long as the one that began it; one space inside is stripped on either side.
    [Theory]
    [InlineData("PACS1", "`PACS1`")]
    [InlineData("a`b", "``a`b``")]
    [InlineData("a``b", "```a``b```")]
    [InlineData("`x`", "`` `x` ``")]
    [InlineData(" x ", "`  x  `")]
    [InlineData("", "")]
    [InlineData("a\nb", @"`a\u{A}b`")]
    public void Code_Backticks_StayInside(string text, string span) => Assert.Equal(span, MarkdownText.Code(text));

    [Fact]
    public void CodeCell_Bar_DoesNotEndTheCell() => Assert.Equal(@"`a\|b`", MarkdownText.CodeCell("a|b"));

    [Theory]
    [InlineData("javascript:alert(1)")]
    [InlineData("http://example.org/")]
    [InlineData("//example.org/")]
    [InlineData("not an address")]
    [InlineData(null)]
    public void Link_AnythingButHttps_IsTheNameAlone(string? url) => Assert.Equal("CWE-319", MarkdownText.Link(new Reference("CWE-319", url)));

    [Fact]
    public void Link_Https_IsALinkThatTheAddressCannotLeave() =>
        Assert.Equal("[x](<https://example.org/a%3E)%20b>)", MarkdownText.Link(new Reference("x", "https://example.org/a>) b")));
}
