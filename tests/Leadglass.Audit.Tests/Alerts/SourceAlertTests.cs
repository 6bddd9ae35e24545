using System.Text;
using Leadglass.Audit.Alerts;
using Leadglass.Audit.Building;
using Leadglass.Audit.Messages;
using Leadglass.Findings;
using static Leadglass.Audit.Tests.Alerts.Ward;

namespace Leadglass.Audit.Tests.Alerts;

/// <summary>Transfers, silence, clocks, stops: the true case, the near miss, and the real system that must not raise an alert.</summary>
public sealed class SourceAlertTests
{
    private const double Day = 24 * 60;

    // PS3.15 A.5.3.3 and A.5.3.7: the two messages are about the same studies, and name sender and receiver.
    [Fact]
    public void BegunAndNeverTransferred_IsToldWhenTheTimeIsOver()
    {
        var ward = new Ward().Hears(0, Begin("1.2.3")).Waits(59);
        Assert.Empty(ward.Alerts);

        var alert = Assert.Single(ward.Waits(60).Alerts);
        Assert.Equal((IncidentKind.TransferNotCompleted, 1, At(60)), (alert.Incident.Kind, alert.Incident.Sequence, alert.Incident.At));
        Assert.Equal(("LG-AUD-100", Verdict.Warn, "record 1"), (alert.Finding.Rule.Id, alert.Finding.Verdict, alert.Finding.Target));
        Assert.DoesNotContain(alert.Finding.Evidence, line => line.Contains("1.2.3", StringComparison.Ordinal) || line.Contains("PID-1", StringComparison.Ordinal));
    }

    [Fact]
    public void Transferred_InTimeOrAsAFailure_IsNotTold() =>
        Assert.Empty(new Ward().Hears(0, Begin("1.2.3")).Hears(59, Transferred("1.2.3")).Hears(60, Begin("1.2.4")).Hears(61, Transferred("1.2.4", outcome: AuditOutcome.SeriousFailure)).Waits(200).Alerts);

    [Fact]
    public void Transferred_AnotherStudyOrByAnotherSender_DoesNotCount() =>
        Assert.Equal(2, new Ward().Hears(0, Begin("1.2.3")).Hears(1, Begin("1.2.4")).Hears(2, Transferred("1.2.5")).Hears(3, Transferred("1.2.3", sender: "CT2")).Waits(200).Alerts.Count);

    [Fact]
    public void Transferred_ThatOvertakesItsBeginning_IsNotTold() =>
        Assert.Empty(new Ward().Hears(1, Transferred("1.2.3"), happened: 0.9).Hears(1.1, Begin("1.2.3"), happened: 0.5).Waits(200).Alerts);

    [Fact]
    public void Transferred_OfAnEarlierTransfer_DoesNotEndALaterOne()
    {
        var ward = new Ward().Hears(1, Transferred("1.2.3")).Hears(20, Begin("1.2.3")).Waits(200);

        Assert.Equal([IncidentKind.TransferNotCompleted], ward.Kinds);
    }

    [Fact]
    public void Begun_TriedAgainEveryFiveMinutes_IsToldOnceUntilItEnds()
    {
        var ward = new Ward();
        for (var minutes = 0; minutes < 300; minutes += 5)
            ward.Hears(minutes, Begin("1.2.3"));
        Assert.Single(ward.Alerts);

        ward.Hears(301, Transferred("1.2.3")).Hears(302, Begin("1.2.3")).Waits(400);
        Assert.Equal(2, ward.Alerts.Count);
    }

    [Fact]
    public void Begun_AndFailedAtOnce_IsNotWaitedFor() =>
        Assert.Empty(new Ward().Hears(0, time => Begin("1.2.3")(time) with { Outcome = AuditOutcome.SeriousFailure }).Waits(200).Alerts);

    [Fact]
    public void Begun_WhenTheRepositoryWasDown_GetsItsTimeAnew()
    {
        var ward = new Ward().Hears(0, Begin("1.2.3")).Writes(500, WatchMark.Activity(started: true, new AuditSource { Id = "arr" }, At(500))).Waits(559);
        Assert.Empty(ward.Alerts);

        Assert.Equal([IncidentKind.TransferNotCompleted], ward.Waits(560).Kinds);
    }

    [Fact]
    public void Begun_AfterTheClockOfTheRepositoryWasPutBack_GetsItsTime()
    {
        var ward = new Ward().Hears(300, Views("P", Process("CT1"))).Hears(0, Begin("1.2.3")).Waits(59);
        Assert.Empty(ward.Alerts);

        Assert.Single(ward.Waits(60).Alerts);
    }

    [Fact]
    public void Silence_OfASourceThatWasHeardEveryHourForAWeek_IsToldOnceAndAgainAfterItSpoke()
    {
        var ward = new Ward();
        var last = Speaks(ward, 0, 8 * Day, 60);
        ward.Waits(last + 119);
        Assert.Empty(ward.Alerts);

        ward.Waits(last + 120).Waits(last + 5 * Day);
        Assert.Equal((IncidentKind.SourceSilent, At(last + 120)), (Assert.Single(ward.Alerts).Incident.Kind, ward.Alerts[0].Incident.At));
        last = Speaks(ward, last + 5 * Day, last + 13 * Day, 60);
        Assert.Equal(2, ward.Waits(last + 121).Alerts.Count);
    }

    [Fact]
    public void Silence_OfAWorkplaceOverNightsAndWeekends_IsNotTold()
    {
        var ward = new Ward();
        for (var day = 0; day < 21; day++)
        {
            if (day % 7 < 5)
                Speaks(ward, day * Day, day * Day + 9 * 60, 10);
        }

        Assert.Empty(ward.Waits(21 * Day).Alerts);
    }

    [Fact]
    public void Silence_OfASourceThatIsNewOrSaidGoodbye_IsNotTold()
    {
        var ward = new Ward();
        Speaks(ward, 0, 2 * Day, 10, "new");
        var last = Speaks(ward, 0, 8 * Day, 60, "old");
        ward.Hears(last + 1, Runs(starts: false, source: "old", kind: "2"));

        Assert.Empty(ward.Waits(20 * Day).Alerts);
    }

    [Fact]
    public void Silence_WhileTheRepositoryWasDown_IsNotThatOfItsSources()
    {
        var ward = new Ward();
        var last = Speaks(ward, 0, 8 * Day, 60);

        ward.Writes(last + 10 * 60, WatchMark.Activity(started: true, new AuditSource { Id = "arr" }, At(last + 10 * 60)));

        Assert.Empty(ward.Waits(last + 10 * 60 + 119).Alerts);
        Assert.Single(ward.Waits(last + 10 * 60 + 120).Alerts);
    }

    [Fact]
    public void Clock_EventAfterItsReception_IsWrongAndToldUntilItIsRight()
    {
        var ward = new Ward().Hears(0, Views("P"), happened: 1.9);
        Assert.Empty(ward.Alerts);

        ward.Hears(1, Views("P"), happened: 4).Hears(2, Views("P"), happened: 5).Hears(3, Views("P")).Hears(4, Views("P"), happened: 7);
        Assert.Equal([IncidentKind.ClockAhead, IncidentKind.ClockAhead], ward.Kinds);
        Assert.All(ward.Alerts, alert => Assert.Equal(("LG-AUD-102", Verdict.Fail), (alert.Finding.Rule.Id, alert.Finding.Verdict)));
    }

    [Fact]
    public void Clock_SpoolThatIsEmptied_IsInconclusiveOnce()
    {
        var ward = new Ward();
        for (var number = 0; number < 50; number++)
            ward.Hears(600 + (number / 60.0), Views("P"), happened: number * 10);

        var alert = Assert.Single(ward.Alerts);
        Assert.Equal((IncidentKind.Late, Verdict.Inconclusive), (alert.Incident.Kind, alert.Finding.Verdict));
    }

    [Fact]
    public void Clock_SpoolThatIsEmptiedSlowly_IsNoSlowClock()
    {
        var ward = new Ward();
        for (var number = 0; number < 50; number++)
            ward.Hears(600 + number, Views("P"), happened: number * 10);

        Assert.Equal([IncidentKind.Late], ward.Kinds);
    }

    [Fact]
    public void Clock_LateByTheSameAllTheTime_IsSlow()
    {
        var ward = new Ward();
        for (var number = 0; number < 20; number++)
            ward.Hears(number * 5, Views("P"), happened: (number * 5) - 60);

        Assert.Equal([IncidentKind.Late, IncidentKind.ClockBehind], ward.Kinds);
    }

    [Fact]
    public void Clock_TimeWithoutItsZone_IsNotJudged()
    {
        var octets = Encoding.UTF8.GetString(AuditMessageWriter.Write(Views("P")(At(300)).ToMessage())).Replace("+00:00", "", StringComparison.Ordinal);

        Assert.Empty(new Ward().Hears(0, Encoding.UTF8.GetBytes(octets)).Alerts);
    }

    // PS3.16 CID 403: 110133 and 110134
    [Fact]
    public void Recording_StoppedAndNotStarted_IsTold()
    {
        var ward = new Ward().Hears(0, Alarm(SecurityAlertKind.AuditRecordingStopped)).Hears(5, Alarm(SecurityAlertKind.AuditRecordingStarted, source: "ws8")).Waits(10);

        Assert.Equal(("LG-AUD-103", Verdict.Fail), (Assert.Single(ward.Alerts).Finding.Rule.Id, ward.Alerts[0].Finding.Verdict));
    }

    [Fact]
    public void Recording_StartedAgainAfterMaintenance_IsNotTold() =>
        Assert.Empty(new Ward().Hears(0, Alarm(SecurityAlertKind.AuditRecordingStopped)).Hears(9, Alarm(SecurityAlertKind.AuditRecordingStarted, "jones")).Waits(100).Alerts);

    [Fact]
    public void Application_OfAServerThatStays_IsTold() =>
        Assert.Equal([IncidentKind.ApplicationStopped], new Ward().Hears(0, Runs(starts: false)).Waits(60).Kinds);

    [Theory]
    [InlineData("1")] // end-user interface
    [InlineData("2")] // acquisition device
    public void Application_OfAWorkplaceOrModality_IsSwitchedOffInTheEvening(string kind) =>
        Assert.Empty(new Ward().Hears(0, Runs(starts: false, source: "ws7", kind)).Waits(Day).Alerts);

    [Fact]
    public void Application_ThatIsRestarted_IsNotTold() =>
        Assert.Empty(new Ward().Hears(0, Runs(starts: false)).Hears(2, Runs(starts: true)).Waits(Day).Alerts);

    [Fact]
    public void Remembered_MoreThanMayBe_IsSaidAndWhatIsNewIsStillNoticed()
    {
        var ward = new Ward(new AlertOptions { MostRemembered = 10 });
        for (var study = 0; study < 100; study++)
            ward.Hears(0, Begin($"1.2.{study}"));

        Assert.Equal([IncidentKind.Forgotten], ward.Kinds);
        Assert.Equal(("LG-AUD-105", Verdict.Inconclusive), (ward.Alerts[0].Finding.Rule.Id, ward.Alerts[0].Finding.Verdict));
        Assert.Equal(10, ward.Waits(60).Kinds.Count(kind => kind == IncidentKind.TransferNotCompleted));
    }

    [Theory]
    [InlineData("")]
    [InlineData("<85>1 - - - - - - nothing")]
    [InlineData("<AuditMessage><EventIdentification><EventID csd-code=\"110102\"/></EventIdentification></AuditMessage>")]
    [InlineData("<AuditMessage><EventIdentification EventDateTime=\"9998-12-31T23:59:60-14:00\"><EventID csd-code=\"110114\" codeSystemName=\"DCM\"/><EventTypeCode csd-code=\"110122\" codeSystemName=\"DCM\"/></EventIdentification><AuditSourceIdentification AuditSourceID=\"x\"/></AuditMessage>")]
    public void Message_ThatIsHardlyOne_DoesNotEndTheWatch(string octets) => new Ward().Hears(0, Encoding.UTF8.GetBytes(octets)).Waits(1e6);

    private static double Speaks(Ward ward, double from, double to, double every, string source = "ct1")
    {
        var last = from;
        for (var minutes = from; minutes < to; minutes += every)
            ward.Hears(last = minutes, Views("P", Process("CT1"), source: source));
        return last;
    }
}
