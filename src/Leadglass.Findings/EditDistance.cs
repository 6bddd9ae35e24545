namespace Leadglass.Findings;

/// <summary>Counts the slips between two short words.</summary>
public static class EditDistance
{
    private const int MostSlips = 2;

    /// <summary>The word that may have been meant.</summary>
    /// <param name="wanted">What somebody wrote; short.</param>
    /// <param name="known">What there is.</param>
    /// <returns>The nearest word; <see langword="null"/> if none is near.</returns>
    public static string? Nearest(string wanted, IEnumerable<string> known)
    {
        const int Longest = 64;
        ArgumentNullException.ThrowIfNull(wanted);
        return wanted.Length > Longest ? null : known
            .Select(word => (Word: word, Slips: Between(wanted.ToLowerInvariant(), word.ToLowerInvariant())))
            .Where(candidate => candidate.Slips <= Math.Min(MostSlips, wanted.Length / 2))
            .OrderBy(static candidate => candidate.Slips)
            .Select(static candidate => candidate.Word)
            .FirstOrDefault();
    }

    /// <summary>The least number of insertions, deletions, replacements and swaps of neighbours that turn one word into the other (optimal string alignment).</summary>
    internal static int Between(string left, string right)
    {
        var cost = new int[left.Length + 1, right.Length + 1];
        for (var i = 0; i <= left.Length; i++)
            cost[i, 0] = i;
        for (var j = 0; j <= right.Length; j++)
            cost[0, j] = j;

        for (var i = 1; i <= left.Length; i++)
        {
            for (var j = 1; j <= right.Length; j++)
            {
                var replaced = cost[i - 1, j - 1] + (left[i - 1] == right[j - 1] ? 0 : 1);
                cost[i, j] = Math.Min(replaced, Math.Min(cost[i - 1, j], cost[i, j - 1]) + 1);
                if (i > 1 && j > 1 && left[i - 1] == right[j - 2] && left[i - 2] == right[j - 1])
                    cost[i, j] = Math.Min(cost[i, j], cost[i - 2, j - 2] + 1);
            }
        }

        return cost[left.Length, right.Length];
    }
}
