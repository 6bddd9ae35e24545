namespace Leadglass.TestKit;

/// <summary>Decides whether tests against real programs can run.</summary>
public static class RealPeers
{
    private static readonly bool MustBePresent = string.Equals(Environment.GetEnvironmentVariable("CI"), "true", StringComparison.OrdinalIgnoreCase);

    /// <summary>Why a test cannot run.</summary>
    /// <param name="programs">File names of programs, separated by spaces.</param>
    /// <returns><see langword="null"/> if it can, or if it must.</returns>
    public static string? WhyToSkip(string programs)
    {
        var missing = programs.Split(' ').Distinct().Where(program => ExternalProgram.Find(program) is null).ToArray();
        return missing.Length == 0 || MustBePresent ? null : $"Not installed: {string.Join(", ", missing)}";
    }
}
