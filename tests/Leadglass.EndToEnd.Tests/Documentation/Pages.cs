namespace Leadglass.EndToEnd.Tests.Documentation;

/// <summary>The Markdown pages of this repository.</summary>
internal static class Pages
{
    /// <summary>The folder that holds the solution.</summary>
    public static string Root { get; } = FindRoot(AppContext.BaseDirectory);

    /// <summary>Every page, by its path from the root.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        .. Directory.EnumerateFiles(Root, "*.md")
            .Concat(Directory.EnumerateFiles(Path.Combine(Root, "docs"), "*.md", SearchOption.AllDirectories))
            .Select(path => Path.GetRelativePath(Root, path).Replace('\\', '/'))
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>Reads a page.</summary>
    /// <param name="path">From the root, for example <c>docs/README.md</c>.</param>
    public static Page Read(string path) => new(path, ReadText(path));

    /// <summary>Reads any text file of the repository.</summary>
    /// <param name="path">From the root.</param>
    public static string ReadText(string path) => File.ReadAllText(Path.Combine(Root, path)).ReplaceLineEndings("\n");

    private static string FindRoot(string folder) =>
        File.Exists(Path.Combine(folder, "Leadglass.slnx"))
            ? folder
            : FindRoot(Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("The tests do not run inside the repository."));
}
