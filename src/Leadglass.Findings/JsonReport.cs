using System.Text.Json;
using Leadglass.Findings.Json;

namespace Leadglass.Findings;

/// <summary>Reports as JSON: written, and read back for a baseline or another format.</summary>
public static class JsonReport
{
    /// <summary>The largest report that is read, in bytes.</summary>
    public const int MaximumLength = 256 * 1024 * 1024;

    /// <summary>Writes a report, indented, in ASCII.</summary>
    /// <param name="report">What to write.</param>
    /// <param name="writer">Where to write it.</param>
    public static void Write(Report report, TextWriter writer)
    {
        writer.Write(JsonSerializer.Serialize(ReportDocument.From(report), ReportJsonContext.Default.ReportDocument));
        writer.Write('\n');
    }

    /// <summary>The JSON Schema (draft 2020-12) of what <see cref="Write"/> writes.</summary>
    /// <returns>The schema's text.</returns>
    public static string ReadSchema() => EmbeddedText.Read(EmbeddedText.Schema);

    /// <summary>Reads a report of this major version of the shape. Members that are not known are skipped; values keep what they had on the wire, so they are as untrusted as before.</summary>
    /// <param name="stream">UTF-8, with or without a byte order mark. Read to its end, not closed.</param>
    /// <returns>The report.</returns>
    /// <exception cref="ReportFormatException">It is not JSON, not a report, of a later major version, or longer than <see cref="MaximumLength"/>.</exception>
    public static Report Read(Stream stream)
    {
        var json = BoundedBytes.ReadAll(stream, MaximumLength) ?? throw new ReportFormatException($"The report is longer than {MaximumLength} bytes.");
        RequireKnownVersion(json.Span);
        try
        {
            var document = JsonSerializer.Deserialize(json.Span, ReportJsonContext.Default.ReportDocument);
            return document?.ToReport() ?? throw new ReportFormatException("This is not a report.");
        }
        catch (JsonException exception)
        {
            throw Explain(exception);
        }
    }

    /// <summary>A later major version may mean something else by the same names, so it is refused before anything else is read.</summary>
    private static void RequireKnownVersion(ReadOnlySpan<byte> json)
    {
        var version = SchemaVersionOf(json);
        if (version is null)
            throw new ReportFormatException("This is not a Leadglass report: it has no schemaVersion.");
        if (MajorOf(version) != MajorOf(Report.SchemaVersion))
            throw new ReportFormatException($"The report has schemaVersion {VisibleText.Of(version)}; this program reads {MajorOf(Report.SchemaVersion)}.x.", path: "$.schemaVersion");
    }

    private static string? SchemaVersionOf(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = 64 });
        try
        {
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
                return null;
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                var wanted = reader.ValueTextEquals("schemaVersion"u8);
                reader.Read();
                if (wanted)
                    return reader.TokenType == JsonTokenType.String ? reader.GetString() : null;
                reader.Skip();
            }

            return null;
        }
        catch (JsonException exception)
        {
            throw Explain(exception);
        }
        catch (InvalidOperationException exception)
        {
            throw new ReportFormatException("The schemaVersion is no UTF-8.", path: "$.schemaVersion", innerException: exception);
        }
    }

    private static string MajorOf(string version) => version.Split('.')[0];

    private static ReportFormatException Explain(JsonException exception)
    {
        var path = exception.Path is null ? null : VisibleText.Of(exception.Path);
        return new ReportFormatException(VisibleText.Of(ReasonOf(exception)), exception.LineNumber + 1, path, exception);
    }

    /// <summary>What the JSON reader says about syntax is said for people; what the serialiser says about shape names our types, so it is said again.</summary>
    private static string ReasonOf(JsonException exception)
    {
        const string BeforeNames = "required properties including: ";
        if (exception.Path is null)
            return WithoutPlace(exception.Message);
        if (exception.InnerException is JsonException syntax)
            return WithoutPlace(syntax.Message);
        var names = exception.Message.IndexOf(BeforeNames, StringComparison.Ordinal);
        return names < 0 ? "A report cannot have this value here." : $"Required members are missing: {WithoutPlace(exception.Message[(names + BeforeNames.Length)..])}";
    }

    private static string WithoutPlace(string message) => message.Split(" Path: ", 2)[0].Split(" LineNumber: ", 2)[0];
}
