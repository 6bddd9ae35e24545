using Leadglass.Exposure.Fingerprints;
using Leadglass.Findings;
using Leadglass.Knowledge;
using Leadglass.Knowledge.Rules;
using Leadglass.Knowledge.Vex;

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

    /// <summary>What was said of vulnerabilities in single installations; nothing by default.</summary>
    public IReadOnlyList<VexStatement> Statements { get; init; } = [];

    /// <summary>The product of a port as a package, and the codes that are published for it and may be true of its version.</summary>
    internal IEnumerable<KeyValuePair<string, string>> Facts(ProductGuess? guess, string target)
    {
        if (guess is not { Version: { } version } product)
            yield break;
        var codes = Known(product, target).Matches.Where(static match => match.IsPotential).Select(static match => match.Vulnerability.Id).Distinct().ToList();
        if (codes.Count == 0)
            yield break;
        yield return new("productPackage", VexFile.PackageOf(product.Family, version));
        yield return new("advisories", string.Join(' ', codes));
    }

    internal IReadOnlyList<Finding> Judge(ProductGuess? guess, string target) =>
        guess is { } product ? Rules.Judge(Known(product, target), target, product.Family) : [];

    private KnownProduct Known(ProductGuess product, string target) => KnownProduct.Of(Knowledge, product.Family, product.Version, Today).With(Statements, target);
}
