namespace Leadglass.Audit.Validation;

/// <summary>What can be wrong with a message. Each kind belongs to one rule.</summary>
public enum IssueKind
{
    /// <summary>The document cannot be read: not well-formed.</summary>
    NotWellFormed,

    /// <summary>The document cannot be read: not UTF-8; or it says that it is something else.</summary>
    NotUtf8,

    /// <summary>The document has a document type.</summary>
    DocumentType,

    /// <summary>The document is beyond the limits of the reader.</summary>
    TooLarge,

    /// <summary>The message is longer than every receiver must take (A.6).</summary>
    LongerThanReceiversMustTake,

    /// <summary>The root is not <c>AuditMessage</c> without a namespace.</summary>
    Root,

    /// <summary>An element that the schema does not have here.</summary>
    UnknownElement,

    /// <summary>An element after one that must follow it, or more often than allowed.</summary>
    ElementPlace,

    /// <summary>A required element is absent.</summary>
    ElementMissing,

    /// <summary>Text where the schema has only elements.</summary>
    UnexpectedText,

    /// <summary>A required attribute is absent.</summary>
    AttributeMissing,

    /// <summary>An attribute that the schema does not have here.</summary>
    UnknownAttribute,

    /// <summary>An attribute of XML Schema, which validators expect and the schema of the standard does not have.</summary>
    SchemaLocation,

    /// <summary>A value that is not of its type or not in its list.</summary>
    Value,

    /// <summary><c>originalText</c> of a code is absent.</summary>
    OriginalTextMissing,

    /// <summary><c>codeSystemName</c> of a code is absent.</summary>
    SystemNameMissing,

    /// <summary>An object has neither name nor query.</summary>
    NameOrQueryMissing,

    /// <summary><c>NumberOfInstances</c> of a SOP class is absent.</summary>
    InstanceCountMissing,

    /// <summary><c>UserIsRequestor</c> is absent.</summary>
    RequestorMissing,

    /// <summary>More than one audit source.</summary>
    SourceRepeated,

    /// <summary><c>code</c> where the standard has <c>csd-code</c>.</summary>
    CodeAttribute,

    /// <summary><c>codeSystem</c>, an attribute for the OID of a code system.</summary>
    CodeSystemAttribute,

    /// <summary><c>MediaType</c> outside <c>MediaIdentifier</c>.</summary>
    MediaTypeOutside,

    /// <summary><c>UserIDTypeCode</c> or <c>UserTypeCode</c> of a participant.</summary>
    UserTypeCode,

    /// <summary><c>ParticipantObjectDescriptionType</c>, or a description of plain text.</summary>
    DescriptionType,

    /// <summary><c>PurposeOfUse</c>.</summary>
    PurposeOfUse,

    /// <summary>The root is <c>IHEYr4</c>.</summary>
    YearFour,

    /// <summary>An empty element or attribute.</summary>
    Empty,

    /// <summary>More than one requestor.</summary>
    SeveralRequestors,

    /// <summary>The time has no zone.</summary>
    NoTimeZone,

    /// <summary>AE titles not written as A.5.2.2 wants them.</summary>
    AETitles,

    /// <summary>A code that was retired.</summary>
    RetiredCode,

    /// <summary>A DICOM code that does not exist among those of audit messages, or not in its context group.</summary>
    UnknownCode,

    /// <summary>An EventID that A.5.3 does not have.</summary>
    EventId,

    /// <summary>An action that the message's table does not allow.</summary>
    Action,

    /// <summary>An event type that the message's table does not allow, or none.</summary>
    EventType,

    /// <summary>A participant of the message's table is missing, or there are too many.</summary>
    ParticipantCount,

    /// <summary>A field of a participant is not as the message's table wants it.</summary>
    ParticipantField,

    /// <summary>The requestor is not the one that the message's table wants.</summary>
    Requestor,

    /// <summary>The medium or application of an export or import.</summary>
    Media,

    /// <summary>An object of the message's table is missing, or there are too many.</summary>
    ObjectCount,

    /// <summary>A field of an object is not as the message's table wants it.</summary>
    ObjectField,

    /// <summary>Instances are described without a SOP class (A.5.2).</summary>
    SopClassMissing,

    /// <summary>It is an AuditEvent of FHIR in JSON: the sign of that format.</summary>
    FhirFormat,

    /// <summary>It is JSON, and no valid AuditEvent of FHIR R4.</summary>
    FhirResource,
}
