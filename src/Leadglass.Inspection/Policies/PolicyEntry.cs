using System.Text;

namespace Leadglass.Inspection.Policies;

/// <summary>One key of a policy with its value; what is wrong with it is collected, and reading goes on.</summary>
internal sealed class PolicyEntry(string key, IReadOnlyList<string> values, bool isList, string place, List<string> errors)
{
    public string Key => key;

    public void Wrong(string message) => errors.Add($"{place}: {message}");

    public string Text()
    {
        if (!isList && values is [{ Length: > 0 } text])
            return text;
        Wrong($"'{key}' must be filled in with one text");
        return "";
    }

    /// <summary>One word of an enumeration, written as <c>leave-out</c> for <c>LeaveOut</c>.</summary>
    public T Word<T>()
        where T : struct, Enum
    {
        var text = !isList && values is [var only] ? only : "a list";
        foreach (var value in Enum.GetValues<T>())
        {
            if (WordOf(value) == text)
                return value;
        }

        Wrong($"'{key}' cannot be {(isList ? text : $"'{text}'")}; there are {string.Join(", ", Enum.GetValues<T>().Select(WordOf))}");
        return default;
    }

    /// <summary>Whether this word, and no list, is written.</summary>
    public bool TryWord(string word) => !isList && values is [var only] && only == word;

    /// <summary>A list of words of an enumeration.</summary>
    /// <param name="except">Those that cannot be in a list.</param>
    public IEnumerable<T> Words<T>(T[] except)
        where T : struct, Enum
    {
        var known = Enum.GetValues<T>().Except(except).ToDictionary(WordOf, StringComparer.Ordinal);
        return List(value => known.ContainsKey(value) ? null : $"'{key}' cannot have '{value}'; there are {string.Join(", ", known.Keys)}")
            .Where(known.ContainsKey).Select(value => known[value]);
    }

    /// <summary>A list of texts.</summary>
    /// <param name="objection">Says what is wrong with one of them.</param>
    public IReadOnlyList<string> List(Func<string, string?>? objection = null)
    {
        if (!isList)
            Wrong($"'{key}' must be a list");
        foreach (var value in values)
        {
            if (value.Length == 0)
                Wrong($"'{key}' has an empty entry");
            else if (objection?.Invoke(value) is { } wrong)
                Wrong(wrong);
        }

        return values;
    }

    private static string WordOf<T>(T value)
        where T : struct, Enum
    {
        var word = new StringBuilder();
        foreach (var letter in value.ToString())
        {
            if (char.IsUpper(letter) && word.Length > 0)
                word.Append('-');
            word.Append(char.ToLowerInvariant(letter));
        }

        return word.ToString();
    }
}
