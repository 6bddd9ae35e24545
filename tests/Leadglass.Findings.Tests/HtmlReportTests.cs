using Leadglass.TestKit;

namespace Leadglass.Findings.Tests;

public sealed class HtmlReportTests
{
    [Fact]
    public void Write_Network_IsTheApprovedPage() => ApprovedOutput.Matches(Samples.Render(Samples.Network, ReportFormat.Html), "report.html");
}
