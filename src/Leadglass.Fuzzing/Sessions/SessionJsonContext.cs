using System.Text.Json.Serialization;

namespace Leadglass.Fuzzing.Sessions;

/// <summary>Serialisers made at build time.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true, NewLine = "\n", MaxDepth = 8, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault)]
[JsonSerializable(typeof(SessionProgram))]
internal sealed partial class SessionJsonContext : JsonSerializerContext;
