using System.Globalization;
using YamlDotNet.RepresentationModel;

namespace Leadglass.Exposure.Inventory;

/// <summary>A mapping of a YAML file; what is wrong in it is collected with its line, and reading goes on.</summary>
internal sealed class YamlMap(YamlMappingNode node, string source, List<string> errors)
{
    /// <summary>Objects to keys that mean nothing here: a misspelt wish must not be one that nobody checks.</summary>
    public void AllowOnly(params string[] keys)
    {
        foreach (var key in node.Children.Keys.Where(key => key is not YamlScalarNode { Value: { } name } || !keys.Contains(name)))
            Error(key, $"'{key}' is not known; the keys are {string.Join(", ", keys)}");
    }

    public string? Text(string key)
    {
        if (Node(key) is not { } value)
            return null;
        if (value is YamlScalarNode { Value: { } text } && !string.IsNullOrWhiteSpace(text))
            return text.Trim();
        Error(value, $"'{key}' must be filled in with a text, or left out");
        return null;
    }

    public string RequiredText(string key)
    {
        if (Node(key) is null)
            Error(node, $"'{key}' is missing");
        return Text(key) ?? "";
    }

    /// <summary>One of some words; <see langword="null"/> where the key is missing.</summary>
    public string? Word(string key, params string[] words)
    {
        var text = Text(key);
        if (text is null || words.Contains(text))
            return text;
        Error(Node(key)!, $"'{text}' is not known; '{key}' is {string.Join(" or ", words)}");
        return null;
    }

    public int Number(string key, int least, int most)
    {
        if (int.TryParse(RequiredText(key), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most)
            return number;
        if (Node(key) is { } wrong)
            Error(wrong, $"'{key}' must be a number from {least} to {most}");
        return least;
    }

    /// <summary>The texts of a list, each with its place for errors.</summary>
    public IReadOnlyList<(string Text, Action<string> Error)> Texts(string key) =>
        [.. Each<YamlScalarNode>(key, "texts").Select(item => (item.Value ?? "", (Action<string>)(message => Error(item, message))))];

    /// <summary>The mappings of a list.</summary>
    public IReadOnlyList<YamlMap> Maps(string key) => [.. Each<YamlMappingNode>(key, "entries with keys").Select(item => new YamlMap(item, source, errors))];

    public void Error(string message) => Error(node, message);

    private IEnumerable<T> Each<T>(string key, string what)
        where T : YamlNode
    {
        if (Node(key) is not { } value)
            yield break;
        if (value is not YamlSequenceNode list)
        {
            Error(value, $"'{key}' must be a list of {what}");
            yield break;
        }

        foreach (var item in list.Children)
        {
            if (item is T wanted)
                yield return wanted;
            else
                Error(item, $"'{key}' is a list of {what}; this is something else");
        }
    }

    private YamlNode? Node(string key) => node.Children.TryGetValue(new YamlScalarNode(key), out var value) ? value : null;

    private void Error(YamlNode place, string message) => errors.Add($"{source}:{place.Start.Line}: {message}");
}
