using System.Text.Json;
using System.Text.Json.Serialization;

namespace Leadglass.Findings.Json;

/// <summary>Enum values by name (<c>notTested</c>), never by number.</summary>
internal sealed class CamelCaseEnumConverter<T>() : JsonStringEnumConverter<T>(JsonNamingPolicy.CamelCase, allowIntegerValues: false)
    where T : struct, Enum;
