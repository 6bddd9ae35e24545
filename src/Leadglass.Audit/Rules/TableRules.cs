using Leadglass.Audit.Validation;
using Leadglass.Findings;
using static Leadglass.Audit.Rules.RuleText;

namespace Leadglass.Audit.Rules;

/// <summary>Rules of PS3.15 A.5.3: each message against its table.</summary>
internal static class TableRules
{
    private const string Editions = "Each message is held against the tables of 2025e and of 2026, which differ for export and import, and judged by the one that it keeps better. Messages of IHE transactions, which have tables of their own, are not held against these.";

    private static readonly Reference Tables = Reference.Ps3(15, "A.5.3");

    // The rule about the event itself says whether there is a table; all others need one.
    public static IEnumerable<JudgedRule<AuditExamination>> All => Rules.Select(rule => (rule with { NeedsTable = !rule.Kinds.Contains(IssueKind.EventId) }).Judged);

    private static AuditRule[] Rules { get; } =
    [
        new(Make(30, Severity.High, "DICOM has no such event",
                "EventID carries a code of DICOM that is not one of the fifteen events; often it is an event type such as 110122, Login.",
                "The message answers no question that is asked of the log.",
                "Events of other code systems are extensions, and are held against the schema and A.5.2 only.",
                "Take the event of CID 400, and put the kind into EventTypeCode: 110114, User Authentication, with 110122, Login.",
                Tables, new Reference("PS3.16 CID 400")),
            Verdict.Fail, NeedsXml: true, IssueKind.EventId),
        new(Make(31, Severity.High, "The action does not fit the event",
                "EventActionCode is missing, or is not one that the table of the message allows.",
                "Whether something was seen, changed or deleted is told wrongly.",
                Editions,
                "Write the action that the finding names.",
                Tables),
            Verdict.Fail, NeedsXml: true, IssueKind.Action),
        new(Make(32, Severity.High, "The event type is missing or does not fit",
                "Application Activity, Network Entry, Security Alert and User Authentication say what kind of event they are; this message does not, or says that of another.",
                "A login cannot be told from a logout, a start from a stop.",
                Editions,
                "Add the EventTypeCode that the finding names.",
                Tables),
            Verdict.Fail, NeedsXml: true, IssueKind.EventType),
        new(Make(33, Severity.High, "A participant is missing, or there are too many",
                "The table of the message has participants with certain roles, in certain numbers; the message has others.",
                "It cannot be seen who sent and who received, who exported and to where.",
                $"Participants are recognised by RoleIDCode. {Editions}",
                "Give each participant the role that the table has for it; send one message for each event.",
                Tables),
            Verdict.Fail, NeedsXml: true, IssueKind.ParticipantCount),
        new(Make(34, Severity.High, "A field of a participant is not as the table has it",
                "A field that the table of the message demands, such as the address that belongs to a network access point, is missing.",
                "It cannot be seen where somebody was.",
                Editions,
                "Add the field that the finding names.",
                Tables),
            Verdict.Fail, NeedsXml: true, IssueKind.ParticipantField),
        new(Make(35, Severity.High, "The requestor is missing, or is something that cannot ask",
                "An export or import without a requestor, or with a medium or node as one.",
                "Of all questions about an export, who asked for it is the first.",
                Editions,
                "Write UserIsRequestor true for the one user or process that asked, and false for all others.",
                Reference.Ps3(15, "A.5.3.4.1"), Tables),
            Verdict.Fail, NeedsXml: true, IssueKind.Requestor),
        new(Make(36, Severity.High, "The medium of an export or import is not said",
                "MediaType is missing, or is not a medium (CID 405) or application (CID 406) of the standard.",
                "Whether data left on a stick, by mail or through a clipboard decides what has to be done about it.",
                $"Codes of other systems are accepted. {Editions}",
                "Add MediaIdentifier with MediaType; for clipboards and messaging systems use 110158 and 110159, which CP-2163 added.",
                Tables, new Reference("PS3.16 CID 405"), new Reference("PS3.16 CID 406")),
            Verdict.Fail, NeedsXml: true, IssueKind.Media),
        new(Make(37, Severity.High, "An object is missing, or there are too many",
                "The table of the message has a patient, studies, a query or a log; the message has none, or has several where one is allowed.",
                "Whose data it was cannot be told. Two patients in one message let the events of one turn up in the file of the other.",
                "Objects are recognised by the kind of their identifier. Objects that the table does not have are extensions and are not looked at.",
                "Add the object that the finding names; send one message for each patient.",
                Tables),
            Verdict.Fail, NeedsXml: true, IssueKind.ObjectCount),
        new(Make(38, Severity.High, "A field of an object is not as the table has it",
                "Type, role, kind of identifier, name, query or detail of an object is not what the table of the message says.",
                "Searches by patient or study miss the message.",
                "The printed table of Query asks for an XML attribute that the schema does not have; a ParticipantObjectDetail of type TransferSyntax is taken for it.",
                "Write the value that the finding names.",
                Tables),
            Verdict.Fail, NeedsXml: true, IssueKind.ObjectField),
        new(Make(39, Severity.High, "A study is described without its SOP classes",
                "The description of a study has an accession number, a procedure step, or says encrypted or anonymised, and no SOPClass.",
                "How much was seen or taken cannot be told.",
                "Numbers are not checked against anything.",
                "Add a SOPClass with its NumberOfInstances.",
                Reference.Ps3(15, "A.5.2")),
            Verdict.Fail, NeedsXml: true, IssueKind.SopClassMissing),
    ];
}
