using Leadglass.Audit.Building;
using Leadglass.Audit.Messages;

namespace Leadglass.Audit.Tests.Building;

/// <summary>One of each of the fifteen events.</summary>
internal static class Events
{
    public static readonly AuditSource Source = new() { Id = "pacs1.example.org", EnterpriseSiteId = "Site A" };
    public static readonly DateTimeOffset Time = new(2026, 3, 4, 5, 6, 7, 89, TimeSpan.FromHours(1));
    public static readonly ParticipantObject Patient = Objects.Patient("PID-1", "Doe^Jane");
    public static readonly ParticipantObject Study = Objects.Study("1.2.3.4.5.6", "CT Chest", new ObjectDescription
    {
        Accessions = ["A123"],
        SopClasses = [new SopClassContent("1.2.840.10008.5.1.4.1.1.2", "3", [])],
    });

    private static readonly ActiveParticipant Smith = Participants.Person("smith", "example.org");
    private static readonly ActiveParticipant Ct = Participants.Process("storescu", 12, isRequestor: true).WithAETitles("CT1").At(AccessPointKind.IPAddress, "192.0.2.1");
    private static readonly ActiveParticipant Pacs = Participants.Process("archive", 34).WithAETitles("PACS1", "PACS2").At(AccessPointKind.MachineName, "pacs1.example.org");

    public static IReadOnlyList<AuditEvent> All { get; } =
    [
        new ApplicationActivity { Source = Source, Time = Time, Started = true, Application = Pacs, Launchers = [Smith] },
        new AuditLogUsed { Source = Source, Time = Time, Actors = [Smith], Log = new Uri("https://arr.example.org/log") },
        new BeginTransferring { Source = Source, Time = Time, Sender = Ct, Receiver = Pacs, Studies = [Study], Patient = Patient },
        new DataExport { Source = Source, Time = Time, Exporters = [Smith], Destination = Participants.Medium(MediaKind.UsbDisk, "file:///media/usb0"), Studies = [Study], Patients = [Patient] },
        new DataImport { Source = Source, Time = Time, Importers = [Smith], Origin = Participants.Medium(MediaKind.Cd, "CD labelled X"), Patients = [Patient] },
        new InstancesAccessed { Source = Source, Time = Time, Actors = [Smith], Record = RecordAction.Read, Studies = [Study], Patient = Patient },
        new InstancesTransferred { Source = Source, Time = Time, Sender = Ct, Receiver = Pacs, Effect = RecordAction.Create, Studies = [Study], Patient = Patient },
        new StudyDeleted { Source = Source, Time = Time, Actors = [Smith], Studies = [Study], Patient = Patient },
        new NetworkEntry { Source = Source, Time = Time, Attached = true, Node = Participants.Node("ws7.example.org") },
        new Query
        {
            Source = Source,
            Time = Time,
            Issuer = Ct,
            Responder = Pacs,
            SopClassUid = "1.2.840.10008.5.1.4.1.2.2.1",
            Identifier = new byte[] { 8, 0, 0x52, 0, 0, 0, 0, 0 },
            TransferSyntaxUid = "1.2.840.10008.1.2",
        },
        new SecurityAlert
        {
            Source = Source,
            Time = Time,
            Outcome = AuditOutcome.MinorFailure,
            Kind = SecurityAlertKind.NodeAuthentication,
            Reporters = [Participants.ThisProcess(isRequestor: true)],
            Performers = [Participants.Node("192.0.2.66")],
            Subjects = [Objects.AlertSubject(AlertSubjectKind.Node, "192.0.2.66", "TLS node authentication failed")],
        },
        new UserAuthentication { Source = Source, Time = Time, LoggedIn = true, Person = Smith.At(AccessPointKind.IPAddress, "192.0.2.7"), Node = Participants.Node("dc1.example.org") },
        new OrderRecord { Source = Source, Time = Time, Actors = [Smith], Record = RecordAction.Update, Patient = Patient },
        new PatientRecord { Source = Source, Time = Time, Actors = [Smith], Record = RecordAction.Read, Patient = Patient },
        new ProcedureRecord { Source = Source, Time = Time, Actors = [Smith], Record = RecordAction.Update, Studies = [Study], Patient = Patient },
    ];
}
