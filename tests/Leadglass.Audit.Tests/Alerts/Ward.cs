using System.Net;
using Leadglass.Audit.Alerts;
using Leadglass.Audit.Building;
using Leadglass.Audit.Messages;
using Leadglass.Audit.Storage;
using Leadglass.Audit.Syslog;

namespace Leadglass.Audit.Tests.Alerts;

/// <summary>A hospital that reports, and a detector that listens. Times are minutes after the beginning.</summary>
internal sealed class Ward(AlertOptions? options = null)
{
    public static readonly DateTimeOffset Beginning = new(2026, 3, 2, 8, 0, 0, TimeSpan.Zero);

    private readonly AlertDetector _detector = new(options);
    private long _sequence;

    /// <summary>Everything that was noticed.</summary>
    public List<Alert> Alerts { get; } = [];

    /// <summary>The kinds of what was noticed, without what is about clocks.</summary>
    public IEnumerable<IncidentKind> Kinds => Alerts.Select(static alert => alert.Incident.Kind);

    public static DateTimeOffset At(double minutes) => Beginning.AddMinutes(minutes);

    /// <summary>A message is received.</summary>
    /// <param name="received">When.</param>
    /// <param name="of">Makes it, of the time of its event.</param>
    /// <param name="happened">When the event was; when it is received if nothing is said.</param>
    public Ward Hears(double received, Func<DateTimeOffset, AuditEvent> of, double? happened = null) => Hears(received, AuditMessageWriter.Write(of(At(happened ?? received)).ToMessage(), oneLine: true));

    public Ward Hears(double received, byte[] octets)
    {
        var record = AuditRecord.Of(new ReceivedMessage { Transport = SyslogTransport.Tls, Remote = new IPEndPoint(IPAddress.Loopback, 4711), Octets = octets }, At(received));
        Alerts.AddRange(_detector.Take(new StoredRecord(++_sequence, record, HashChain.Beginning)));
        return this;
    }

    /// <summary>The repository writes something itself.</summary>
    public Ward Writes(double minutes, AuditMessage message)
    {
        Alerts.AddRange(_detector.Take(new StoredRecord(++_sequence, AuditRecord.Of(message, At(minutes)), HashChain.Beginning)));
        return this;
    }

    /// <summary>Time passes without a message.</summary>
    public Ward Waits(double until)
    {
        Alerts.AddRange(_detector.Pass(At(until)));
        return this;
    }

    public static Func<DateTimeOffset, AuditEvent> Begin(string study, string sender = "CT1", string source = "ct1") => time => new BeginTransferring
    {
        Source = From(source),
        Time = time,
        Sender = Process(sender),
        Receiver = Process("PACS1") with { UserIsRequestor = "false" },
        Studies = [Objects.Study(study, "CT")],
        Patient = Patient("PID-1"),
    };

    public static Func<DateTimeOffset, AuditEvent> Transferred(string study, string sender = "CT1", string source = "pacs1", AuditOutcome outcome = AuditOutcome.Success) => time => new InstancesTransferred
    {
        Source = From(source),
        Time = time,
        Outcome = outcome,
        Sender = Process(sender),
        Receiver = Process("PACS1") with { UserIsRequestor = "false" },
        Effect = RecordAction.Create,
        Studies = [Objects.Study(study, "CT")],
        Patient = Patient("PID-1"),
    };

    public static Func<DateTimeOffset, AuditEvent> Login(string user, bool works, string node = "192.0.2.7") => time => new UserAuthentication
    {
        Source = From("ws7"),
        Time = time,
        LoggedIn = true,
        Outcome = works ? AuditOutcome.Success : AuditOutcome.SeriousFailure,
        Person = Participants.Person(user, "example.org").At(AccessPointKind.IPAddress, node),
        Node = Participants.Node("dc1.example.org"),
    };

    public static Func<DateTimeOffset, AuditEvent> Export(ActiveParticipant to, string user = "smith", AuditOutcome outcome = AuditOutcome.Success) => time => new DataExport
    {
        Source = From("ws7"),
        Time = time,
        Outcome = outcome,
        Exporters = [Participants.Person(user, "example.org")],
        Destination = to,
        Patients = [Patient("PID-1")],
    };

    public static Func<DateTimeOffset, AuditEvent> Alarm(SecurityAlertKind kind, string user = "smith", string source = "ws7") => time => new SecurityAlert
    {
        Source = From(source),
        Time = time,
        Kind = kind,
        Reporters = [Participants.Process("viewer", 12, isRequestor: true)],
        Performers = [Participants.Person(user, "example.org")],
    };

    public static Func<DateTimeOffset, AuditEvent> Runs(bool starts, string source = "pacs1", string? kind = null) => time => new ApplicationActivity
    {
        Source = From(source) with { TypeCodes = kind is null ? [] : [new CodedValue(kind, null, null)] },
        Time = time,
        Started = starts,
        Application = Process("PACS1"),
    };

    public static Func<DateTimeOffset, AuditEvent> Views(string patient, ActiveParticipant? who = null, AuditOutcome outcome = AuditOutcome.Success, string source = "ws7") => time => new InstancesAccessed
    {
        Source = From(source),
        Time = time,
        Outcome = outcome,
        Actors = [who ?? Participants.Person("smith", "example.org")],
        Record = RecordAction.Read,
        Studies = [Objects.Study("1.2.3", "CT")],
        Patient = Patient(patient),
    };

    public static ActiveParticipant Process(string title) => Participants.Process("dicom", 12, isRequestor: true).WithAETitles(title);

    private static AuditSource From(string id) => new() { Id = id };

    private static ParticipantObject Patient(string id) => Objects.Patient(id, "Doe^Jane");
}
