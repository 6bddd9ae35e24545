using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Leadglass.Findings.Tests;

/// <summary>
/// Checks a document against the keywords that our schema uses, and stricter than a validator would: a member that the schema does not describe is a problem,
/// so that nothing is written undocumented.
/// </summary>
internal static class SchemaCheck
{
    public static List<string> Problems(string schema, string document)
    {
        var root = JsonNode.Parse(schema)!.AsObject();
        var problems = new List<string>();
        Check(root, root, JsonNode.Parse(document), "$", problems);
        return problems;
    }

    private static void Check(JsonObject root, JsonObject schema, JsonNode? value, string path, List<string> problems)
    {
        if ((string?)schema["$ref"] is { } reference)
            schema = root["$defs"]![reference["#/$defs/".Length..]]!.AsObject();
        if ((string?)schema["type"] is { } type && !IsOfType(value, type))
            problems.Add($"{path} is not a {type}");
        if (schema["enum"] is JsonArray words && !words.Any(word => JsonNode.DeepEquals(word, value)))
            problems.Add($"{path} is {value}");
        if ((string?)schema["pattern"] is { } pattern && !Regex.IsMatch((string?)value ?? "", pattern, RegexOptions.None, TimeSpan.FromSeconds(1)))
            problems.Add($"{path} does not match {pattern}");
        if (value is JsonArray items && schema["items"] is JsonObject itemSchema)
        {
            foreach (var (index, item) in items.Index())
                Check(root, itemSchema, item, $"{path}[{index}]", problems);
        }

        if (value is JsonObject members)
            CheckMembers(root, schema, members, path, problems);
    }

    private static void CheckMembers(JsonObject root, JsonObject schema, JsonObject members, string path, List<string> problems)
    {
        foreach (var required in schema["required"]?.AsArray() ?? [])
        {
            if (!members.ContainsKey((string)required!))
                problems.Add($"{path}.{required} is missing");
        }

        foreach (var (name, member) in members)
        {
            if ((schema["properties"]?[name] ?? schema["additionalProperties"]) is JsonObject memberSchema)
                Check(root, memberSchema, member, $"{path}.{name}", problems);
            else
                problems.Add($"{path}.{name} is not described");
        }
    }

    private static bool IsOfType(JsonNode? value, string type) => (value?.GetValueKind(), type) switch
    {
        (System.Text.Json.JsonValueKind.Object, "object") => true,
        (System.Text.Json.JsonValueKind.Array, "array") => true,
        (System.Text.Json.JsonValueKind.String, "string") => true,
        (System.Text.Json.JsonValueKind.Number, "integer") => true,
        (System.Text.Json.JsonValueKind.True or System.Text.Json.JsonValueKind.False, "boolean") => true,
        _ => false,
    };
}
