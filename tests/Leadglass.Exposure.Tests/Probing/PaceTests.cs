using Leadglass.Exposure.Probing;

namespace Leadglass.Exposure.Tests.Probing;

public sealed class PaceTests
{
    [Fact]
    public void Normal_IsWhatTheDocumentationPromises() =>
        Assert.Equal(new Pace(Targets: 20, Pause: TimeSpan.FromMilliseconds(200), Budget: 60, Timeout: TimeSpan.FromSeconds(3)), Pace.Normal);

    [Fact]
    public void Gentle_PressesLessThanNormalInEveryRespect() =>
        Assert.True(Pace.Gentle is { Targets: 1 } gentle && gentle.Pause > Pace.Normal.Pause && gentle.Budget < Pace.Normal.Budget && gentle.TlsBudget < Pace.Normal.TlsBudget && gentle.Timeout >= Pace.Normal.Timeout);

    [Fact]
    public void Fast_AsksMoreTargetsAtATimeAndNoTargetMore() => Assert.Equal((Pace.Normal.Budget, Pace.Normal.TlsBudget), (Pace.Fast.Budget, Pace.Fast.TlsBudget));
}
