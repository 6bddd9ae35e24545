namespace Leadglass.Audit.Tables;

/// <summary>The fifteen tables of PS3.15 A.5.3, in their order. Where the schema is stricter than a printed table (UserIsRequestor, the name of an object), the schema has it.</summary>
internal static class MessageTables
{
    private const int Many = int.MaxValue;

    private const string Application = "110150", Launcher = "110151", Destination = "110152", Source = "110153", DestinationMedia = "110154", SourceMedia = "110155", Initiator = "110156";

    private static readonly ObjectRow Patient = new("the patient", 1, 1, "1", "1", "2") { NeedsName = true };
    private static readonly ObjectRow Patients = Patient with { What = "the patients", Max = Many };
    private static readonly ObjectRow Studies = new("the studies", 1, Many, "2", "3", "110180");
    private static readonly ObjectRow AnyStudies = Studies with { Min = 0 };
    private static readonly ParticipantRow Actor = new("the person and/or the process that did it", 1, 2);
    private static readonly ParticipantRow Others = new("others", 0, Many);

    public static MessageTable ApplicationActivity { get; } = new("A.5.3.1", "Application Activity", "110100", "E")
    {
        EventTypes = ["110120", "110121"],
        Participants = [new("the application", 1, 1, Application), new("who started or stopped it", 0, Many, Launcher)],
    };

    public static MessageTable AuditLogUsed { get; } = new("A.5.3.2", "Audit Log Used", "110101", "R")
    {
        Participants = [Actor],
        Objects = [new("the audit log", 1, 1, "2", "13", "12") { FixedName = "Security Audit Log" }],
    };

    public static MessageTable BeginTransferring { get; } = new("A.5.3.3", "Begin Transferring DICOM Instances", "110102", "E")
    {
        Participants = [new("the sending process", 1, 1, Source), new("the receiving process", 1, 1, Destination), Others],
        Objects = [Studies, Patient],
    };

    public static MessageTable DataExport { get; } = new("A.5.3.4", "Data Export", "110106", "R")
    {
        ExactlyOneRequestor = true,
        Participants =
        [
            new("the medium", 1, 1, DestinationMedia) { NeverRequestor = true, MediaGroups = ["405"] },
            new("the exporting user and/or process", 1, 2, Source),
            new("remote users and processes", 0, Many, Destination),
        ],
        Objects = [AnyStudies, Patients],
    };

    /// <summary>With CP-2163: where the data goes is a medium, an application, or an access point in the network.</summary>
    public static MessageTable DataExport2026 { get; } = DataExport with
    {
        Participants =
        [
            new("the medium or application that it goes to", 1, 1, DestinationMedia)
            {
                RoleBesideMedium = Destination, NeverRequestor = true, MediaGroups = ["405", "406"], AccessPointSuffices = true,
            },
            new("the exporting user and/or process", 1, 2, Source, Initiator),
            new("remote users and processes", 0, Many, Destination),
        ],
    };

    public static MessageTable DataImport { get; } = new("A.5.3.5", "Data Import", "110107", "C")
    {
        ExactlyOneRequestor = true,
        Participants =
        [
            new("the source medium", 1, 1, SourceMedia) { NeverRequestor = true, MediaGroups = ["405"] },
            new("the importing users and processes", 1, Many, Destination),
            new("the sources", 0, Many, Source),
        ],
        Objects = [AnyStudies, Patients],
    };

    /// <summary>With CP-2163: where the data comes from is a medium, an application, or an access point in the network.</summary>
    public static MessageTable DataImport2026 { get; } = DataImport with
    {
        Participants =
        [
            new("the medium or application that it comes from", 1, 1, SourceMedia)
            {
                RoleBesideMedium = Source, NeverRequestor = true, MediaGroups = ["405", "406"], AccessPointSuffices = true,
            },
            new("the importing users and processes", 1, Many, Destination, Initiator),
            new("the sources", 0, Many, Source),
        ],
    };

    public static MessageTable InstancesAccessed { get; } = new("A.5.3.6", "DICOM Instances Accessed", "110103", "CRUD")
    {
        Participants = [Actor],
        Objects = [Studies, Patient],
    };

    public static MessageTable InstancesTransferred { get; } = BeginTransferring with
    {
        Clause = "A.5.3.7",
        Title = "DICOM Instances Transferred",
        EventId = "110104",
        Actions = "CRU",
    };

    public static MessageTable StudyDeleted { get; } = new("A.5.3.8", "DICOM Study Deleted", "110105", "D")
    {
        Participants = [Actor],
        Objects = [Studies, Patient],
    };

    public static MessageTable NetworkEntry { get; } = new("A.5.3.9", "Network Entry", "110108", "E")
    {
        EventTypes = ["110124", "110125"],
        Participants = [new("the node", 1, 1) { NeverRequestor = true }],
    };

    public static MessageTable Query { get; } = new("A.5.3.10", "Query", "110112", "E")
    {
        Participants = [new("the process that asks", 1, 1, Source), new("the process that answers", 1, 1, Destination), Others],
        Objects = [new("the query", 1, 1, "2", "3", "110181") { OtherIdTypes = true, NeedsQuery = true, Detail = "TransferSyntax", DetailOnlyFor = "110181" }],
    };

    public static MessageTable SecurityAlert { get; } = new("A.5.3.11", "Security Alert", "110113", "E")
    {
        EventTypes = [.. Enumerable.Range(110_120, 28).Select(code => $"{code}")],
        Participants = [new("who reports it", 1, 2), new("who did it", 0, Many) { NeverRequestor = true }],
        Objects = [new("the subjects of the alert", 0, Many, "2", null, "12", "110182") { OtherIdTypes = true, NeedsName = true, Detail = "Alert Description" }],
    };

    public static MessageTable UserAuthentication { get; } = new("A.5.3.12", "User Authentication", "110114", "E")
    {
        EventTypes = ["110122", "110123"],
        Participants = [new("the person, with NetworkAccessPointTypeCode and NetworkAccessPointID", 1, 1) { NeedsAccessPoint = true }, new("the node that authenticates", 0, 1)],
    };

    public static MessageTable OrderRecord { get; } = new("A.5.3.13", "Order Record", "110109", "CRUD") { Participants = [Actor], Objects = [Patient] };

    public static MessageTable PatientRecord { get; } = new("A.5.3.14", "Patient Record", "110110", "CRUD") { Participants = [Actor], Objects = [Patient] };

    public static MessageTable ProcedureRecord { get; } = new("A.5.3.15", "Procedure Record", "110111", "CRUD")
    {
        Participants = [Actor],
        Objects = [AnyStudies, Patient with { NeedsName = false }],
    };

    /// <summary>The tables of an edition, in the order of A.5.3.</summary>
    public static IReadOnlyList<MessageTable> Of(Edition edition) => edition == Edition.E2025e ? In2025e : In2026;

    /// <summary>The table of an event; <see langword="null"/> if A.5.3 has none.</summary>
    public static MessageTable? Find(string eventId, Edition edition)
    {
        foreach (var table in Of(edition))
        {
            if (table.EventId == eventId)
                return table;
        }

        return null;
    }

    private static readonly MessageTable[] In2025e =
    [
        ApplicationActivity, AuditLogUsed, BeginTransferring, DataExport, DataImport, InstancesAccessed, InstancesTransferred, StudyDeleted,
        NetworkEntry, Query, SecurityAlert, UserAuthentication, OrderRecord, PatientRecord, ProcedureRecord,
    ];

    private static readonly MessageTable[] In2026 = [.. In2025e.Select(table => table.EventId switch { "110106" => DataExport2026, "110107" => DataImport2026, _ => table })];
}
