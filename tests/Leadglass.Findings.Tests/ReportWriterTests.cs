namespace Leadglass.Findings.Tests;

public sealed class ReportWriterTests
{
    public static TheoryData<ReportFormat> Formats => [.. Enum.GetValues<ReportFormat>()];

    [Theory]
    [MemberData(nameof(Formats))]
    public void Write_FindingsOfAnUnlistedTarget_AreAllStillThere(ReportFormat format)
    {
        var text = Samples.Render(Samples.Network with { Targets = [] }, format, new ReportOptions { All = true });
        Assert.Contains("C-FIND-RSP status 0000H, no match", text, StringComparison.Ordinal);
        Assert.Contains("no TLS on 11112", text, StringComparison.Ordinal);
        Assert.Contains("temporary congestion", text, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void Write_NothingExamined_IsStillAReport(ReportFormat format) =>
        Assert.NotEqual("", Samples.Render(Samples.Network with { Targets = [], Findings = [] }, format));

    [Fact]
    public void Write_UnknownFormat_IsRefused() => Assert.Throws<ArgumentOutOfRangeException>(() => Samples.Render(Samples.Network, (ReportFormat)99));
}
