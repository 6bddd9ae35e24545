using Leadglass.Audit.Validation;
using Leadglass.Findings;
using static Leadglass.Audit.Rules.RuleText;

namespace Leadglass.Audit.Rules;

/// <summary>Rules of the first two layers: well-formed and safe, and the schema.</summary>
internal static class FormRules
{
    private const string Lost = "A repository that cannot read a message cannot search it: what happened is missing when somebody asks who saw or took what.";

    private static readonly Reference Schema = Reference.Ps3(15, "A.5.1");

    public static AuditRule InDialect { get; } = new(
        Make(15, Severity.Medium, "The message is in a dialect, not in the standard's format",
            "The message differs from the schema exactly as a known library or an earlier format does: dcm4che, IHE/IPF, RFC 3881, IHE year 4; or it is an AuditEvent of FHIR.",
            "Repositories that know the dialect read it, others drop it or lose fields such as the kind of medium. Which one a site has, the sender does not know.",
            "A dialect is recognised by a sign that nobody else makes on purpose; what its schema also allows is then not called wrong. The rules of A.5.2 and A.5.3 count all the same, except in messages of IHE year 4, which are not looked into.",
            "Ask the vendor for messages of PS3.15 A.5.1. Meanwhile translate: leadglass audit convert FILE writes the standard's format.",
            Schema, new Reference("RFC 3881", "https://www.rfc-editor.org/rfc/rfc3881")),
        Verdict.Warn, NeedsXml: true,
        IssueKind.YearFour);

    public static IEnumerable<JudgedRule<AuditExamination>> All => Rules.Select(rule => rule.Judged);

    private static AuditRule[] Rules { get; } =
    [
        new(Make(1, Severity.High, "The message is not well-formed XML",
                "Reading stopped before the end: a tag is not closed, the message is cut off, or it is no XML at all (nor JSON, where it begins with a brace).", Lost,
                "Where it breaks off is where the reader noticed; the mistake may stand before.",
                "Write messages with an XML library. If they arrive cut off, compare the length in the syslog frame: it counts octets, not characters.",
                Schema, Reference.Rfc(5425, "4.3.1")),
            Verdict.Fail, NeedsXml: false, IssueKind.NotWellFormed),
        new(Make(2, Severity.High, "The message has a document type",
                "A DOCTYPE stands before the root. It was refused unread.",
                "A document type can make a reader open files and connections of its own machine, or grow a small message to gigabytes. Audit messages never need one: it is a mistake or an attack on the repository.",
                "Only the presence is reported. What its entities would have done was not tried.",
                "Remove the DOCTYPE. If no sender of yours writes one, find out who sent this.",
                Reference.Cwe(611), Reference.Cwe(776), Schema),
            Verdict.Fail, NeedsXml: false, IssueKind.DocumentType),
        new(Make(3, Severity.High, "The message is too large or too deep to be an audit message",
                "Its size, an attribute, the number or the nesting of its elements is far beyond what audit messages need; it was not read on.",
                "A repository that reads anything can be stopped by one message.",
                "The limits are those of this program (4 MiB, 65,536 characters an attribute, 65,536 elements, 16 levels), not of the standard.",
                "Send less in one message: one study each, without the list of single instances.",
                Reference.Cwe(400), Reference.Ps3(15, "A.6")),
            Verdict.Fail, NeedsXml: false, IssueKind.TooLarge),
        new(Make(4, Severity.High, "The message is not UTF-8",
                "An octet is not UTF-8, or the XML declaration names another encoding.",
                "Names with an umlaut or in another script arrive wrong or not at all, and with them the answer to whose images were seen.",
                "A message in another encoding that happens to hold nothing but ASCII is reported for its declaration only.",
                "Encode the message as UTF-8 and count its length in octets.",
                Reference.Ps3(15, "A.6"), Reference.Rfc(5424, "6.4")),
            Verdict.Fail, NeedsXml: false, IssueKind.NotUtf8),
        new(Make(5, Severity.Low, "The message is longer than every receiver must take",
                "The XML alone is longer than 32,768 octets.",
                "A receiver may drop or cut a longer message without telling anybody.",
                "Receivers may take more; the practice of this site is not known here.",
                "Leave out the list of instances, or send one message a study.",
                Reference.Ps3(15, "A.6")),
            Verdict.Warn, NeedsXml: false, IssueKind.LongerThanReceiversMustTake),
        new(Make(10, Severity.High, "The document is no audit message",
                "The root element is not AuditMessage, or it is in a namespace.", Lost,
                "Nothing below such a root was looked at.",
                "Write AuditMessage without a namespace as the root.", Schema),
            Verdict.Fail, NeedsXml: true, IssueKind.Root),
        new(Make(11, Severity.High, "Elements or attributes stand where the schema has none",
                "A name that the schema does not have, elements in another order, text between elements, or one element too many.", Lost,
                "Extensions that a conformance statement describes are reported too, unless their dialect is known.",
                "Put the elements into the order of the schema and remove or correct what it does not have.", Schema),
            Verdict.Fail, NeedsXml: true, IssueKind.UnknownElement, IssueKind.ElementPlace, IssueKind.UnexpectedText, IssueKind.UnknownAttribute, IssueKind.SourceRepeated),
        new(Make(12, Severity.High, "Required elements or attributes are missing",
                "The schema demands them, and they are absent: for instance the name of an object, the original text of a code, the number of instances.", Lost,
                "Presence is checked, not truth.",
                "Add what the finding names. An object without a name of its own takes its identifier or description as its name.", Schema),
            Verdict.Fail, NeedsXml: true,
            IssueKind.ElementMissing, IssueKind.AttributeMissing, IssueKind.OriginalTextMissing, IssueKind.SystemNameMissing, IssueKind.NameOrQueryMissing,
            IssueKind.InstanceCountMissing, IssueKind.RequestorMissing),
        new(Make(13, Severity.High, "A value is not of its type",
                "A value is not in the schema's list, or is no date, number, truth value or Base64.", Lost,
                "Leap seconds are valid, and are taken as the second that follows. Years of more than four digits are reported.",
                "Write a value of the type that the finding names.", Schema),
            Verdict.Fail, NeedsXml: true, IssueKind.Value),
        new(Make(14, Severity.Low, "The message points to a schema",
                "It has an attribute of XML Schema, such as xsi:noNamespaceSchemaLocation.",
                "The schema of the standard does not have it, and a careless reader opens the file or address that it names.",
                "Validators that use XML Schema let it pass.",
                "Leave it out of what is sent.", Schema),
            Verdict.Warn, NeedsXml: true, IssueKind.SchemaLocation),
        new(Make(16, Severity.High, "The AuditEvent is not one of FHIR R4",
                "The message is JSON, and something that FHIR R4 demands of an AuditEvent is missing or of another type.", Lost,
                "Fields that R4 does not have are passed over; profiles, such as those of IHE BALP, are not checked.",
                "Write the field as the finding says. A server of FHIR refuses such a resource as a whole.",
                new Reference("FHIR R4 AuditEvent", "https://hl7.org/fhir/R4/auditevent.html")),
            Verdict.Fail, NeedsXml: true, IssueKind.FhirResource),
        InDialect,
    ];
}
