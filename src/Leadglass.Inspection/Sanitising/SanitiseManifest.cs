using System.Text.Json;
using Leadglass.Findings;
using Leadglass.Inspection.Policies;

namespace Leadglass.Inspection.Sanitising;

/// <summary>The record of a run: the policy, and for each file what was taken from it, why, and the hashes that prove the rest.</summary>
public static class SanitiseManifest
{
    /// <summary>Version of the shape.</summary>
    public const string Version = "1";

    /// <summary>Writes a manifest.</summary>
    /// <param name="tool">Program and version.</param>
    /// <param name="policy">The policy in force.</param>
    /// <param name="finishedAt">End of the run.</param>
    /// <param name="keyId">SHA-256 of the public key that will sign it; <see langword="null"/> if nobody does.</param>
    /// <param name="files">The files, in any order.</param>
    /// <param name="relativeTo">Folder that the names of copies are relative to.</param>
    /// <returns>JSON in UTF-8; these bytes are what is signed.</returns>
    public static byte[] Write(string tool, SitePolicy policy, DateTimeOffset finishedAt, string? keyId, IEnumerable<SanitisedFile> files, string relativeTo)
    {
        ArgumentNullException.ThrowIfNull(policy);
        ArgumentNullException.ThrowIfNull(files);
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes, new JsonWriterOptions { Indented = true }))
        {
            json.WriteStartObject();
            json.WriteString("manifestVersion", Version);
            json.WriteString("tool", tool);
            json.WriteString("finishedAt", finishedAt);
            json.WriteString("signedBy", keyId is null ? "unsigned" : $"sha256:{keyId}");
            json.WriteString("policy", policy.Name);
            json.WriteString("statement", ConformanceStatement.Of(policy));
            json.WriteStartArray("files");
            foreach (var file in files.OrderBy(static file => file.Input, StringComparer.Ordinal))
                Write(json, file, relativeTo);
            json.WriteEndArray();
            json.WriteEndObject();
        }

        bytes.WriteByte((byte)'\n');
        return bytes.ToArray();
    }

    /// <summary>The copies that a manifest names, with their SHA-256.</summary>
    /// <param name="manifest">JSON in UTF-8. Untrusted.</param>
    /// <returns><see langword="null"/> if it is no manifest.</returns>
    public static IReadOnlyList<(string Output, string Sha256)>? Outputs(ReadOnlyMemory<byte> manifest)
    {
        try
        {
            using var json = JsonDocument.Parse(manifest);
            var outputs = new List<(string, string)>();
            foreach (var file in json.RootElement.GetProperty("files").EnumerateArray())
            {
                if (file.TryGetProperty("output", out var output))
                    outputs.Add((output.GetProperty("path").GetString()!, output.GetProperty("sha256").GetString()!));
            }

            return outputs;
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return null;
        }
    }

    private static void Write(Utf8JsonWriter json, SanitisedFile file, string relativeTo)
    {
        json.WriteStartObject();
        json.WriteString("outcome", JsonNamingPolicy.CamelCase.ConvertName(file.Outcome.ToString()));
        Side(json, "input", file.Input, file.InputLength, file.InputSha256);
        if (file.Output is not null)
            Side(json, "output", Path.GetRelativePath(relativeTo, file.Output), file.OutputLength, file.OutputSha256);
        Lines(json, "reasons", file.Reasons);
        json.WriteStartArray("actions");
        foreach (var action in file.Actions)
        {
            json.WriteStartObject();
            json.WriteString("action", JsonNamingPolicy.CamelCase.ConvertName(action.Kind.ToString()));
            json.WriteString("path", action.Path);
            json.WriteNumber("offset", action.Range.Offset);
            json.WriteNumber("length", action.Range.Length);
            json.WriteBoolean("expanded", action.IsExpanded);
            json.WriteString("sha256", action.Sha256);
            json.WriteString("reason", action.Reason);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        if (file.Kept is { } kept)
        {
            json.WriteStartObject("kept");
            json.WriteNumber("elements", kept.Elements);
            json.WriteString("sha256", kept.Sha256);
            json.WriteString("pixelDataSha256", kept.PixelDataSha256);
            json.WriteEndObject();
        }

        Lines(json, "left", [.. file.Findings.Where(static finding => finding.IsProblem || finding.Verdict == Verdict.NotTested).Select(static finding => $"{finding.Rule.Id} {finding.Rule.Title}")]);
        json.WriteEndObject();
    }

    private static void Side(Utf8JsonWriter json, string name, string path, long length, string? sha256)
    {
        json.WriteStartObject(name);
        json.WriteString("path", path);
        json.WriteNumber("bytes", length);
        json.WriteString("sha256", sha256);
        json.WriteEndObject();
    }

    private static void Lines(Utf8JsonWriter json, string name, IReadOnlyList<string> lines)
    {
        json.WriteStartArray(name);
        foreach (var line in lines)
            json.WriteStringValue(line);
        json.WriteEndArray();
    }
}
