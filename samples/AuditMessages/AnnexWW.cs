using Leadglass.Audit.Building;
using Leadglass.Audit.Messages;

namespace Leadglass.Samples;

/// <summary>The situations of PS3.17 Annex WW (2026), a few lines each: data leaves a viewer for the desktop, a clipboard, a mail; and comes in out of a mail.</summary>
public static class AnnexWW
{
    private static readonly AuditSource Source = new() { Id = "viewer7.example.org", EnterpriseSiteId = "Radiology" };
    private static readonly DateTimeOffset Time = new(2026, 3, 4, 5, 6, 7, TimeSpan.FromHours(1));
    private static readonly ActiveParticipant Person = Participants.Person("smith", "example.org");
    private static readonly ActiveParticipant Viewer = Participants.Process("viewer.exe", 77);
    private static readonly ParticipantObject Patient = Objects.Patient("4711", "Doe^Jane");
    private static readonly ParticipantObject Study = Objects.Study("1.2.3.4.5.6", "CT chest");

    /// <summary>An image is saved to the desktop.</summary>
    public static AuditMessage DesktopExport() => Export(Participants.Medium(MediaKind.Uri, "file:///C:/Users/smith/Desktop/image.png"));

    /// <summary>An image is copied, and a browser pastes it.</summary>
    public static AuditMessage ClipboardExport() => Export(Participants.Clipboard(Participants.Process("chrome.exe", 3532)));

    /// <summary>An image is handed to a mail program.</summary>
    public static AuditMessage MailExport() => Export(Participants.MessagingSystem("mailto:clinic@example.org"));

    /// <summary>An image comes in with a mail, which its Message-ID names.</summary>
    public static AuditMessage MailImport() => Import(Participants.Medium(MediaKind.EmailMessage, "<20260304.4711@mail.example.org>"));

    /// <summary>An image comes in through a messaging system that knows no more than who claims to have sent it.</summary>
    public static AuditMessage MessagingImport() => Import(Participants.MessagingSystem("from: no-bounce@example.com"));

    private static AuditMessage Export(ActiveParticipant destination) => new DataExport
    {
        Source = Source,
        Time = Time,
        Initiator = Person,
        Exporters = [Viewer],
        Destination = destination,
        Studies = [Study],
        Patients = [Patient],
    }.ToMessage();

    private static AuditMessage Import(ActiveParticipant origin) => new DataImport
    {
        Source = Source,
        Time = Time,
        Importers = [Person],
        Origin = origin,
        Studies = [Study],
        Patients = [Patient],
    }.ToMessage();
}
