using System.Text.Json;
using Leadglass.Audit.Syslog;

namespace Leadglass.Audit.Fhir;

/// <summary>Takes apart stored JSON: one resource, a Bundle of them, or one a line (NDJSON).</summary>
internal static class FhirCapture
{
    /// <summary>Reads what was stored.</summary>
    /// <param name="octets">All of it.</param>
    /// <returns>The resources with the line that each begins in, counted from 1; all of it as one where nothing can be taken apart.</returns>
    public static IEnumerable<(int Line, ReceivedMessage Message)> Read(ReadOnlyMemory<byte> octets)
    {
        if (IsOneALine(octets.Span))
            return ReadLines(octets);
        var resources = FhirJsonReader.Read(octets.Span).Root is { ResourceType: "Bundle" } bundle ? Resources(bundle).ToList() : [];
        return resources.Count == 0
            ? [(1, Captured(octets))]
            : resources.Select(resource => (resource.Line, Captured(octets[resource.Octets])));
    }

    /// <summary>The resources in a Bundle.</summary>
    public static IEnumerable<FhirValue> Resources(FhirValue bundle) =>
        (bundle["entry"]?.Items ?? []).Select(static entry => entry["resource"]).OfType<FhirValue>().Where(static resource => resource.Kind == JsonValueKind.Object);

    /// <summary>Whether the first line is an object of its own, and others follow.</summary>
    private static bool IsOneALine(ReadOnlySpan<byte> octets)
    {
        var text = octets.Trim(" \t\r\n"u8);
        var feed = text.IndexOf((byte)'\n');
        return feed > 0 && text[..feed].TrimEnd(" \t\r"u8) is [.., (byte)'}'];
    }

    private static IEnumerable<(int Line, ReceivedMessage Message)> ReadLines(ReadOnlyMemory<byte> octets)
    {
        var line = 1;
        for (var rest = octets; !rest.IsEmpty; line++)
        {
            var feed = rest.Span.IndexOf((byte)'\n');
            var text = feed < 0 ? rest : rest[..feed];
            if (!text.Span.Trim(" \t\r"u8).IsEmpty)
                yield return (line, Captured(text));
            rest = feed < 0 ? default : rest[(feed + 1)..];
        }
    }

    private static ReceivedMessage Captured(ReadOnlyMemory<byte> octets) => new() { Transport = SyslogTransport.Capture, Octets = octets };
}
