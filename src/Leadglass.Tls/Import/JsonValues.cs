using System.Text.Json;

namespace Leadglass.Tls.Import;

/// <summary>Reads JSON of another program: a value that is missing or of another kind is nothing, never an exception.</summary>
internal static class JsonValues
{
    public static JsonElement? Get(this JsonElement? element, string name) => element is { } value ? value.Get(name) : null;

    public static JsonElement? Get(this JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) ? value : null;

    public static string Text(this JsonElement? element) => element switch
    {
        { ValueKind: JsonValueKind.String } value => value.GetString() ?? "",
        { ValueKind: JsonValueKind.Number } value => value.GetRawText(),
        _ => "",
    };

    public static bool? Flag(this JsonElement? element) => element?.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => null,
    };

    public static IEnumerable<JsonElement> Items(this JsonElement? element) => element is { ValueKind: JsonValueKind.Array } array ? array.EnumerateArray() : [];
}
