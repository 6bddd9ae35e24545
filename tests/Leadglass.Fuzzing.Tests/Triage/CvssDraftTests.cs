using Leadglass.Fuzzing.Campaign;
using Leadglass.Fuzzing.Triage;

namespace Leadglass.Fuzzing.Tests.Triage;

public sealed class CvssDraftTests
{
    private const string Complete = "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:N/I:N/A:N";

    [Theory]
    [InlineData(FailureKind.Crash, TargetKind.Program, "CVSS:3.1/AV:L/AC:L/PR:N/UI:R/S:U/C:N/I:N/A:H")]
    [InlineData(FailureKind.Quit, TargetKind.Service, "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:N/I:N/A:H")]
    [InlineData(FailureKind.Hang, TargetKind.Client, "CVSS:3.1/AV:N/AC:L/PR:N/UI:R/S:U/C:N/I:N/A:H")]
    [InlineData(FailureKind.UndeclaredExit, TargetKind.Program, "CVSS:3.1/AV:L/AC:L/PR:N/UI:R/S:U/C:N/I:N/A:L")]
    public void Of_Failure_ComesFromSymptomAndWayIn(FailureKind kind, TargetKind target, string expected) => Assert.Equal(expected, CvssDraft.Of(kind, target));

    [Fact]
    public void Of_EveryKind_IsACompleteBaseVectorOrNone()
    {
        foreach (var kind in Enum.GetValues<FailureKind>())
        {
            foreach (var target in Enum.GetValues<TargetKind>())
            {
                // CVSS v3.1 specification, section 6: every base metric once, in this order.
                Assert.Matches("^CVSS:3\\.1/AV:[NALP]/AC:[LH]/PR:[NLH]/UI:[NR]/S:[UC]/C:[NLH]/I:[NLH]/A:[NLH]$", CvssDraft.Of(kind, target) ?? Complete);
            }
        }
    }
}
