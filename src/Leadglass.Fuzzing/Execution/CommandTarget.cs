namespace Leadglass.Fuzzing.Execution;

/// <summary>A program that reads a file, or a server: how it is called.</summary>
/// <param name="Program">The whole path of the program.</param>
/// <param name="Arguments">Its arguments; <see cref="Placeholder"/> in at least one of them stands for the file that a program reads.</param>
public sealed record CommandTarget(string Program, IReadOnlyList<string> Arguments)
{
    /// <summary>What stands for the file.</summary>
    public const string Placeholder = "@@";

    /// <summary>The name of the program without its folder.</summary>
    public string Name => Path.GetFileName(Program);

    /// <summary>The command as somebody would type it; only for people to read.</summary>
    public string CommandLine => string.Join(' ', Arguments.Prepend(Program).Select(Quoted));

    /// <summary>A word as somebody would type it.</summary>
    /// <param name="word">The word.</param>
    public static string Quoted(string word)
    {
        ArgumentNullException.ThrowIfNull(word);
        return word.Contains(' ', StringComparison.Ordinal) ? $"'{word}'" : word;
    }

    /// <summary>Reads a command: looks for the program on the path and for the placeholder in its arguments.</summary>
    /// <param name="words">The program and its arguments.</param>
    /// <param name="takesFile">Whether one of the arguments has to stand for the file.</param>
    /// <param name="error">What is wrong with it, when the result is null.</param>
    public static CommandTarget? TryRead(IReadOnlyList<string> words, bool takesFile, out string error)
    {
        ArgumentNullException.ThrowIfNull(words);
        error = "";
        if (words.Count == 0)
        {
            error = $"no program is given: end the command with -- PROGRAM {Placeholder}";
            return null;
        }
        if (takesFile && !words.Skip(1).Any(static word => word.Contains(Placeholder, StringComparison.Ordinal)))
        {
            error = $"{words[0]}: no argument is {Placeholder}, so that the program would never see the file";
            return null;
        }
        if (Find(words[0]) is not { } path)
        {
            error = $"{words[0]}: there is no such program";
            return null;
        }
        return new CommandTarget(path, [.. words.Skip(1)]);
    }

    private static string? Find(string name)
    {
        var folders = name.Contains(Path.DirectorySeparatorChar, StringComparison.Ordinal)
            ? [""]
            : (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        string[] endings = OperatingSystem.IsWindows() ? ["", ".exe"] : [""];
        var path = folders.SelectMany(folder => endings.Select(ending => Path.Combine(folder, name + ending))).FirstOrDefault(File.Exists);
        return path is null ? null : Path.GetFullPath(path);
    }
}
