using Leadglass.Exposure.Fingerprints;
using Leadglass.Findings;
using Leadglass.Knowledge;
using Leadglass.Knowledge.Rules;
using Leadglass.Knowledge.Versions;

namespace Leadglass.Exposure.Rules;

/// <summary>What the recognised products are held against.</summary>
public sealed record KnowledgeCriteria
{
    /// <summary>What is published; that of the program by default.</summary>
    public KnowledgeBase Knowledge { get; init; } = KnowledgeFile.Shipped;

    /// <summary>The rules; all by default.</summary>
    public RuleSet<KnownProduct> Rules { get; init; } = KnowledgeRules.All;

    /// <summary>The day of the check; <see langword="null"/> (the default) makes knowledge of any age too old to clear a version.</summary>
    public DateOnly? Today { get; init; }

    /// <summary>The codes that are published for a port's product and may be true of its version, as a fact.</summary>
    internal IEnumerable<KeyValuePair<string, string>> Facts(ExaminedPort port)
    {
        var codes = port.Product is { Version: not null } product
            ? KnownProduct.Of(Knowledge, product.Family, product.Version, Today).Matches.Where(static match => match.Answer != RangeAnswer.Outside).Select(static match => match.Vulnerability.Id).Distinct().ToList() : [];
        return codes.Count == 0 ? [] : [new("advisories", string.Join(' ', codes))];
    }

    internal IReadOnlyList<Finding> Judge(ProductGuess? guess, string target) =>
        guess is { } product ? Rules.Judge(KnownProduct.Of(Knowledge, product.Family, product.Version, Today), target, product.Family) : [];
}
