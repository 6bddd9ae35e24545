namespace Leadglass.TestKit;

/// <summary>Decides whether tests against real programs can run.</summary>
internal static class RealPeers
{
    private static readonly bool MustBePresent = string.Equals(Environment.GetEnvironmentVariable("CI"), "true", StringComparison.OrdinalIgnoreCase);

    internal static string? WhyToSkip(string programs)
    {
        var missing = programs.Split(' ').Distinct().Where(program => ExternalProgram.Find(program) is null).ToArray();
        return missing.Length == 0 || MustBePresent ? null : $"Not installed: {string.Join(", ", missing)}";
    }
}
