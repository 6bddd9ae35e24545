using System.Globalization;
using System.Text.Json;

namespace Leadglass.Knowledge.Import;

/// <summary>Members of untrusted JSON: what is missing or of another type is not there.</summary>
public static class JsonMembers
{
    private const int MaximumText = 1024;
    private const int DayLength = 10;

    /// <summary>A member of an object.</summary>
    public static JsonElement? Member(this JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var member) ? member : null;

    /// <summary>The elements of a list; none where there is no list of this name.</summary>
    public static IEnumerable<JsonElement> Items(this JsonElement element, string name) =>
        element.Member(name) is { ValueKind: JsonValueKind.Array } array ? array.EnumerateArray() : [];

    /// <summary>A text on one line, cut with an ellipsis where it is longer than a range of versions may be.</summary>
    public static string? Text(this JsonElement element, string name) => element.Member(name)?.AsText();

    /// <summary>The text of a value on one line, cut after 1,024 characters; <see langword="null"/> where it is empty, no text, or not well-formed.</summary>
    public static string? AsText(this JsonElement element)
    {
        if (element.ValueKind != JsonValueKind.String)
            return null;
        try
        {
            var text = string.Join(' ', element.GetString()!.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
            return text.Length == 0 ? null : text.Length <= MaximumText ? text : text[..MaximumText] + "…";
        }
        catch (InvalidOperationException)
        {
            return null; // an escaped half of a surrogate pair
        }
    }

    /// <summary>The texts of a list; what is no text is left out.</summary>
    public static IEnumerable<string> Texts(this JsonElement element, string name) => element.Items(name).Select(AsText).OfType<string>();

    /// <summary>A finite number.</summary>
    public static double? Number(this JsonElement element, string name) =>
        element.Member(name) is { ValueKind: JsonValueKind.Number } number && number.TryGetDouble(out var value) && double.IsFinite(value) ? value : null;

    /// <summary>The day with which a time of ISO 8601 begins.</summary>
    public static DateOnly? Day(this JsonElement element, string name) =>
        element.Text(name) is { Length: >= DayLength } text
            && DateOnly.TryParseExact(text.AsSpan(0, DayLength), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;
}
