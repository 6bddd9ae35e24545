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
        var files = Directory.EnumerateFiles(folder.Path, "*", SearchOption.AllDirectories)
            .Select(file => (File: file, Name: Path.GetRelativePath(folder.Path, file).Replace('\\', '/')))
            .Where(static found => !found.Name.StartsWith(FileName, StringComparison.Ordinal) && !found.Name.EndsWith(".partial", StringComparison.Ordinal))
            .OrderBy(static found => found.Name, StringComparer.Ordinal);
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
            foreach (var (file, name) in files)
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
}
