using System.Text.Json;
using Leadglass.Findings;
using Leadglass.Knowledge.Import;

namespace Leadglass.Knowledge.Vex;

/// <summary>
/// Writes and reads OpenVEX 0.2.0. A version proves nothing, so what a check finds is potential; a statement of somebody who has looked settles it, for the one
/// installation and version that it names. Statements about other products of the same name are not applied: whether this is the package that they mean, is
/// not to be seen from outside.
/// </summary>
public static class VexFile
{
    private const string Context = "https://openvex.dev/ns/v0.2.0";
    private const string Installation = "urn:leadglass:target:";
    private const int LongestFile = 64 * 1024 * 1024;

    private static readonly (string Word, VexStatus Status)[] Statuses =
        [("under_investigation", VexStatus.UnderInvestigation), ("affected", VexStatus.Affected), ("not_affected", VexStatus.NotAffected), ("fixed", VexStatus.Fixed)];

    /// <summary>How a product is named.</summary>
    /// <param name="family">The product as it was recognised.</param>
    /// <param name="version">Its version. Untrusted.</param>
    /// <returns>A package URL of the type <c>generic</c>.</returns>
    public static string PackageOf(string family, string version) => $"pkg:generic/{Uri.EscapeDataString(family)}@{Uri.EscapeDataString(version)}";

    /// <summary>Writes a file to fill in: every potential vulnerability of a report of <c>leadglass check</c> as under investigation.</summary>
    /// <param name="report">The report.</param>
    /// <param name="author">Who will have said it.</param>
    /// <param name="writer">Where to. Lines end with LF.</param>
    /// <returns>How many statements there are.</returns>
    public static int Write(Report report, string author, TextWriter writer)
    {
        ArgumentNullException.ThrowIfNull(report);
        ArgumentNullException.ThrowIfNull(writer);
        var count = 0;
        using var octets = new MemoryStream();
        using (var json = new Utf8JsonWriter(octets, new JsonWriterOptions { Indented = true, NewLine = "\n" }))
        {
            var time = report.StartedAt.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'");
            json.WriteStartObject();
            json.WriteString("@context", Context);
            json.WriteString("@id", $"urn:leadglass:vex:{time}");
            json.WriteString("author", author);
            json.WriteString("timestamp", time);
            json.WriteNumber("version", 1);
            json.WriteString("tooling", report.Tool);
            json.WriteStartArray("statements");
            foreach (var target in report.Targets)
            {
                if (Fact(target, "productPackage") is not { } package)
                    continue;
                foreach (var code in (Fact(target, "advisories") ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries))
                {
                    count++;
                    json.WriteStartObject();
                    json.WriteStartObject("vulnerability");
                    json.WriteString("name", code);
                    json.WriteEndObject();
                    json.WriteStartArray("products");
                    json.WriteStartObject();
                    json.WriteString("@id", Installation + target.Id);
                    json.WriteStartArray("subcomponents");
                    json.WriteStartObject();
                    json.WriteString("@id", package);
                    json.WriteEndObject();
                    json.WriteEndArray();
                    json.WriteEndObject();
                    json.WriteEndArray();
                    json.WriteString("status", "under_investigation");
                    json.WriteEndObject();
                }
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        writer.Write(System.Text.Encoding.UTF8.GetString(octets.ToArray()) + "\n");
        return count;
    }

    /// <summary>Reads a file.</summary>
    /// <param name="stream">The file, at most 64 MiB.</param>
    /// <returns>The statements about installations, in the order of the file, of which a later one overrules an earlier; and how many others there are.</returns>
    /// <exception cref="InvalidDataException">It is no OpenVEX, or breaks its rules; the text lists every reason.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static (IReadOnlyList<VexStatement> Statements, int Others) Read(Stream stream)
    {
        using var document = Parse(BoundedBytes.ReadAll(stream, LongestFile) ?? throw new InvalidDataException($"longer than {LongestFile:N0} bytes"));
        var root = document.RootElement;
        if (root.Text("@context")?.StartsWith("https://openvex.dev/ns", StringComparison.Ordinal) != true)
            throw new InvalidDataException("no OpenVEX: '@context' does not begin with https://openvex.dev/ns");
        var author = root.Text("author") ?? "nobody named";
        var (statements, others, errors) = (new List<VexStatement>(), 0, new List<string>());
        foreach (var (index, statement) in root.Items("statements").Index())
        {
            var code = statement.Member("vulnerability")?.Text("name") ?? statement.Text("vulnerability");
            var status = Statuses.FirstOrDefault(known => known.Word == statement.Text("status"));
            var words = string.Join(" ", new[] { statement.Text("justification")?.Replace('_', ' '), statement.Text("impact_statement"), statement.Text("status_notes"), statement.Text("action_statement") }.OfType<string>());
            if (code is null || status.Word is null)
                errors.Add($"statement {index + 1} has no vulnerability with a name, or no status of OpenVEX");
            else if (status.Status == VexStatus.NotAffected && statement.Text("justification") is null && statement.Text("impact_statement") is null)
                errors.Add($"statement {index + 1} ({code}): not_affected needs a justification or an impact_statement");
            else if (status.Status == VexStatus.Affected && statement.Text("action_statement") is null)
                errors.Add($"statement {index + 1} ({code}): affected needs an action_statement");
            if (code is null || status.Word is null)
                continue;
            var ours = statement.Items("products").Where(static product => product.Text("@id")?.StartsWith(Installation, StringComparison.Ordinal) == true)
                .SelectMany(static product => product.Items("subcomponents").Select(part => (Target: product.Text("@id")![Installation.Length..], Package: part.Text("@id")))).Where(static one => one.Package is not null).ToList();
            others += ours.Count == 0 ? 1 : 0;
            statements.AddRange(ours.Select(one => new VexStatement(code, one.Target, one.Package!, status.Status, words, author)));
        }

        return errors.Count == 0 ? (statements, others) : throw new InvalidDataException(string.Join("; ", errors.Take(10)) + (errors.Count > 10 ? $"; and {errors.Count - 10} more" : ""));
    }

    private static JsonDocument Parse(ReadOnlyMemory<byte> json)
    {
        try
        {
            return JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = 32, AllowDuplicateProperties = false });
        }
        catch (JsonException e)
        {
            throw new InvalidDataException($"not JSON that can be read, line {e.LineNumber + 1}", e);
        }
    }

    private static string? Fact(Target target, string key) => target.Facts.FirstOrDefault(fact => fact.Key == key).Value;
}
