using Leadglass.Fuzzing.Native;

namespace Leadglass.Fuzzing.Execution;

/// <summary>A program that reads a file, or a server: how it is called.</summary>
/// <param name="Program">The whole path of the program.</param>
/// <param name="Arguments">Its arguments; <see cref="Placeholder"/> stands for the file, and where no argument has it a program that reads files reads standard input.</param>
public sealed record CommandTarget(string Program, IReadOnlyList<string> Arguments)
{
    /// <summary>Means nothing to a shell.</summary>
    private static readonly string Plain = OperatingSystem.IsWindows() ? @"-_./:@%+,=[]\" : "-_./:@%+,=[]";

    /// <summary>What stands for the file.</summary>
    public const string Placeholder = "@@";

    /// <summary>Whether the file is its standard input.</summary>
    public bool ReadsStandardInput => !Arguments.Any(static word => word.Contains(Placeholder, StringComparison.Ordinal));

    /// <summary>The name of the program without its folder.</summary>
    public string Name => Path.GetFileName(Program);

    /// <summary>The command as somebody would type it; only for people to read.</summary>
    public string CommandLine => string.Join(' ', Arguments.Prepend(Program).Select(Quoted));

    /// <summary>A word as somebody would type it into a shell: what means something there stands in quotes.</summary>
    /// <param name="word">The word.</param>
    public static string Quoted(string word)
    {
        ArgumentNullException.ThrowIfNull(word);
        return word.Length > 0 && word.All(static c => char.IsAsciiLetterOrDigit(c) || c > '\x7F' || Plain.Contains(c)) ? word : $"'{word.Replace("'", "'\\''", StringComparison.Ordinal)}'";
    }

    /// <summary>Reads a command: looks for the program on the path and for the placeholder in its arguments.</summary>
    /// <param name="words">The program and its arguments.</param>
    /// <param name="takesFile">Whether it is given a file, and not a server.</param>
    /// <param name="error">What is wrong with it, when the result is null.</param>
    /// <exception cref="IOException">The program cannot be read.</exception>
    public static CommandTarget? TryRead(IReadOnlyList<string> words, bool takesFile, out string error)
    {
        ArgumentNullException.ThrowIfNull(words);
        error = "";
        if (words.Count == 0)
        {
            error = $"no program is given: end the command with -- PROGRAM {Placeholder}";
            return null;
        }
        if (Find(words[0]) is not { } path)
        {
            error = $"{words[0]}: there is no such program";
            return null;
        }
        var target = new CommandTarget(path, [.. words.Skip(1)]);
        // Whoever builds with AFL++ knows that a program without a file argument is given standard input; of another program it is a slip.
        if (takesFile && target.ReadsStandardInput && !InstrumentedProgram.Of(path).IsInstrumented)
        {
            error = $"{words[0]}: no argument is {Placeholder}, so that the program would never see the file";
            return null;
        }
        return target;
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
