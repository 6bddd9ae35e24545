namespace Leadglass.Audit.Validation;

/// <summary>The schema of PS3.15 A.5.1 as a table: lay it beside the printed grammar and read it line by line. Sequences are in order; there is no namespace.</summary>
internal static class Schema
{
    private const int Many = int.MaxValue;

    private static readonly AttributeShape[] Coded =
    [
        new("csd-code", true, ValueShape.Any),
        new("codeSystemName", true, ValueShape.Any, IssueKind.SystemNameMissing),
        new("displayName", false, ValueShape.Any),
        new("originalText", true, ValueShape.Any, IssueKind.OriginalTextMissing),
    ];

    private static readonly AttributeShape[] Uid = [new("UID", true, ValueShape.Any)];

    private static ElementShape EventIdentification { get; } = new("EventIdentification")
    {
        Attributes =
        [
            new("EventActionCode", false, ValueShape.OneOf("C", "R", "U", "D", "E")),
            new("EventDateTime", true, ValueShape.DateTime),
            new("EventOutcomeIndicator", true, ValueShape.OneOf("0", "4", "8", "12")),
        ],
        Children =
        [
            new(new("EventID") { Attributes = Coded }, 1, 1),
            new(new("EventTypeCode") { Attributes = Coded }, 0, Many),
            new(new("EventOutcomeDescription") { Text = ValueShape.Any }, 0, 1),
        ],
    };

    private static ElementShape ActiveParticipant { get; } = new("ActiveParticipant")
    {
        Attributes =
        [
            new("UserID", true, ValueShape.Any),
            new("AlternativeUserID", false, ValueShape.Any),
            new("UserName", false, ValueShape.Any),
            new("UserIsRequestor", true, ValueShape.Boolean, IssueKind.RequestorMissing),
            new("NetworkAccessPointID", false, ValueShape.Any),
            new("NetworkAccessPointTypeCode", false, ValueShape.UpTo(5)),
        ],
        Children =
        [
            new(new("RoleIDCode") { Attributes = Coded }, 0, Many),
            new(new("MediaIdentifier") { Children = [new(new("MediaType") { Attributes = Coded }, 1, 1)] }, 0, 1),
        ],
    };

    private static ElementShape AuditSourceIdentification { get; } = new("AuditSourceIdentification")
    {
        Attributes = [new("AuditEnterpriseSiteID", false, ValueShape.Any), new("AuditSourceID", true, ValueShape.Any)],
        Children =
        [
            // 1 to 9 stand alone; any other token comes with its code system.
            new(new("AuditSourceTypeCode") { Attributes = [.. Coded.Select(attribute => attribute with { Required = attribute.Name == "csd-code" })] }, 0, Many),
        ],
    };

    private static ElementShape ObjectDescription { get; } = new("ParticipantObjectDescription")
    {
        Children =
        [
            new(new("MPPS") { Attributes = Uid }, 0, Many),
            new(new("Accession") { Attributes = [new("Number", true, ValueShape.Any)] }, 0, Many),
            new(new("SOPClass")
            {
                Attributes = [new("UID", false, ValueShape.Any), new("NumberOfInstances", true, ValueShape.Integer, IssueKind.InstanceCountMissing)],
                Children = [new(new("Instance") { Attributes = Uid }, 0, Many)],
            }, 0, Many),
            new(new("ParticipantObjectContainsStudy") { Children = [new(new("StudyIDs") { Attributes = Uid }, 0, Many)] }, 0, 1),
            new(new("Encrypted") { Text = ValueShape.Boolean }, 0, 1),
            new(new("Anonymized") { Text = ValueShape.Boolean }, 0, 1),
        ],
    };

    private static ElementShape ParticipantObject { get; } = new("ParticipantObjectIdentification")
    {
        Attributes =
        [
            new("ParticipantObjectID", true, ValueShape.Any),
            new("ParticipantObjectTypeCode", false, ValueShape.UpTo(4)),
            new("ParticipantObjectTypeCodeRole", false, ValueShape.UpTo(26)),
            new("ParticipantObjectDataLifeCycle", false, ValueShape.UpTo(15)),
            new("ParticipantObjectSensitivity", false, ValueShape.Any),
        ],
        Children =
        [
            new(new("ParticipantObjectIDTypeCode") { Attributes = Coded }, 1, 1),
            new(new("ParticipantObjectName") { Text = ValueShape.Any }, 0, 1, InChoice: true),
            new(new("ParticipantObjectQuery") { Text = ValueShape.Base64Text }, 0, 1, InChoice: true),
            new(new("ParticipantObjectDetail") { Attributes = [new("type", true, ValueShape.Any), new("value", true, ValueShape.Base64Text)] }, 0, Many),
            new(ObjectDescription, 0, Many),
        ],
    };

    /// <summary>The root.</summary>
    public static ElementShape AuditMessage { get; } = new("AuditMessage")
    {
        Children =
        [
            new(EventIdentification, 1, 1),
            new(ActiveParticipant, 1, Many),
            new(AuditSourceIdentification, 1, 1),
            new(ParticipantObject, 0, Many),
        ],
    };
}
