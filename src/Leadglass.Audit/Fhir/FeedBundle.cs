using System.Net;
using System.Text.Json;

namespace Leadglass.Audit.Fhir;

/// <summary>A Bundle of a FHIR feed, read and judged: a transaction is stored whole or not at all, a batch as far as it can be.</summary>
/// <param name="Type"><c>transaction</c> or <c>batch</c>.</param>
/// <param name="Entries">Its entries in their order.</param>
internal sealed record FeedBundle(string Type, IReadOnlyList<FeedEntry> Entries)
{
    /// <summary>Whether nothing of it may be stored.</summary>
    public bool IsRefused => Type == "transaction" && Entries.Any(static entry => entry.Record is null);

    /// <summary>Judges a Bundle.</summary>
    /// <param name="octets">The Bundle as it came.</param>
    /// <param name="remote">Who sent it.</param>
    /// <param name="now">When.</param>
    /// <param name="refusal">Why it is no Bundle that can be taken; <see langword="null"/> if it is one.</param>
    public static FeedBundle? Read(ReadOnlyMemory<byte> octets, IPEndPoint remote, DateTimeOffset now, out OutcomeIssue? refusal)
    {
        var json = FhirJsonReader.Read(octets.Span);
        refusal = json switch
        {
            { Fault: { } fault } => OutcomeIssue.Error("structure", $"{fault}"),
            { Root.ResourceType: not "Bundle" } => OutcomeIssue.Error("invalid", "The resource is no Bundle; a single AuditEvent goes to AuditEvent."),
            _ when json.Root!["type"]?.Text is not ("transaction" or "batch") => OutcomeIssue.Error("invalid", "The Bundle's type must be transaction or batch."),
            _ when json.Root["entry"] is not { Kind: JsonValueKind.Array, Items.Count: > 0 } => OutcomeIssue.Error("required", "The Bundle has no entry."),
            _ => null,
        };
        return refusal is null ? new FeedBundle(json.Root!["type"]!.Text, [.. json.Root["entry"]!.Items.Select(entry => Entry(entry, octets, remote, now))]) : null;
    }

    private static FeedEntry Entry(FhirValue entry, ReadOnlyMemory<byte> octets, IPEndPoint remote, DateTimeOffset now)
    {
        if (entry["request"]?["method"]?.Text is { } method && method != "POST")
            return new FeedEntry(null, [OutcomeIssue.Error("not-supported", $"Line {entry.Line}: the entry asks for {method[..Math.Min(method.Length, 16)]}; records are only added (POST).")]);
        return entry["resource"] is { Kind: JsonValueKind.Object } resource
            ? FeedEntry.Of(octets[resource.Octets], remote, now)
            : new FeedEntry(null, [OutcomeIssue.Error("required", $"Line {entry.Line}: the entry has no resource.")]);
    }
}
