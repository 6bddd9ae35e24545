using System.Text.Json;

namespace Leadglass.Fuzzing.Campaign;

/// <summary>The files of a campaign's folder with their SHA-256, so that a signature over one file is a signature over all.</summary>
public static class CampaignManifest
{
    /// <summary>The name of the manifest in the folder.</summary>
    public const string FileName = "manifest.json";

    /// <summary>Version of its shape.</summary>
    public const string Version = "1.0";

    /// <summary>Lists what is in a folder now; the manifest, its signature and files half written are left out.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="tool">The program and version.</param>
    /// <param name="at">When.</param>
    /// <param name="keyId">SHA-256 of the public key that a signature can be checked with; null where there is no signature.</param>
    /// <returns>JSON in UTF-8, the files in the order of their names.</returns>
    /// <exception cref="IOException">A file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">A file must not be read.</exception>
    public static byte[] Write(CampaignFolder folder, string tool, DateTimeOffset at, string? keyId)
    {
        ArgumentNullException.ThrowIfNull(folder);
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true, NewLine = "\n" }))
        {
            json.WriteStartObject();
            json.WriteString("manifestVersion", Version);
            json.WriteString("tool", tool);
            json.WriteString("writtenAt", at);
            if (keyId is not null)
                json.WriteString("signedBy", keyId);
            json.WriteStartArray("files");
            foreach (var (file, name) in FilesIn(folder))
            {
                json.WriteStartObject();
                json.WriteString("name", name);
                json.WriteNumber("bytes", new FileInfo(file).Length);
                json.WriteString("sha256", CampaignTarget.HashOf(file));
                json.WriteEndObject();
            }
            json.WriteEndArray();
            json.WriteEndObject();
        }
        stream.Write("\n"u8);
        return stream.ToArray();
    }

    /// <summary>In what a folder differs from its manifest. Only files in the folder are read, whatever the manifest names.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="manifest">JSON in UTF-8. Untrusted.</param>
    /// <returns>How many files the manifest has, and one sentence for each that is not as it says; null where it is no manifest.</returns>
    /// <exception cref="IOException">A file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">A file must not be read.</exception>
    public static (int Files, IReadOnlyList<string> Differences)? Compare(CampaignFolder folder, ReadOnlyMemory<byte> manifest)
    {
        ArgumentNullException.ThrowIfNull(folder);
        if (Listed(manifest) is not { } listed)
            return null;
        var found = FilesIn(folder).ToDictionary(static file => file.Name, static file => file.File);
        return (listed.Count,
        [
            .. listed.Keys.Where(name => !found.ContainsKey(name)).Order(StringComparer.Ordinal).Select(static name => $"{name}: not there"),
            .. found.Where(file => listed.TryGetValue(file.Key, out var sha256) && CampaignTarget.HashOf(file.Value) != sha256).Select(static file => $"{file.Key}: not the file that the manifest speaks of"),
            .. found.Keys.Where(name => !listed.ContainsKey(name)).Select(static name => $"{name}: the manifest does not know it"),
        ]);
    }

    private static Dictionary<string, string>? Listed(ReadOnlyMemory<byte> manifest)
    {
        try
        {
            using var json = JsonDocument.Parse(manifest);
            if (json.RootElement.GetProperty("manifestVersion").GetString() != Version)
                return null;
            var listed = new Dictionary<string, string>();
            foreach (var file in json.RootElement.GetProperty("files").EnumerateArray())
                listed[file.GetProperty("name").GetString() ?? ""] = file.GetProperty("sha256").GetString() ?? "";
            return listed;
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return null;
        }
    }

    private static IOrderedEnumerable<(string File, string Name)> FilesIn(CampaignFolder folder) =>
        Directory.EnumerateFiles(folder.Path, "*", SearchOption.AllDirectories)
            .Select(file => (File: file, Name: Path.GetRelativePath(folder.Path, file).Replace('\\', '/')))
            .Where(static found => !found.Name.StartsWith(FileName, StringComparison.Ordinal) && !found.Name.EndsWith(".partial", StringComparison.Ordinal))
            .OrderBy(static found => found.Name, StringComparer.Ordinal);
}
