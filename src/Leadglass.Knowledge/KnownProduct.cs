using Leadglass.Knowledge.Versions;
using Leadglass.Knowledge.Vex;

namespace Leadglass.Knowledge;

/// <summary>A product with everything that was published about it: what the rules judge.</summary>
/// <param name="Family">The product as it was recognised.</param>
/// <param name="Version">Its version; <see langword="null"/> if unknown. Untrusted.</param>
/// <param name="DataDate">The day of the youngest source.</param>
/// <param name="Today">The day of the judgement; <see langword="null"/> if the age of the knowledge cannot be told.</param>
/// <param name="Matches">What was published, worst first: what is meant for sure before what may be, exploited before high scores.</param>
public sealed record KnownProduct(string Family, string? Version, DateOnly? DataDate, DateOnly? Today, IReadOnlyList<ProductMatch> Matches)
{
    /// <summary>Looks a product up.</summary>
    /// <param name="knowledge">What is known.</param>
    /// <param name="family">The product as the fingerprint names it.</param>
    /// <param name="version">Its version; <see langword="null"/> if unknown. Untrusted.</param>
    /// <param name="today">The day of the judgement.</param>
    /// <returns>The product with what was published for it, one match a vulnerability.</returns>
    public static KnownProduct Of(KnowledgeBase knowledge, string family, string? version, DateOnly? today)
    {
        var read = version is null ? null : ProductVersion.Parse(version);
        var matches = knowledge.Vulnerabilities
            .Select(one => one.Affected.Where(product => ProductNames.Means(product, family)).Select(product => Match(one, product, read)).MaxBy(match => match.Answer))
            .OfType<ProductMatch>()
            .OrderByDescending(match => match.Answer)
            .ThenByDescending(match => match.Vulnerability.ExploitedSince is not null)
            .ThenByDescending(match => match.Vulnerability.Score)
            .ToList();
        return new KnownProduct(family, version, knowledge.Date, today, matches);
    }

    /// <summary>Adds what was said of vulnerabilities in one installation; statements about another product or version of it do not apply.</summary>
    /// <param name="statements">What was said, a later statement overruling an earlier.</param>
    /// <param name="target">The installation: the target of the report.</param>
    public KnownProduct With(IReadOnlyList<VexStatement> statements, string target)
    {
        if (Version is null || statements.Count == 0)
            return this;
        var package = VexFile.PackageOf(Family, Version);
        var said = statements.Where(one => one.Target == target && one.Product == package).GroupBy(static one => one.Vulnerability).ToDictionary(static group => group.Key, static group => group.Last());
        return this with { Matches = [.. Matches.Select(match => match with { Statement = said.GetValueOrDefault(match.Vulnerability.Id) })] };
    }

    private static ProductMatch Match(Vulnerability vulnerability, AffectedProduct affected, ProductVersion? version)
    {
        var range = affected.ReadRange();
        return version is null
            ? new ProductMatch(vulnerability, affected, RangeAnswer.Undecided, null)
            : new ProductMatch(vulnerability, affected, range.Contains(version), range.FixedAfter(version));
    }
}
