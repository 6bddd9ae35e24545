using System.Text.Json.Serialization;

namespace Leadglass.Cli.Output;

/// <summary>Made at build time: no reflection at start. The default encoder leaves nothing but ASCII.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, WriteIndented = true, NewLine = "\n")]
[JsonSerializable(typeof(FileMapDocument))]
internal sealed partial class FileMapJsonContext : JsonSerializerContext;
