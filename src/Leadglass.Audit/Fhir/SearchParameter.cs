using Leadglass.Audit.Messages;
using Leadglass.Audit.Storage;

namespace Leadglass.Audit.Fhir;

/// <summary>A search parameter of ITI-81: its name in R4, and which values of a message it means.</summary>
/// <param name="Name">Its name in R4.</param>
/// <param name="Kind">How its values are compared.</param>
/// <param name="Values">The values of a message, with the URI of their system if they have one.</param>
internal sealed record SearchParameter(string Name, SearchKind Kind, Func<AuditMessage, IEnumerable<(string? Value, string? System)>> Values)
{
    private const string Outcome = "http://terminology.hl7.org/CodeSystem/audit-event-outcome";
    private const string Action = "http://terminology.hl7.org/CodeSystem/audit-event-action";

    /// <summary>Its names in DSTU2 and STU3.</summary>
    public string[] OlderNames { get; init; } = [];

    /// <summary>The kind of terms of a store that have all its values; <see langword="null"/> if none has.</summary>
    public AuditTermKind? Index { get; init; }

    /// <summary>All of them. <c>date</c> is the window of time, and stands for itself.</summary>
    public static IReadOnlyList<SearchParameter> All { get; } =
    [
        new("action", SearchKind.Token, static message => [(message.Event.ActionCode, Action)]),
        new("address", SearchKind.Text, static message => message.Participants.Select(static agent => Plain(agent.NetworkAccessPointId))),
        new("agent", SearchKind.Reference, static message => message.Participants.Select(static agent => Plain(agent.UserId))) { OlderNames = ["participant"] },
        new("agent.identifier", SearchKind.Identifier, static message => message.Participants.Select(static agent => Plain(agent.UserId))) { OlderNames = ["user"], Index = AuditTermKind.User },
        new("agent-name", SearchKind.Text, static message => message.Participants.Select(static agent => Plain(agent.UserName))) { OlderNames = ["name"] },
        new("agent-role", SearchKind.Token, static message => message.Participants.SelectMany(static agent => agent.Roles).Select(Coded)),
        new("altid", SearchKind.Identifier, static message => message.Participants.Select(static agent => Plain(agent.AlternativeUserId))) { Index = AuditTermKind.User },
        new("entity", SearchKind.Reference, static message => message.Objects.Select(static item => Plain(item.Id))) { OlderNames = ["reference"] },
        new("entity.identifier", SearchKind.Identifier, static message => message.Objects.Select(static item => Plain(item.Id))) { OlderNames = ["identity", "entity-id"] },
        new("entity-name", SearchKind.Text, static message => message.Objects.Select(static item => Plain(item.Name))) { OlderNames = ["desc"] },
        new("entity-role", SearchKind.Token, static message => message.Objects.Select(static item => (item.TypeCodeRole, (string?)FhirCodeSystem.ObjectRole))) { OlderNames = ["role"] },
        new("entity-type", SearchKind.Token, static message => message.Objects.Select(static item => (item.TypeCode, (string?)FhirCodeSystem.ObjectType))) { OlderNames = ["object-type"] },
        new("outcome", SearchKind.Token, static message => [(message.Event.OutcomeIndicator, Outcome)]) { Index = AuditTermKind.Outcome },
        new("patient", SearchKind.Reference, static message => Patients(message)),
        new("patient.identifier", SearchKind.Identifier, static message => Patients(message)) { Index = AuditTermKind.Patient },
        new("site", SearchKind.Identifier, static message => [Plain(message.Source.EnterpriseSiteId)]),
        new("source", SearchKind.Reference, static message => [Plain(message.Source.Id)]),
        new("source.identifier", SearchKind.Identifier, static message => [Plain(message.Source.Id)]) { Index = AuditTermKind.Source },
        new("subtype", SearchKind.Token, static message => message.Event.TypeCodes.Select(Coded)) { Index = AuditTermKind.Event },
        new("type", SearchKind.Token, static message => message.Event.Id is { } id ? [Coded(id)] : []) { Index = AuditTermKind.Event },
    ];

    /// <summary>Finds a parameter by any of its names.</summary>
    public static SearchParameter? Find(string name) => All.FirstOrDefault(parameter => parameter.Name == name || parameter.OlderNames.Contains(name));

    private static IEnumerable<(string? Value, string? System)> Patients(AuditMessage message) => message.Objects.Where(static item => item.TypeCodeRole?.Trim() == "1").Select(static item => Plain(item.Id));

    private static (string? Value, string? System) Plain(string? value) => (value, null);

    private static (string? Value, string? System) Coded(CodedValue value) => (value.Code, FhirCodeSystem.ToUri(value.SystemName));
}
