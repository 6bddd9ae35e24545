using System.Xml.Linq;
using Leadglass.TestKit;

namespace Leadglass.Findings.Tests;

public sealed class JUnitReportTests
{
    private static XElement Suites(Report report, ReportOptions? options = null) => XDocument.Parse(Samples.Render(report, ReportFormat.JUnit, options)).Root!;

    [Fact]
    public void Write_Network_IsTheApprovedXml() => ApprovedOutput.Matches(Samples.Render(Samples.Network, ReportFormat.JUnit), "report.junit.xml");

    [Theory]
    [InlineData(Severity.Info, 4)]
    [InlineData(Severity.Medium, 3)]
    [InlineData(Severity.High, 2)]
    [InlineData(Severity.Critical, 0)]
    public void Write_Threshold_FailuresAreWhatMakesTheCommandFail(Severity failOn, int failures)
    {
        var policy = new ExitPolicy { FailOn = failOn };
        var suites = Suites(Samples.Network, new ReportOptions { ExitPolicy = policy });
        Assert.Equal(failures, suites.Descendants("failure").Count());
        Assert.Equal($"{failures}", suites.Attribute("failures")!.Value);
        Assert.Equal(failures > 0, policy.Decide(Samples.Network) == ExitCode.Findings);
    }

    [Fact]
    public void Write_NoAnswer_IsSkippedWithItsReason()
    {
        var messages = Suites(Samples.Network).Descendants("skipped").Select(skipped => skipped.Attribute("message")!.Value);
        Assert.Equal(["not tested: the presentation context was not accepted", "inconclusive: A-ASSOCIATE-RJ 2/3/1, temporary congestion"], messages);
    }

    [Fact]
    public void Write_CutShort_IsAnError()
    {
        var suites = Suites(Samples.Network with { Interruption = "interrupted" });
        Assert.Equal("interrupted", suites.Descendants("error").Single().Attribute("message")!.Value);
        Assert.Equal("1", suites.Attribute("errors")!.Value);
    }

    [Fact]
    public void Write_Counts_AddUp()
    {
        var suites = Suites(Samples.Network with { Interruption = "interrupted" });
        Assert.Equal((int)suites.Attribute("tests")!, suites.Descendants("testcase").Count());
        Assert.Equal((int)suites.Attribute("tests")!, suites.Elements("testsuite").Sum(suite => (int)suite.Attribute("tests")!));
    }
}
