using Leadglass.Audit.Building;
using Leadglass.Audit.Messages;
using Leadglass.Audit.Validation;

namespace Leadglass.Audit.Tests.Building;

/// <summary>The situations of PS3.17 Annex WW (2026): export to the desktop, through a clipboard, by mail and out of mail.</summary>
public sealed class AnnexWWTests
{
    private static readonly ActiveParticipant Person = Participants.Person("smith", "example.org");
    private static readonly ActiveParticipant Viewer = Participants.Process("viewer.exe", 77);

    [Fact]
    public void DesktopExport_GoesToAFileOnAMedium()
    {
        var message = Export(Participants.Medium(MediaKind.Uri, "file:///C:/Users/smith/Desktop/image.png"));

        Assert.Equal(["110156 125676002", "110153 110150", "110152 110154"], RolesOf(message));
        Assert.Equal("110037", message.Participants[2].MediaType?.Code);
    }

    [Fact]
    public void ClipboardExport_GoesToTheProcessThatPastes()
    {
        var browser = Participants.Process("chrome.exe", 3532) with { AlternativeUserId = "HWND=0x0003019E" };

        var message = Export(Participants.Clipboard(browser));

        Assert.Equal(["110156 125676002", "110153 110150", "110152 110150"], RolesOf(message));
        Assert.Equal(("chrome.exe (PID=3532)", "110158"), (message.Participants[2].UserId, message.Participants[2].MediaType?.Code));
    }

    [Fact]
    public void MailExport_GoesToAnAddress() => Assert.Equal(
        ("mailto:clinic@example.org", "110159"),
        (Export(Participants.MessagingSystem("mailto:clinic@example.org")).Participants[2].UserId, Export(Participants.MessagingSystem("mailto:clinic@example.org")).Participants[2].MediaType?.Code));

    [Fact]
    public void MailImport_ComesFromAMessage()
    {
        var message = Import(Participants.Medium(MediaKind.EmailMessage, "<4711@mail.example.org>"));

        Assert.Equal(["110152", "110153 110155"], RolesOf(message));
        Assert.Equal("110157", message.Participants[1].MediaType?.Code);
    }

    [Fact]
    public void MessagingImport_ComesFromItsClaimedSource()
    {
        var message = Import(Participants.MessagingSystem("from: no-bounce@example.com"));

        Assert.Equal(["110152", "110153 110150"], RolesOf(message));
        Assert.Equal([Edition.E2026], AuditValidator.Examine(AuditMessageWriter.Write(message)).Editions);
    }

    private static AuditMessage Export(ActiveParticipant destination) => new DataExport
    {
        Source = Events.Source,
        Time = Events.Time,
        Initiator = Person,
        Exporters = [Viewer],
        Destination = destination,
        Studies = [Events.Study],
        Patients = [Events.Patient],
    }.ToMessage();

    private static AuditMessage Import(ActiveParticipant origin) => new DataImport
    {
        Source = Events.Source,
        Time = Events.Time,
        Importers = [Person],
        Origin = origin,
        Studies = [Events.Study],
        Patients = [Events.Patient],
    }.ToMessage();

    private static IEnumerable<string> RolesOf(AuditMessage message) => message.Participants.Select(participant => string.Join(' ', participant.Roles.Select(role => role.Code)));
}
