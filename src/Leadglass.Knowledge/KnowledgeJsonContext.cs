using System.Text.Json.Serialization;

namespace Leadglass.Knowledge;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(KnowledgeDocument))]
internal sealed partial class KnowledgeJsonContext : JsonSerializerContext;
