using System.Collections.Immutable;

namespace Leadglass.Findings;

/// <summary>Every rule of the product under its id. Immutable.</summary>
public sealed class RuleCatalogue
{
    private readonly Dictionary<string, Rule> _byId;

    /// <summary>Creates a catalogue.</summary>
    /// <param name="rules">The rules, in any order.</param>
    /// <exception cref="ArgumentException">Two rules share an id. -or- An id is not of the form <c>LG-AREA-NNN</c>.</exception>
    public RuleCatalogue(IEnumerable<Rule> rules)
    {
        Rules = [.. rules.OrderBy(rule => rule.Id, StringComparer.Ordinal)];
        RequireUniqueIds(Rules);
        if (Rules.FirstOrDefault(rule => !IsWellFormed(rule.Id)) is { } malformed)
            throw new ArgumentException($"The rule id {malformed.Id} is not of the form LG-AREA-NNN.", nameof(rules));
        _byId = Rules.ToDictionary(rule => rule.Id, StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>The rules, ordered by id.</summary>
    public ImmutableArray<Rule> Rules { get; }

    /// <summary>Finds a rule.</summary>
    /// <param name="id">Its id in any letter case.</param>
    /// <returns>The rule, or <see langword="null"/> if there is none of that id.</returns>
    public Rule? Find(string id) => _byId.GetValueOrDefault(id.Trim());

    /// <summary>Says which rules may be meant by an id that does not exist: a slip of a letter or digit, or a part that was left out (<c>exp21</c>, <c>021</c>).</summary>
    /// <param name="id">What the user wrote.</param>
    /// <returns>At most three rules, nearest first; empty if nothing is near.</returns>
    public IReadOnlyList<Rule> Suggest(string id)
    {
        const int MostSlips = 2;
        var wanted = Condense(id);
        return
        [
            .. Rules
                .Select(rule => (Rule: rule, Slips: Slips(wanted, Condense(rule.Id))))
                .Where(candidate => candidate.Slips <= MostSlips)
                .OrderBy(candidate => candidate.Slips)
                .Select(candidate => candidate.Rule)
                .Take(3),
        ];
    }

    internal static void RequireUniqueIds(IEnumerable<Rule> rules)
    {
        var repeated = rules.GroupBy(rule => rule.Id, StringComparer.OrdinalIgnoreCase).FirstOrDefault(group => group.Skip(1).Any());
        if (repeated is not null)
            throw new ArgumentException($"Two rules have the id {repeated.Key}.", nameof(rules));
    }

    private static int Slips(string wanted, string id) =>
        wanted.Length >= 2 && id.EndsWith(wanted, StringComparison.Ordinal) ? 0 : EditDistance.Between(wanted, id);

    /// <summary>Letters and digits only, in one case, with the leading zeros of the number dropped.</summary>
    private static string Condense(string id)
    {
        var letters = string.Concat(id.Where(char.IsAsciiLetter)).ToUpperInvariant();
        var number = string.Concat(id.Where(char.IsAsciiDigit)).TrimStart('0');
        return letters + number;
    }

    private static bool IsWellFormed(string id) =>
        id.Split('-') is ["LG", { Length: > 0 } area, { Length: 3 } number] && area.All(char.IsAsciiLetterUpper) && number.All(char.IsAsciiDigit);
}
