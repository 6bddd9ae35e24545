using System.Text.Json;
using Leadglass.Findings;

namespace Leadglass.Knowledge;

/// <summary>The knowledge file: JSON, one vulnerability a line, the same bytes for the same knowledge.</summary>
public static class KnowledgeFile
{
    /// <summary>The largest file that is read, in bytes.</summary>
    public const int MaximumLength = 256 * 1024 * 1024;

    private static readonly Lazy<KnowledgeBase> FromProgram = new(() =>
    {
        using var stream = typeof(KnowledgeFile).Assembly.GetManifestResourceStream("knowledge.json")!;
        return Read(stream);
    });

    /// <summary>The knowledge that is part of the program.</summary>
    public static KnowledgeBase Shipped => FromProgram.Value;

    /// <summary>Reads a knowledge file.</summary>
    /// <param name="stream">UTF-8. Read to its end, not closed.</param>
    /// <returns>What it holds.</returns>
    /// <exception cref="InvalidDataException">It is not a knowledge file, of a later version, or longer than <see cref="MaximumLength"/>.</exception>
    public static KnowledgeBase Read(Stream stream)
    {
        var bytes = BoundedBytes.ReadAll(stream, MaximumLength) ?? throw new InvalidDataException($"The file is longer than {MaximumLength} bytes.");
        try
        {
            var document = JsonSerializer.Deserialize(bytes.Span, KnowledgeJsonContext.Default.KnowledgeDocument);
            if (document is not { Format: KnowledgeDocument.FormatName })
                throw new InvalidDataException("This is not a knowledge file.");
            if (document.Version != KnowledgeDocument.CurrentVersion)
                throw new InvalidDataException($"The knowledge file has version {document.Version}; this program reads {KnowledgeDocument.CurrentVersion}.");
            // The serialiser minds null members, not null items.
            if (document.Vulnerabilities.Any(one => one is null || one.Affected.Any(product => product is null) || one.Weaknesses.Any(weakness => weakness is null)))
                throw new InvalidDataException("This is not a knowledge file: an entry is null.");
            return new KnowledgeBase(document.Vulnerabilities, document.Date);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            throw new InvalidDataException($"This is not a knowledge file{(e is JsonException { LineNumber: { } line } ? $" (line {line + 1})" : "")}.", e);
        }
    }

    /// <summary>Writes a knowledge file.</summary>
    /// <param name="knowledge">What to write.</param>
    /// <param name="writer">Where to. Lines end with LF.</param>
    public static void Write(KnowledgeBase knowledge, TextWriter writer)
    {
        var head = $"{{\n\"format\": \"{KnowledgeDocument.FormatName}\",\n\"version\": {KnowledgeDocument.CurrentVersion},\n";
        writer.Write(head + (knowledge.Date is { } date ? $"\"date\": \"{date:yyyy-MM-dd}\",\n" : "") + "\"vulnerabilities\": [");
        for (var i = 0; i < knowledge.Vulnerabilities.Count; i++)
            writer.Write((i == 0 ? "\n" : ",\n") + JsonSerializer.Serialize(knowledge.Vulnerabilities[i], KnowledgeJsonContext.Default.Vulnerability));
        writer.Write("\n]\n}\n");
    }
}
