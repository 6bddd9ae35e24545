using System.Security.Cryptography;
using System.Text;
using Leadglass.Fuzzing.Mutation;

namespace Leadglass.Fuzzing.Execution;

/// <summary>
/// The private tree of one run. The working folder, the home and the folder for temporary files lie beside each other several levels deep in
/// it, so that a path that leads upwards ends in the tree; beside these three nothing has any business there.
/// </summary>
internal sealed class RunFolder : IDisposable
{
    /// <summary>In one folder: one is enough to know.</summary>
    private const int MostStrays = 4;
    private const string OutputName = "output";

    private static readonly string[] Levels = ["1", "2", "3", "4"];
    private static readonly string[] Own = ["work", "home", "tmp"];

    private static readonly EnumerationOptions Here = new() { IgnoreInaccessible = true, AttributesToSkip = FileAttributes.None };
    private static readonly EnumerationOptions Everywhere = new() { RecurseSubdirectories = true, IgnoreInaccessible = true, AttributesToSkip = FileAttributes.ReparsePoint, MaxRecursionDepth = 16 };

    private readonly DirectoryInfo _tree;

    /// <summary>Makes the tree.</summary>
    /// <exception cref="IOException">It cannot be made.</exception>
    public RunFolder(DirectoryInfo tree)
    {
        _tree = tree;
        var deep = Path.Combine([tree.FullName, .. Levels]);
        foreach (var name in Own)
            Directory.CreateDirectory(Path.Combine(deep, name));
        Work = Path.Combine(deep, Own[0]);
        Home = Path.Combine(deep, Own[1]);
        Temporary = Path.Combine(deep, Own[2]);
    }

    public string Tree => _tree.FullName;

    public string Work { get; }

    public string Home { get; }

    public string Temporary { get; }

    /// <summary>Where the shell keeps what is to be read after the run: outside of what the program is told of.</summary>
    public string Output => Path.Combine(Tree, OutputName);

    /// <summary>What appeared beside the folders of the program, relative to the tree; not what a command left.</summary>
    public IReadOnlyList<string> Strays()
    {
        var strays = new List<string>();
        var folder = Tree;
        for (var level = 0; level <= Levels.Length && Directory.Exists(folder); level++)
        {
            string[] expected = level == Levels.Length ? Own : level == 0 ? [Levels[0], OutputName] : [Levels[level]];
            strays.AddRange(Directory.EnumerateFileSystemEntries(folder, "*", Here)
                .Where(entry => Path.GetFileName(entry) is var name && !expected.Contains(name) && name != Canaries.CommandName)
                .Select(entry => Path.GetRelativePath(Tree, entry))
                .Take(MostStrays));
            if (level < Levels.Length)
                folder = Path.Combine(folder, Levels[level]);
        }
        return strays;
    }

    /// <summary>Whether a command of a value was executed: only that makes a file of this name.</summary>
    /// <remarks>A program that removed the tree made none there.</remarks>
    public bool HasCommandCanary() => Directory.Exists(Tree) && Directory.EnumerateFiles(Tree, Canaries.CommandName, Everywhere).Any();

    /// <summary>What the program wrote.</summary>
    /// <param name="input">The file that it was given, which it did not write.</param>
    public RunOutput Written(string input)
    {
        using var made = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var files = Directory.Exists(Work) ? Directory.EnumerateFiles(Work, "*", Everywhere) : [];
        foreach (var file in files.Where(file => file != input).Order(StringComparer.Ordinal))
        {
            made.AppendData(Encoding.UTF8.GetBytes(Path.GetRelativePath(Work, file)));
            made.AppendData(HashOf(file));
        }
        return new RunOutput(Convert.ToHexStringLower(HashOf(Output)), Convert.ToHexStringLower(made.GetHashAndReset()));
    }

    public void Dispose()
    {
        try
        {
            _tree.Delete(recursive: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            // The target made folders deeper than a path can say, or it, or something it started, still writes there: the folder of the whole executor goes at the end.
        }
    }

    private static byte[] HashOf(string file)
    {
        try
        {
            // Pipes and devices have no length: nobody may ever write into one that is opened.
            if (new FileInfo(file).Length == 0)
                return SHA256.HashData([]);
            using var stream = File.OpenRead(file);
            return SHA256.HashData(stream);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return [];      // a file that it took the rights from, or took away
        }
    }
}
