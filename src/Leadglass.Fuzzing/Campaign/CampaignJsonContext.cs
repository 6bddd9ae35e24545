using System.Text.Json;
using System.Text.Json.Serialization;

namespace Leadglass.Fuzzing.Campaign;

/// <summary>Serialisers made at build time; nothing but ASCII leaves them.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true, WriteIndented = true, NewLine = "\n", MaxDepth = 16, IgnoreReadOnlyProperties = true, RespectNullableAnnotations = true)]
[JsonSerializable(typeof(CampaignState))]
[JsonSerializable(typeof(Evidence))]
internal sealed partial class CampaignJsonContext : JsonSerializerContext;
