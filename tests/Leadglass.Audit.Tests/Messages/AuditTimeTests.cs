using Leadglass.Audit.Messages;

namespace Leadglass.Audit.Tests.Messages;

public sealed class AuditTimeTests
{
    [Theory]
    [InlineData("2026-03-04T05:06:07+01:00", "2026-03-04T04:06:07.0000000Z", true)]
    [InlineData("2026-03-04T05:06:07.089Z", "2026-03-04T05:06:07.0890000Z", true)]
    [InlineData("2026-03-04T05:06:07.123456789-05:30", "2026-03-04T10:36:07.1234567Z", true)]
    [InlineData("2026-03-04T05:06:07", "2026-03-04T05:06:07.0000000Z", false)]
    [InlineData("2016-12-31T23:59:60Z", "2017-01-01T00:00:00.0000000Z", true)] // the last leap second there was
    public void Parse_Time_IsThisInstant(string text, string instant, bool hasZone)
    {
        var time = AuditTime.Parse(text);

        Assert.Equal(instant, time?.Instant.UtcDateTime.ToString("O"));
        Assert.Equal(hasZone, time?.HasZone);
    }

    [Fact]
    public void Parse_LeapSecond_IsMarked() => Assert.True(AuditTime.Parse("2016-12-31T23:59:60Z")?.IsLeapSecond);

    [Theory]
    [InlineData("")]
    [InlineData("2026-03-04")]
    [InlineData("2026-02-29T00:00:00Z")]
    [InlineData("2026-03-04T24:00:01Z")]
    [InlineData("2026-03-04T05:06:61Z")]
    [InlineData("2026-03-04T05:06:07.Z")]
    [InlineData("2026-03-04T05:06:07+15:00")]
    [InlineData("2026-03-04T05:06:07+1:00")]
    [InlineData("2026-03-04 05:06:07Z")]
    [InlineData("0000-03-04T05:06:07Z")]
    [InlineData("+026-03-04T05:06:07Z")]
    public void Parse_AnythingElse_IsNoTime(string text) => Assert.Null(AuditTime.Parse(text));

    [Fact]
    public void Format_OfAParsedTime_IsTheSameText() => Assert.Equal("2026-03-04T05:06:07.089+01:00", AuditTime.Format(AuditTime.Parse("2026-03-04T05:06:07.089+01:00")!.Value.Instant));
}
