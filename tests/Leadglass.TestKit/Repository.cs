namespace Leadglass.TestKit;

/// <summary>The working tree that the tests were built from.</summary>
public static class Repository
{
    /// <summary>Its root: the folder that holds the solution.</summary>
    public static string Root { get; } = Find(AppContext.BaseDirectory);

    private static string Find(string? folder)
    {
        while (folder is not null && !File.Exists(Path.Combine(folder, "Leadglass.slnx")))
            folder = Path.GetDirectoryName(folder);
        return folder ?? throw new InvalidOperationException("These tests need the working tree, and run from outside it.");
    }
}
