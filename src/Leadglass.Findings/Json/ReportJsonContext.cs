using System.Text.Json;
using System.Text.Json.Serialization;

namespace Leadglass.Findings.Json;

/// <summary>
/// Serialisers made at build time: no reflection at start. The default encoder leaves nothing but ASCII, and writes markup characters as escapes,
/// so that a report can stand inside a page or a terminal without harm.
/// </summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    AllowDuplicateProperties = false,
    WriteIndented = true,
    NewLine = "\n",
    MaxDepth = 16)]
[JsonSerializable(typeof(ReportDocument))]
[JsonSerializable(typeof(LineDocument))]
internal sealed partial class ReportJsonContext : JsonSerializerContext
{
    /// <summary>The same, one value a line.</summary>
    public static ReportJsonContext Compact => field ??= new ReportJsonContext(new JsonSerializerOptions(Default.Options) { WriteIndented = false });
}
