using System.Text.Json;
using Leadglass.Audit.Messages;

namespace Leadglass.Audit.Fhir;

/// <summary>Says what the FHIR service can do (<c>GET metadata</c>).</summary>
internal static class CapabilityStatement
{
    private const string Definitions = "http://hl7.org/fhir/SearchParameter/AuditEvent-";

    /// <summary>Writes it.</summary>
    /// <param name="json">Where to.</param>
    /// <param name="address">The base address of the service.</param>
    /// <param name="needsLogin">Whether one has to log in.</param>
    /// <param name="now">The time.</param>
    public static void Write(Utf8JsonWriter json, string address, bool needsLogin, DateTimeOffset now)
    {
        json.WriteStartObject();
        json.WriteString("resourceType", "CapabilityStatement");
        json.WriteString("status", "active");
        json.WriteString("date", AuditTime.Format(now));
        json.WriteString("kind", "instance");
        json.WriteStartObject("software");
        json.WriteString("name", "Leadglass");
        json.WriteEndObject();
        json.WriteStartObject("implementation");
        json.WriteString("description", "Audit Record Repository: IHE ITI-20 FHIR feed, ITI-81");
        json.WriteString("url", address);
        json.WriteEndObject();
        json.WriteString("fhirVersion", "4.0.1");
        Strings(json, "format", "json");
        json.WriteStartArray("rest");
        json.WriteStartObject();
        json.WriteString("mode", "server");
        if (needsLogin)
        {
            json.WriteStartObject("security");
            json.WriteString("description", "Name and password by HTTP Basic.");
            json.WriteEndObject();
        }

        json.WriteStartArray("resource");
        json.WriteStartObject();
        json.WriteString("type", "AuditEvent");
        Codes(json, "read", "create", "search-type");
        json.WriteString("versioning", "no-version");
        json.WriteStartArray("searchParam");
        Parameter(json, "date", "date", isOfR4: true);
        foreach (var parameter in SearchParameter.All)
            Parameter(json, parameter.Name, parameter.Kind switch { SearchKind.Text => "string", SearchKind.Reference => "reference", _ => "token" }, !parameter.Name.Contains('.', StringComparison.Ordinal));
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndArray();
        Codes(json, "transaction", "batch");
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Parameter(Utf8JsonWriter json, string name, string type, bool isOfR4)
    {
        json.WriteStartObject();
        json.WriteString("name", name);
        if (isOfR4)
            json.WriteString("definition", Definitions + name);
        json.WriteString("type", type);
        json.WriteEndObject();
    }

    private static void Codes(Utf8JsonWriter json, params ReadOnlySpan<string> codes)
    {
        json.WriteStartArray("interaction");
        foreach (var code in codes)
        {
            json.WriteStartObject();
            json.WriteString("code", code);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void Strings(Utf8JsonWriter json, string name, string value)
    {
        json.WriteStartArray(name);
        json.WriteStringValue(value);
        json.WriteEndArray();
    }
}
