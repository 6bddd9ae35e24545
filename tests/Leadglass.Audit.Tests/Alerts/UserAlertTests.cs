using System.Text;
using Leadglass.Audit.Alerts;
using Leadglass.Audit.Building;
using Leadglass.Audit.Messages;
using Leadglass.Findings;
using static Leadglass.Audit.Tests.Alerts.Ward;

namespace Leadglass.Audit.Tests.Alerts;

/// <summary>Log-ins, exports, emergencies, bulk access: the true case, the near miss, and the real system that must not raise an alert.</summary>
public sealed class UserAlertTests
{
    [Fact]
    public void Logins_FiveFailuresOfOneUser_AreToldOnce()
    {
        var ward = Fails(new Ward(), "smith", 4);
        Assert.Empty(ward.Alerts);

        Fails(ward, "SMITH", 30, from: 4);
        Assert.Equal(("LG-AUD-110", "5 log-ins of SMITH@example.org failed in a row."), (Assert.Single(ward.Alerts).Finding.Rule.Id, ward.Alerts[0].Finding.Evidence[1]));
    }

    [Fact]
    public void Logins_SuccessAfterTheRow_IsWorse()
    {
        var ward = Fails(new Ward(), "smith", 5).Hears(6, Login("smith", works: true));

        Assert.Equal([IncidentKind.LoginsOfUserFailed, IncidentKind.LoginOfUserAfterFailures], ward.Kinds);
        Assert.Equal(("LG-AUD-111", Severity.High), (ward.Alerts[1].Finding.Rule.Id, ward.Alerts[1].Finding.Severity));
    }

    [Fact]
    public void Logins_SuccessInBetweenOrALongPause_EndTheRow()
    {
        var ward = Fails(new Ward(), "smith", 4).Hears(5, Login("smith", works: true));
        Fails(ward, "smith", 4, from: 6);
        Fails(ward, "smith", 4, from: 30);

        Assert.Empty(ward.Hears(40, Login("smith", works: true)).Alerts);
    }

    [Fact]
    public void Logins_ManyUsersFromOnePlace_AreTold()
    {
        var ward = new Ward();
        for (var number = 0; number < 10; number++)
            ward.Hears(number, Login($"user{number}", works: false));

        Assert.Equal("Log-ins from 192.0.2.7 failed in a row, 10 times for another user than the one before.", Assert.Single(ward.Alerts).Finding.Evidence[1]);
        Assert.Equal(IncidentKind.LoginFromNodeAfterFailures, ward.Hears(11, Login("user10", works: true)).Kinds.Last());
    }

    [Fact]
    public void Logins_ThroughATerminalServer_AreNoRow()
    {
        var ward = new Ward();
        for (var number = 0; number < 60; number++)
            ward.Hears(number, Login($"user{number}", works: number % 6 == 0));

        Assert.Empty(ward.Alerts);
    }

    // PS3.16 CID 405 and CID 406; 110031 is what senders wrote before CP-2163.
    [Theory]
    [InlineData("110030", "LG-AUD-112")]
    [InlineData("110032", "LG-AUD-112")]
    [InlineData("110033", "LG-AUD-112")]
    [InlineData("110034", "LG-AUD-112")]
    [InlineData("110035", "LG-AUD-112")]
    [InlineData("110036", "LG-AUD-112")]
    [InlineData("110158", "LG-AUD-113")]
    [InlineData("110031", "LG-AUD-114")]
    [InlineData("110157", "LG-AUD-114")]
    [InlineData("110159", "LG-AUD-114")]
    [InlineData("110010", null)] // film
    [InlineData("110037", null)] // a place that a URI names
    [InlineData("110038", null)] // paper
    public void Export_ByItsMedium_IsTold(string code, string? rule)
    {
        var xml = Encoding.UTF8.GetString(AuditMessageWriter.Write(Export(Participants.Medium(MediaKind.UsbDisk, "file:///x"))(At(0)).ToMessage()));

        var ward = new Ward().Hears(0, Encoding.UTF8.GetBytes(xml.Replace("110030", code, StringComparison.Ordinal)));

        Assert.Equal(rule is null ? [] : [rule], ward.Alerts.Select(alert => alert.Finding.Rule.Id));
    }

    [Fact]
    public void Export_MailtoAsAUri_IsByMail() =>
        Assert.Equal([IncidentKind.ExportedByMessage], new Ward().Hears(0, Export(Participants.Medium(MediaKind.Uri, "mailto:clinic@example.org"))).Kinds);

    [Fact]
    public void Export_ManyByOneUser_AreToldOnceUntilAnHourWithout()
    {
        var ward = new Ward();
        for (var number = 0; number < 100; number++)
            ward.Hears(number, Export(Participants.Medium(MediaKind.Cd, $"CD {number}")));
        Assert.Single(ward.Alerts);

        ward.Hears(110, Export(Participants.Medium(MediaKind.Cd, "CD"), user: "jones")).Hears(160, Export(Participants.Medium(MediaKind.Cd, "CD")));
        Assert.Equal(["smith@example.org exported to a medium.", "jones@example.org exported to a medium.", "smith@example.org exported to a medium."], ward.Alerts.Select(alert => alert.Finding.Evidence[1]));
    }

    [Fact]
    public void Export_ThatFailedOrWasAnImport_IsNotTold()
    {
        var ward = new Ward().Hears(0, Export(Participants.Medium(MediaKind.UsbDisk, "x"), outcome: AuditOutcome.SeriousFailure)).Hears(0, time => new DataImport
        {
            Source = new AuditSource { Id = "ws7" },
            Time = time,
            Importers = [Participants.Person("smith", "example.org")],
            Origin = Participants.Medium(MediaKind.Cd, "CD"),
            Patients = [Objects.Patient("P", "Doe^Jane")],
        });

        Assert.Empty(ward.Alerts);
    }

    // PS3.16 CID 403: 110127 and 110138
    [Fact]
    public void Emergency_EachUseIsToldAndTheOneThatStays()
    {
        var ward = new Ward()
            .Hears(0, Alarm(SecurityAlertKind.EmergencyOverrideStarted)).Hears(1, Alarm(SecurityAlertKind.EmergencyOverrideStarted, "jones"))
            .Hears(30, Alarm(SecurityAlertKind.EmergencyOverrideStopped)).Waits(241);

        Assert.Equal([IncidentKind.EmergencyStarted, IncidentKind.EmergencyStarted, IncidentKind.EmergencyNotEnded], ward.Kinds);
        Assert.Equal(("jones@example.org", 2), (ward.Alerts[2].Incident.Who, ward.Alerts[2].Incident.Sequence));
    }

    [Fact]
    public void Access_OneUserManyPatients_IsToldOnce()
    {
        var ward = new Ward();
        for (var number = 0; number < 99; number++)
            ward.Hears(number / 3.0, Views($"P{number}"));
        Assert.Empty(ward.Alerts);

        for (var number = 99; number < 150; number++)
            ward.Hears(number / 3.0, Views($"P{number}"));
        var alert = Assert.Single(ward.Alerts);
        Assert.Equal(("LG-AUD-117", 100, "smith@example.org"), (alert.Finding.Rule.Id, alert.Incident.Sequence, alert.Incident.Who));
    }

    [Fact]
    public void Access_ByAProgramToFewAtLengthOrRefused_IsNotTold()
    {
        var ward = new Ward();
        for (var number = 0; number < 300; number++)
        {
            ward.Hears(number, Views($"P{number}", Process("ROUTER"))); // prefetches
            ward.Hears(number, Views($"P{number}", Participants.Person("slow", "example.org"))); // 60 an hour
            ward.Hears(number, Views($"P{number % 50}", Participants.Person("few", "example.org")));
            ward.Hears(number, Views($"P{number}", Participants.Person("refused", "example.org"), AuditOutcome.SeriousFailure));
        }

        Assert.Empty(ward.Alerts);
    }

    private static Ward Fails(Ward ward, string user, int times, double from = 0)
    {
        for (var number = 0; number < times; number++)
            ward.Hears(from + number * 0.1, Login(user, works: false));
        return ward;
    }
}
