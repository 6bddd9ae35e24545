using YamlDotNet.RepresentationModel;

namespace Leadglass.Tls.Profiles;

/// <summary>A mapping of a profile file; what is wrong in it is collected with its line, and reading goes on.</summary>
internal sealed class ProfileSection(YamlMappingNode node, string source, List<string> errors)
{
    /// <summary>Objects to keys that mean nothing here: a misspelt requirement must not be one that nobody checks.</summary>
    public void AllowOnly(params ReadOnlySpan<string> keys)
    {
        foreach (var (key, _) in node.Children)
        {
            var name = (key as YamlScalarNode)?.Value ?? "";
            if (!keys.Contains(name))
                errors.Add(At(key, $"'{name}' is not known; the keys are {string.Join(", ", keys.ToArray())}"));
        }
    }

    public bool Has(string key) => Node(key) is not null;

    public void Error(string key, string message) => errors.Add(At(Node(key) ?? node, message));

    public void Error(string message) => errors.Add(At(node, message));

    public string? Text(string key)
    {
        var value = Node(key);
        if (value is null or YamlScalarNode { Value.Length: > 0 })
            return (value as YamlScalarNode)?.Value;
        errors.Add(At(value, $"'{key}' must be filled in with a text"));
        return null;
    }

    public string RequiredText(string key)
    {
        if (!Has(key))
            Error($"'{key}' is missing");
        return Text(key) ?? "";
    }

    public int? Number(string key, int least, int most)
    {
        if (Text(key) is not { } text)
            return null;
        if (int.TryParse(text, out var number) && number >= least && number <= most)
            return number;
        Error(key, $"'{key}' must be a number from {least} to {most}");
        return null;
    }

    public bool Flag(string key)
    {
        if (Text(key) is not { } text)
            return false;
        if (text is not ("true" or "false"))
            Error(key, $"'{key}' must be true or false");
        return text == "true";
    }

    /// <summary>One word of an enumeration.</summary>
    public T Word<T>(string key, T otherwise)
        where T : struct, Enum
    {
        if (Text(key) is not { } text)
            return otherwise;
        if (ProfileWord.TryParse<T>(text, out var value))
            return value;
        Error(key, $"'{text}' is not known; there are {ProfileWord.List<T>()}");
        return otherwise;
    }

    /// <summary>Words of an enumeration; <see langword="null"/> where the key is missing.</summary>
    public IReadOnlyList<T>? Words<T>(string key)
        where T : struct, Enum =>
        Each<T>(key, static (string text, out T value) => ProfileWord.TryParse(text, out value), static () => $"there are {ProfileWord.List<T>()}");

    public delegate bool Reader<T>(string text, out T value);

    /// <summary>The members of a list, each read; <see langword="null"/> where the key is missing.</summary>
    /// <param name="key">The key.</param>
    /// <param name="read">Reads one member.</param>
    /// <param name="known">Ends the message about a member that cannot be read.</param>
    public IReadOnlyList<T>? Each<T>(string key, Reader<T> read, Func<string> known)
    {
        var value = Node(key);
        if (value is null)
            return null;
        var list = new List<T>();
        if (value is not YamlSequenceNode { Children.Count: > 0 } sequence)
        {
            errors.Add(At(value, $"'{key}' must be a list of at least one"));
            return list;
        }

        foreach (var member in sequence.Children)
        {
            var text = (member as YamlScalarNode)?.Value ?? "";
            if (read(text, out var one))
                list.Add(one);
            else
                errors.Add(At(member, $"'{text}' is not known; {known()}"));
        }

        return list;
    }

    public IReadOnlyList<string> Texts(string key) =>
        Each(key, static (string text, out string value) => (value = text).Length > 0, static () => "write a text") ?? [];

    /// <summary>The lines of a list of mappings.</summary>
    public IEnumerable<T> Lines<T>(string key, Func<ProfileSection, T?> read)
        where T : class
    {
        var value = Node(key);
        if (value is not null and not YamlSequenceNode)
            errors.Add(At(value, $"'{key}' must be a list"));
        foreach (var member in (value as YamlSequenceNode)?.Children ?? [])
        {
            if (member is not YamlMappingNode mapping)
                errors.Add(At(member, $"each line of '{key}' must be a mapping with a level"));
            else if (read(new ProfileSection(mapping, source, errors)) is { } line)
                yield return line;
        }
    }

    private YamlNode? Node(string key) => node.Children.TryGetValue(new YamlScalarNode(key), out var value) ? value : null;

    private string At(YamlNode place, string message) => $"{source}:{place.Start.Line}: {message}";
}
