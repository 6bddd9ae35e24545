using Leadglass.Audit.Xml;

namespace Leadglass.Audit.Messages;

/// <summary>
/// Makes a message of a tree, whatever dialect it is in: every name that a value has in the field leads to its one place in the model.
/// Does not judge; what is missing stays empty.
/// </summary>
internal static class AuditMessageParse
{
    /// <summary>Reads the message below the root.</summary>
    public static AuditMessage Of(AuditElement root) => new()
    {
        Event = Event(root.First("EventIdentification")),
        Participants = [.. root.All("ActiveParticipant").Select(Participant)],
        Source = Source(root.First("AuditSourceIdentification")),
        Objects = [.. root.All("ParticipantObjectIdentification").Select(Object)],
    };

    private static EventIdentification Event(AuditElement? element) => new()
    {
        Id = Code(element?.First("EventID")),
        ActionCode = element?["EventActionCode"],
        DateTime = element?["EventDateTime"] ?? "",
        OutcomeIndicator = element?["EventOutcomeIndicator"] ?? "",
        TypeCodes = Codes(element, "EventTypeCode"),
        OutcomeDescription = element?.First("EventOutcomeDescription")?.Text,
        Line = element?.Line ?? 0,
    };

    private static ActiveParticipant Participant(AuditElement element) => new()
    {
        UserId = element["UserID"] ?? "",
        AlternativeUserId = element["AlternativeUserID"],
        UserName = element["UserName"],
        UserIsRequestor = element["UserIsRequestor"],
        NetworkAccessPointId = element["NetworkAccessPointID"],
        NetworkAccessPointTypeCode = element["NetworkAccessPointTypeCode"],
        Roles = Codes(element, "RoleIDCode"),
        MediaType = Code((element.First("MediaIdentifier") ?? element).First("MediaType")),
        Line = element.Line,
    };

    private static AuditSource Source(AuditElement? element) => new()
    {
        Id = element?["AuditSourceID"] ?? "",
        EnterpriseSiteId = element?["AuditEnterpriseSiteID"],
        TypeCodes = Codes(element, "AuditSourceTypeCode"),
    };

    private static ParticipantObject Object(AuditElement element) => new()
    {
        Id = element["ParticipantObjectID"] ?? "",
        TypeCode = element["ParticipantObjectTypeCode"],
        TypeCodeRole = element["ParticipantObjectTypeCodeRole"],
        DataLifeCycle = element["ParticipantObjectDataLifeCycle"],
        Sensitivity = element["ParticipantObjectSensitivity"],
        IdTypeCode = Code(element.First("ParticipantObjectIDTypeCode")),
        Name = element.First("ParticipantObjectName")?.Text,
        Query = element.First("ParticipantObjectQuery")?.Text,
        Details = [.. element.All("ParticipantObjectDetail").Select(detail => new ObjectDetail(detail["type"] ?? "", detail["value"] ?? ""))],
        Descriptions = [.. element.All("ParticipantObjectDescription").Concat(element.All("ParticipantObjectDescriptionType")).Where(part => part.Children.Count > 0).Select(Description)],
        Line = element.Line,
    };

    private static ObjectDescription Description(AuditElement element) => new()
    {
        PerformedProcedureSteps = Values(element, "MPPS", "UID"),
        Accessions = Values(element, "Accession", "Number"),
        SopClasses = [.. element.All("SOPClass").Select(content => new SopClassContent(content["UID"], content["NumberOfInstances"], Values(content, "Instance", "UID")))],
        ContainedStudies = element.First("ParticipantObjectContainsStudy") is { } studies ? Values(studies, "StudyIDs", "UID") : null,
        Encrypted = element.First("Encrypted")?.Text ?? element["Encrypted"],
        Anonymized = element.First("Anonymized")?.Text ?? element["Anonymized"],
    };

    private static string[] Values(AuditElement parent, string child, string attribute) => [.. parent.All(child).Select(element => element[attribute]).OfType<string>()];

    private static CodedValue[] Codes(AuditElement? parent, string child) => parent is null ? [] : [.. parent.All(child).Select(Code).OfType<CodedValue>()];

    private static CodedValue? Code(AuditElement? element) => element is null ? null
        : new CodedValue(element["csd-code"] ?? element["code"] ?? "", element["codeSystemName"] ?? element["codeSystem"], element["originalText"])
        {
            DisplayName = element["displayName"],
            Line = element.Line,
        };
}
