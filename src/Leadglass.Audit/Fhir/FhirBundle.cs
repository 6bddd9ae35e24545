using System.Text.Json;

namespace Leadglass.Audit.Fhir;

/// <summary>Writes the Bundles that answer: the page of a search, and what became of a feed.</summary>
internal static class FhirBundle
{
    /// <summary>Writes a page of a search.</summary>
    /// <param name="json">Where to.</param>
    /// <param name="page">The page.</param>
    /// <param name="remarks">What the one who searches should know.</param>
    /// <param name="collection">The address of the collection, for example <c>http://localhost/fhir/AuditEvent</c>.</param>
    /// <param name="self">The address of this page.</param>
    /// <param name="next">The address of the next page; <see langword="null"/> if there is none.</param>
    /// <param name="isFirst">Whether it is the first page.</param>
    public static void WritePage(Utf8JsonWriter json, AuditEventPage page, IReadOnlyList<OutcomeIssue> remarks, string collection, string self, string? next, bool isFirst)
    {
        Begin(json, "searchset");
        if (isFirst && next is null)
            json.WriteNumber("total", page.Found.Count);
        json.WriteStartArray("link");
        Link(json, "self", self);
        if (next is not null)
            Link(json, "next", next);
        json.WriteEndArray();
        if (page.Found.Count + remarks.Count > 0)
        {
            json.WriteStartArray("entry");
            foreach (var found in page.Found)
            {
                json.WriteStartObject();
                json.WriteString("fullUrl", $"{collection}/{found.Id}");
                json.WritePropertyName("resource");
                found.Write(json);
                Mode(json, "match");
                json.WriteEndObject();
            }

            if (remarks.Count > 0)
            {
                json.WriteStartObject();
                json.WritePropertyName("resource");
                OutcomeIssue.Write(json, remarks);
                Mode(json, "outcome");
                json.WriteEndObject();
            }

            json.WriteEndArray();
        }

        json.WriteEndObject();
    }

    /// <summary>Writes what became of the entries of a feed.</summary>
    /// <param name="json">Where to.</param>
    /// <param name="bundle">The feed.</param>
    /// <param name="first">The number of the first record that was stored.</param>
    public static void WriteAnswer(Utf8JsonWriter json, FeedBundle bundle, long first)
    {
        Begin(json, $"{bundle.Type}-response");
        json.WriteStartArray("entry");
        foreach (var entry in bundle.Entries)
        {
            json.WriteStartObject();
            json.WriteStartObject("response");
            json.WriteString("status", entry.Record is null ? "422 Unprocessable Entity" : "201 Created");
            if (entry.Record is not null)
                json.WriteString("location", $"AuditEvent/{first++}");
            if (entry.Issues.Count > 0)
            {
                json.WritePropertyName("outcome");
                OutcomeIssue.Write(json, entry.Issues);
            }

            json.WriteEndObject();
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Begin(Utf8JsonWriter json, string type)
    {
        json.WriteStartObject();
        json.WriteString("resourceType", "Bundle");
        json.WriteString("type", type);
    }

    private static void Link(Utf8JsonWriter json, string relation, string address)
    {
        json.WriteStartObject();
        json.WriteString("relation", relation);
        json.WriteString("url", address);
        json.WriteEndObject();
    }

    private static void Mode(Utf8JsonWriter json, string mode)
    {
        json.WriteStartObject("search");
        json.WriteString("mode", mode);
        json.WriteEndObject();
    }
}
