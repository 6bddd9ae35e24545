using System.Text.Json;

namespace Leadglass.Knowledge.Import;

/// <summary>What several formats write alike.</summary>
internal static class CommonFields
{
    /// <summary>What stands where a source names neither product nor versions: never understood, so never taken for harmless.</summary>
    public const string NotNamed = "n/a";

    private const double HighestScore = 10;

    /// <summary>The highest score among objects with <c>baseScore</c> and <c>vectorString</c>.</summary>
    public static (double Score, string? Vector)? HighestOf(IEnumerable<JsonElement?> scores) => scores.OfType<JsonElement>()
        .Select(one => (Score: one.Number("baseScore"), Vector: one.Text("vectorString")))
        .Where(one => one.Score is >= 0 and <= HighestScore)
        .OrderByDescending(one => one.Score)
        .Select(one => ((double, string?)?)(one.Score!.Value, one.Vector))
        .FirstOrDefault();

    /// <summary>The texts that are numbers of the Common Weakness Enumeration, such as <c>CWE-22</c>.</summary>
    public static IReadOnlyList<string> Weaknesses(IEnumerable<string?> texts) =>
        [.. texts.OfType<string>().Where(text => text.StartsWith("CWE-", StringComparison.Ordinal) && text.Length > 4 && text.AsSpan(4).IndexOfAnyExceptInRange('0', '9') < 0).Distinct().Order(StringComparer.Ordinal)];

    /// <summary>Joins comparisons into one range; those that would be read differently beside others stay alone.</summary>
    public static IEnumerable<string> Joined(IEnumerable<string> ranges)
    {
        var all = ranges.Distinct().ToList();
        var together = all.Where(range => !range.Contains(' ', StringComparison.Ordinal) && (range[0] != '>' || range.Contains('|', StringComparison.Ordinal))).ToList();
        return together.Count == 0 ? all : all.Except(together).Prepend(string.Join(" | ", together));
    }
}
