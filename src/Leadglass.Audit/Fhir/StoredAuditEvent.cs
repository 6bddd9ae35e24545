using System.Text.Json;
using Leadglass.Audit.Messages;
using Leadglass.Audit.Storage;
using Leadglass.Audit.Validation;

namespace Leadglass.Audit.Fhir;

/// <summary>A record of a repository as an AuditEvent: as it came where it came as one, translated otherwise. Its number is its logical id.</summary>
public sealed class StoredAuditEvent
{
    private readonly StoredRecord _stored;

    private StoredAuditEvent(StoredRecord stored, AuditMessage message) => (_stored, Message) = (stored, message);

    /// <summary>What it says, in the standard's terms.</summary>
    internal AuditMessage Message { get; }

    /// <summary>The number of the record.</summary>
    internal long Sequence => _stored.Sequence;

    /// <summary>The logical id.</summary>
    internal string Id => $"{Sequence}";

    /// <summary>Reads a record.</summary>
    /// <param name="stored">The record.</param>
    /// <returns><see langword="null"/> if no audit message can be read from it.</returns>
    public static StoredAuditEvent? Of(StoredRecord stored)
    {
        ArgumentNullException.ThrowIfNull(stored);
        return AuditConversion.Convert(stored.Record.Examine()) is { } message ? new StoredAuditEvent(stored, message) : null;
    }

    /// <summary>Writes the resource.</summary>
    /// <param name="json">Where to.</param>
    public void Write(Utf8JsonWriter json)
    {
        ArgumentNullException.ThrowIfNull(json);
        var content = _stored.Record.Content;
        if (!AuditValidator.IsJson(content.Span))
        {
            AuditEventWriter.Write(json, Message, Id);
            return;
        }

        using var resource = JsonDocument.Parse(content);
        json.WriteStartObject();
        json.WriteString("resourceType", "AuditEvent");
        json.WriteString("id", Id);
        foreach (var member in resource.RootElement.EnumerateObject())
        {
            if (member.Name is not ("resourceType" or "id"))
                member.WriteTo(json);
        }

        json.WriteEndObject();
    }
}
