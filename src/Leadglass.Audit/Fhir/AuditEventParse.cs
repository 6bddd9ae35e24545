using System.Buffers.Text;
using System.Text;
using System.Text.Json;
using Leadglass.Audit.Messages;
using Leadglass.Audit.Validation;

namespace Leadglass.Audit.Fhir;

/// <summary>
/// Makes a message of an AuditEvent of FHIR R4, by the DICOM mapping of the resource, and says what is wrong with the resource. Fields that it does not know are
/// passed over. What the resource does not say stays missing.
/// </summary>
internal sealed class AuditEventParse(IssueLog log)
{
    private const string Clause = "FHIR R4 AuditEvent";

    /// <summary>Reads a resource.</summary>
    /// <returns>The message; <see langword="null"/> if the resource is no AuditEvent.</returns>
    public AuditMessage? Of(FhirValue root)
    {
        if (root.ResourceType != "AuditEvent")
        {
            Wrong(root.Line, "resource", root.ResourceType is { Length: > 0 } other ? $"resourceType is {IssueLog.Short(other)}" : "resourceType is missing", "Send an AuditEvent of FHIR R4.");
            return null;
        }

        return new AuditMessage
        {
            Event = Event(root),
            Participants = [.. Required(root, "AuditEvent", "agent", Each(root, "agent")).Select(Agent)],
            Source = Source(root),
            Objects = [.. Each(root, "entity").Select(Entity)],
        };
    }

    private EventIdentification Event(FhirValue root)
    {
        var type = Object(root, "type");
        if (type is null)
            Wrong(root.Line, "AuditEvent", "type is missing", "Add type with the code of the event.");
        var recorded = Text(root, "recorded");
        if (recorded is null || AuditTime.Parse(recorded) is not { HasZone: true })
            Wrong(root["recorded"]?.Line ?? root.Line, "AuditEvent", recorded is null ? "recorded is missing" : "recorded is no instant with its time zone", "Write it as 2026-03-04T05:06:07.089+01:00.");
        return new EventIdentification
        {
            Id = type is null ? null : Coding(type),
            ActionCode = Code(root, "action", "C", "R", "U", "D", "E"),
            DateTime = recorded ?? "",
            OutcomeIndicator = Code(root, "outcome", "0", "4", "8", "12") ?? "",
            TypeCodes = [.. Each(root, "subtype").Select(Coding)],
            OutcomeDescription = Text(root, "outcomeDesc"),
            Line = root.Line,
        };
    }

    private ActiveParticipant Agent(FhirValue agent)
    {
        var network = Object(agent, "network");
        var requestor = agent["requestor"];
        if (requestor is not { Kind: JsonValueKind.True or JsonValueKind.False })
            Wrong(agent.Line, "agent", "requestor is missing, or neither true nor false", "Add requestor: true for the one who asked, false for all others.");
        IEnumerable<FhirValue> roles = Object(agent, "type") is { } type ? [type, .. Each(agent, "role")] : Each(agent, "role");
        return new ActiveParticipant
        {
            UserId = Identity(Object(agent, "who")) ?? "",
            AlternativeUserId = Text(agent, "altId"),
            UserName = Text(agent, "name"),
            UserIsRequestor = requestor?.Kind switch { JsonValueKind.True => "true", JsonValueKind.False => "false", _ => null },
            NetworkAccessPointId = Text(network, "address"),
            NetworkAccessPointTypeCode = Code(network, "type", "1", "2", "3", "4", "5"),
            Roles = [.. roles.Select(Concept)],
            MediaType = Object(agent, "media") is { } media ? Coding(media) : null,
            Line = agent.Line,
        };
    }

    private AuditSource Source(FhirValue root)
    {
        var source = Object(root, "source");
        if (source is null || Object(source, "observer") is null)
            Wrong(source?.Line ?? root.Line, "source", "source.observer is missing", "Add source with an observer that says which system reports the event.");
        return new AuditSource
        {
            Id = Identity(Object(source, "observer")) ?? "",
            EnterpriseSiteId = Text(source, "site"),
            TypeCodes = [.. Each(source, "type").Select(SourceType)],
        };
    }

    // A.5.1: a single digit stands alone.
    private CodedValue SourceType(FhirValue type) =>
        Text(type, "system") == FhirCodeSystem.SourceType ? new CodedValue(Text(type, "code") ?? "", null, null) { DisplayName = Text(type, "display"), Line = type.Line } : Coding(type);

    private ParticipantObject Entity(FhirValue entity)
    {
        var what = Object(entity, "what");
        var (name, query) = (Text(entity, "name"), Text(entity, "query"));
        if (name is not null && query is not null)
            Wrong(entity.Line, "entity", "it has both name and query (sev-1)", "Keep one of them.");
        if (query is not null && !Base64.IsValid(query))
            Wrong(entity["query"]!.Line, "entity", "query is not Base64", "Write the query in Base64.");
        var (details, descriptions) = Details(entity);
        return new ParticipantObject
        {
            Id = Identity(what) ?? "",
            TypeCode = CodeOf(entity, "type", FhirCodeSystem.ObjectType),
            TypeCodeRole = CodeOf(entity, "role", FhirCodeSystem.ObjectRole),
            DataLifeCycle = CodeOf(entity, "lifecycle", FhirCodeSystem.LifeCycle),
            Sensitivity = string.Join(";", Each(entity, "securityLabel").Select(label => Text(label, "code") ?? Text(label, "display"))) is { Length: > 0 } labels ? labels : null,
            IdTypeCode = Object(Object(what, "identifier"), "type") is { } type ? Concept(type) : null,
            Name = name,
            Query = query,
            Details = details,
            Descriptions = descriptions,
            Line = entity.Line,
        };
    }

    private (IReadOnlyList<ObjectDetail> Details, IReadOnlyList<ObjectDescription> Descriptions) Details(FhirValue entity)
    {
        var details = new List<ObjectDetail>();
        var descriptions = new DescriptionDetails();
        foreach (var detail in Each(entity, "detail"))
        {
            var (type, text, octets) = (Text(detail, "type"), Text(detail, "valueString"), Text(detail, "valueBase64Binary"));
            if (type is null || (text is null) == (octets is null) || (octets is not null && !Base64.IsValid(octets)))
                Wrong(detail.Line, "detail", "it has no type, or not one value", "Add type, and either valueString or valueBase64Binary.");
            else if (text is null)
                details.Add(new ObjectDetail(type, octets!));
            else if (!descriptions.TryTake(type, text))
                details.Add(new ObjectDetail(type, Convert.ToBase64String(Encoding.UTF8.GetBytes(text))));
        }

        return (details, descriptions.ToDescriptions());
    }

    /// <summary>Who or what a reference means: by its identifier, or where it points, or in words.</summary>
    private string? Identity(FhirValue? reference) => Text(Object(reference, "identifier"), "value") ?? Text(reference, "reference") ?? Text(reference, "display");

    /// <summary>A code of R4's own list; those of other lists, such as kinds of resources, have no place in a message.</summary>
    private string? CodeOf(FhirValue entity, string name, string system)
    {
        var coding = Object(entity, name);
        return Text(coding, "system") is { } other && other != system ? null : Text(coding, "code");
    }

    private CodedValue Coding(FhirValue coding) => new(Text(coding, "code") ?? "", FhirCodeSystem.ToName(Text(coding, "system")), Text(coding, "display")) { Line = coding.Line };

    private CodedValue Concept(FhirValue concept)
    {
        var codings = Each(concept, "coding").ToList();
        var coding = codings.Find(candidate => Text(candidate, "system") == FhirCodeSystem.Dicom) ?? codings.FirstOrDefault();
        var (text, display) = (Text(concept, "text"), Text(coding, "display"));
        return new CodedValue(Text(coding, "code") ?? "", FhirCodeSystem.ToName(Text(coding, "system")), text ?? display)
        {
            DisplayName = text is null || display == text ? null : display,
            Line = concept.Line,
        };
    }

    private string? Code(FhirValue? parent, string name, params ReadOnlySpan<string> allowed)
    {
        var code = Text(parent, name);
        if (code is not null && !allowed.Contains(code))
            Wrong(parent![name]!.Line, name, $"{name} is none of {string.Join(", ", allowed!)}", "Write one of these codes.");
        return code;
    }

    private string? Text(FhirValue? parent, string name)
    {
        if (parent?[name] is not { } value)
            return null;
        if (value.Kind == JsonValueKind.String && !string.IsNullOrWhiteSpace(value.Text))
            return value.Text;
        Wrong(value.Line, name, $"{name} is {(value.Kind == JsonValueKind.String ? "empty" : "no string")}", "Write a string with something in it, or leave it out.");
        return null;
    }

    private FhirValue? Object(FhirValue? parent, string name)
    {
        if (parent?[name] is not { } value || value.Kind == JsonValueKind.Object)
            return parent?[name];
        Wrong(value.Line, name, $"{name} is no object", "Write it between braces.");
        return null;
    }

    private IEnumerable<FhirValue> Each(FhirValue? parent, string name)
    {
        if (parent?[name] is not { } value)
            return [];
        if (value.Kind == JsonValueKind.Array && value.Items.All(static item => item.Kind == JsonValueKind.Object))
            return value.Items;
        Wrong(value.Line, name, $"{name} is no array of objects", "Write objects between brackets, also where there is one.");
        return [];
    }

    private IEnumerable<FhirValue> Required(FhirValue parent, string element, string name, IEnumerable<FhirValue> values)
    {
        if (!values.Any())
            Wrong(parent.Line, element, $"{name} is missing", $"Add {name}.");
        return values;
    }

    private void Wrong(int line, string element, string what, string fix) => log.Add(IssueKind.FhirResource, line, element, Clause, what, fix);
}
