using System.Buffers.Text;
using System.Text;
using System.Text.Json;
using Leadglass.Audit.Messages;

namespace Leadglass.Audit.Fhir;

/// <summary>
/// Writes messages as AuditEvent of FHIR R4 in JSON, by the DICOM mapping of the resource. The same message gives the same octets. What a resource may not say,
/// such as an outcome that is none, is left out; <c>docs/reference/fhir.md</c> lists what has no place.
/// </summary>
public static class AuditEventWriter
{
    /// <summary>Writes a message.</summary>
    /// <param name="message">The message, in the standard's terms: see <see cref="AuditConversion"/>.</param>
    /// <param name="oneLine">Without white space, as it is sent; otherwise indented, as it is read.</param>
    /// <param name="id">The logical id of the resource; <see langword="null"/> leaves it out.</param>
    /// <returns>UTF-8.</returns>
    public static byte[] Write(AuditMessage message, bool oneLine = false, string? id = null)
    {
        ArgumentNullException.ThrowIfNull(message);
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = !oneLine, NewLine = "\n" }))
            Write(json, message, id);
        if (!oneLine)
            stream.WriteByte((byte)'\n');
        return stream.ToArray();
    }

    /// <summary>Writes a message into something larger.</summary>
    internal static void Write(Utf8JsonWriter json, AuditMessage message, string? id)
    {
        json.WriteStartObject();
        json.WriteString("resourceType", "AuditEvent");
        Text(json, "id", id);
        Write(json, message.Event);
        Array(json, "agent", message.Participants, Write);
        Write(json, message.Source);
        Array(json, "entity", message.Objects, Write);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, EventIdentification identification)
    {
        Member(json, "type", identification.Id);
        Array(json, "subtype", identification.TypeCodes, Coding);
        Code(json, "action", identification.ActionCode, "C", "R", "U", "D", "E");
        if (AuditTime.Parse(identification.DateTime) is { } time)
        {
            json.WriteString("recorded", identification.DateTime.Trim() + (time.HasZone ? "" : "Z"));
        }
        else
        {
            // R4 demands it; https://hl7.org/fhir/R4/extension-data-absent-reason.html is how one says that it is not known.
            json.WriteStartObject("_recorded");
            json.WriteStartArray("extension");
            json.WriteStartObject();
            json.WriteString("url", "http://hl7.org/fhir/StructureDefinition/data-absent-reason");
            json.WriteString("valueCode", "unknown");
            json.WriteEndObject();
            json.WriteEndArray();
            json.WriteEndObject();
        }

        Code(json, "outcome", identification.OutcomeIndicator, "0", "4", "8", "12");
        Text(json, "outcomeDesc", identification.OutcomeDescription);
    }

    private static void Write(Utf8JsonWriter json, ActiveParticipant participant)
    {
        json.WriteStartObject();
        if (participant.Roles.Count > 0)
        {
            json.WritePropertyName("type");
            Concept(json, participant.Roles[0]);
            Array(json, "role", [.. participant.Roles.Skip(1)], Concept);
        }

        Identity(json, "who", participant.UserId, null);
        Text(json, "altId", participant.AlternativeUserId);
        Text(json, "name", participant.UserName);
        // PS3.15 A.5.2: where it is not known, all say false.
        json.WriteBoolean("requestor", participant.IsRequestor);
        Member(json, "media", participant.MediaType);
        if (Says(participant.NetworkAccessPointId) || Says(participant.NetworkAccessPointTypeCode))
        {
            json.WriteStartObject("network");
            Text(json, "address", participant.NetworkAccessPointId);
            Code(json, "type", participant.NetworkAccessPointTypeCode, "1", "2", "3", "4", "5");
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, AuditSource source)
    {
        json.WriteStartObject("source");
        Text(json, "site", source.EnterpriseSiteId);
        Identity(json, "observer", source.Id, null);
        Array(json, "type", source.TypeCodes, static (json, type) => Coding(json, type.SystemName is null && type.OriginalText is null ? FhirCodeSystem.SourceType : FhirCodeSystem.ToUri(type.SystemName), type));
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, ParticipantObject item)
    {
        json.WriteStartObject();
        Identity(json, "what", item.Id, item.IdTypeCode);
        Listed(json, "type", FhirCodeSystem.ObjectType, item.TypeCode);
        Listed(json, "role", FhirCodeSystem.ObjectRole, item.TypeCodeRole);
        Listed(json, "lifecycle", FhirCodeSystem.LifeCycle, item.DataLifeCycle);
        if (Says(item.Sensitivity))
        {
            json.WriteStartArray("securityLabel");
            json.WriteStartObject();
            Text(json, item.Sensitivity.Any(char.IsWhiteSpace) ? "display" : "code", item.Sensitivity);
            json.WriteEndObject();
            json.WriteEndArray();
        }

        Text(json, "name", item.Name);
        Text(json, "query", item.Query is { } query && Base64.IsValid(query) ? query : null);
        Array(json, "detail", Details(item), static (json, detail) =>
        {
            json.WriteStartObject();
            json.WriteString("type", detail.Type);
            json.WriteString(detail.Member, detail.Value);
            json.WriteEndObject();
        });
        json.WriteEndObject();
    }

    private static List<(string Type, string Member, string Value)> Details(ParticipantObject item) =>
    [
        .. item.Details.Where(static detail => Says(detail.Type) && Says(detail.Value)).Select(static detail => (detail.Type, Base64.IsValid(detail.Value) ? "valueBase64Binary" : "valueString", detail.Value)),
        .. item.Descriptions.SelectMany(DescriptionDetails.Of).Where(static part => Says(part.Value)).Select(static part => (part.Type, "valueString", part.Value!)),
    ];

    /// <summary>A reference that names somebody or something by an identifier: there is no other resource that it could point to.</summary>
    private static void Identity(Utf8JsonWriter json, string name, string value, CodedValue? type)
    {
        json.WriteStartObject(name);
        json.WriteStartObject("identifier");
        if (type is not null)
        {
            json.WritePropertyName("type");
            Concept(json, type);
        }

        Text(json, "value", value);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void Listed(Utf8JsonWriter json, string name, string system, string? code)
    {
        if (!Says(code))
            return;
        json.WriteStartObject(name);
        json.WriteString("system", system);
        json.WriteString("code", code.Trim());
        json.WriteEndObject();
    }

    private static void Member(Utf8JsonWriter json, string name, CodedValue? value)
    {
        if (value is null)
            return;
        json.WritePropertyName(name);
        Coding(json, value);
    }

    private static void Coding(Utf8JsonWriter json, CodedValue value) => Coding(json, FhirCodeSystem.ToUri(value.SystemName), value);

    private static void Coding(Utf8JsonWriter json, string? system, CodedValue value)
    {
        json.WriteStartObject();
        Text(json, "system", system);
        Text(json, "code", value.Code);
        Text(json, "display", value.OriginalText ?? value.DisplayName);
        json.WriteEndObject();
    }

    private static void Concept(Utf8JsonWriter json, CodedValue value)
    {
        json.WriteStartObject();
        json.WriteStartArray("coding");
        Coding(json, value.DisplayName is null ? value : value with { OriginalText = value.DisplayName });
        json.WriteEndArray();
        Text(json, "text", value.OriginalText);
        json.WriteEndObject();
    }

    private static void Array<T>(Utf8JsonWriter json, string name, IReadOnlyList<T> values, Action<Utf8JsonWriter, T> write)
    {
        if (values.Count == 0)
            return;
        json.WriteStartArray(name);
        foreach (var value in values)
            write(json, value);
        json.WriteEndArray();
    }

    private static void Code(Utf8JsonWriter json, string name, string? code, params ReadOnlySpan<string> allowed)
    {
        if (code?.Trim() is { } value && allowed.Contains(value))
            json.WriteString(name, value);
    }

    private static void Text(Utf8JsonWriter json, string name, string? value)
    {
        if (Says(value))
            json.WriteString(name, value);
    }

    /// <summary>FHIR has no empty values.</summary>
    private static bool Says([System.Diagnostics.CodeAnalysis.NotNullWhen(true)] string? value) => !string.IsNullOrWhiteSpace(value);
}
