namespace Leadglass.Knowledge;

/// <summary>What is published about medical products, and as of when.</summary>
public sealed class KnowledgeBase
{
    private readonly Dictionary<string, Vulnerability> _byId;

    /// <summary>Joins what several sources say of the same vulnerability. A vulnerability that no source names a product for is left out.</summary>
    /// <param name="vulnerabilities">In any order, ids more than once at will; of two titles the first counts, of two scores the higher.</param>
    /// <param name="date">The day of the youngest source that names products; <see langword="null"/> if none is dated.</param>
    public KnowledgeBase(IEnumerable<Vulnerability> vulnerabilities, DateOnly? date)
    {
        Date = date;
        Vulnerabilities =
        [
            .. vulnerabilities.GroupBy(one => one.Id, StringComparer.OrdinalIgnoreCase).Select(Join).Where(one => one.Affected.Count > 0)
                .OrderBy(one => Year(one.Id)).ThenBy(one => one.Id.Length).ThenBy(one => one.Id, StringComparer.Ordinal),
        ];
        _byId = Vulnerabilities.ToDictionary(one => one.Id, StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>The day of the youngest source that names products.</summary>
    public DateOnly? Date { get; }

    /// <summary>Every vulnerability, oldest code first.</summary>
    public IReadOnlyList<Vulnerability> Vulnerabilities { get; }

    /// <summary>Finds a vulnerability by its code, in any letter case.</summary>
    public Vulnerability? Find(string id) => _byId.GetValueOrDefault(id);

    private static Vulnerability Join(IGrouping<string, Vulnerability> same)
    {
        var scored = same.Where(one => one.Score is not null).MaxBy(one => one.Score);
        return new Vulnerability
        {
            Id = same.Key,
            Title = same.Select(one => one.Title).FirstOrDefault(title => title is not null),
            Origin = same.Max(one => one.Origin),
            Weaknesses = [.. same.SelectMany(one => one.Weaknesses).Distinct().Order(StringComparer.Ordinal)],
            Score = scored?.Score,
            Vector = scored?.Vector ?? same.Select(one => one.Vector).FirstOrDefault(vector => vector is not null),
            ExploitedSince = same.Min(one => one.ExploitedSince),
            Epss = same.Max(one => one.Epss),
            Affected =
            [
                .. same.SelectMany(one => one.Affected).Distinct()
                    .OrderBy(one => one.Vendor, StringComparer.Ordinal).ThenBy(one => one.Product, StringComparer.Ordinal)
                    .ThenBy(one => one.Versions, StringComparer.Ordinal).ThenBy(one => one.Source, StringComparer.Ordinal),
            ],
        };
    }

    // CVE-2022-2119 before CVE-2022-10001: by year, then by number, and codes of other kinds last.
    private static string Year(string id) => id.StartsWith("CVE-", StringComparison.Ordinal) && id.Length > 8 ? id[..8] : "~";
}
