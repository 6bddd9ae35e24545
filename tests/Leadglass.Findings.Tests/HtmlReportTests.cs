using System.Security.Cryptography;
using System.Text;
using Leadglass.TestKit;

namespace Leadglass.Findings.Tests;

public sealed class HtmlReportTests
{
    private static readonly Report Compared = Samples.Network with
    {
        Interruption = "interrupted by the user",
        Baseline = Baseline.Compare(Samples.Network with { Findings = [Samples.Finding(Samples.ClearText, "10.20.0.8:2762", Verdict.Fail)] }, Samples.Network),
    };

    private static readonly string Page = Samples.Render(Compared, ReportFormat.Html);

    [Fact]
    public void Write_Network_IsTheApprovedPage() => ApprovedOutput.Matches(Samples.Render(Samples.Network, ReportFormat.Html), "report.html");

    [Fact]
    public void Write_Anything_NeedsNeitherScriptNorNetwork()
    {
        Assert.DoesNotContain("<script", Page, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotMatch(@"\son\w+=", Page);
        Assert.DoesNotContain("src=", Page, StringComparison.Ordinal);
        Assert.DoesNotContain("<link", Page, StringComparison.Ordinal);
        Assert.DoesNotMatch(@"url\(|@import", Page);
        Assert.DoesNotContain(" style=", Page, StringComparison.Ordinal);
    }

    [Fact]
    public void Write_ContentSecurityPolicy_AllowsExactlyItsOwnStyleSheet()
    {
        var styleSheet = Page.Split("<style>")[1].Split("</style>")[0];
        var hash = Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(styleSheet)));
        Assert.Contains($"content=\"default-src 'none'; style-src 'sha256-{hash}'; base-uri 'none'; form-action 'none'\"", Page, StringComparison.Ordinal);
    }

    [Fact]
    public void Write_EveryLinkInThePage_LeadsSomewhereAndEveryIdIsUnique()
    {
        var ids = ValuesAfter(" id=\"").ToList();
        Assert.Equal(ids.Distinct(), ids);
        Assert.All(ValuesAfter("href=\"#"), fragment => Assert.Contains(fragment, ids));
    }

    [Fact]
    public void Write_CutShort_SaysSoBeforeTheHeadline()
    {
        Assert.Contains("<title>Cut short: interrupted by the user. Leadglass checked", Page, StringComparison.Ordinal);
        Assert.True(Page.IndexOf("Cut short.</strong> interrupted by the user", StringComparison.Ordinal) < Page.IndexOf("<h1>", StringComparison.Ordinal));
    }

    [Fact]
    public void Write_WithBaseline_ListsWhatIsFixed() =>
        Assert.Contains("<summary>Fixed <span class=\"amount\">1</span>", Page, StringComparison.Ordinal);

    [Fact]
    public void Write_ReferenceWithAScriptAddress_IsNotALink()
    {
        var rule = Samples.OpenQuery with { References = [new Reference("CWE-306", "javascript:alert(1)")] };
        var page = Samples.Render(Samples.Network with { Findings = [Samples.Finding(rule, "10.20.0.14:11112", Verdict.Fail)] }, ReportFormat.Html);
        Assert.DoesNotContain("javascript:", page, StringComparison.Ordinal);
        Assert.Contains("<li>CWE-306</li>", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Write_NothingExamined_IsStillAPage()
    {
        var page = Samples.Render(Samples.Network with { Targets = [], Findings = [] }, ReportFormat.Html);
        Assert.Contains("<p>Nothing was examined.</p>", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Write_Chart_IsDrawnToScaleAndSaidInWords()
    {
        // The picture's axes run from 64 to 700 and from 144 up to 14: half of the cases is at 382, half of the answers at 79.
        var page = Samples.Render(Charted([(0, 0), (500, 20), (1000, 40)]), ReportFormat.Html);

        Assert.Contains("points=\"64,144 382,79 700,14\"", page, StringComparison.Ordinal);
        Assert.Contains("role=\"img\" aria-label=\"&lt;Answers&gt;: 0 after 0 cases, 40 after 1,000.\"", page, StringComparison.Ordinal);
        Assert.Contains("<figcaption>&lt;Answers&gt;</figcaption>", page, StringComparison.Ordinal);
        Assert.DoesNotContain(" style=", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Write_ChartOfOnePoint_IsLeftOut() =>
        Assert.DoesNotContain("<svg", Samples.Render(Charted([(5, 1)]), ReportFormat.Html), StringComparison.Ordinal);

    [Fact]
    public void Write_ChartWithoutGrowth_StaysOnItsAxis() =>
        Assert.Contains("points=\"64,144 700,144\"", Samples.Render(Charted([(0, 0), (7, 0)]), ReportFormat.Html), StringComparison.Ordinal);

    private static Report Charted(IReadOnlyList<(long X, long Y)> points) => Samples.Network with
    {
        Targets = [Samples.Network.Targets[0] with { Charts = [new Chart { Title = "<Answers>", Along = "cases", Points = points }] }],
    };

    private static IEnumerable<string> ValuesAfter(string opening) => Page.Split(opening).Skip(1).Select(rest => rest.Split('"')[0]);
}
