using Leadglass.Exposure.Fingerprints;
using Leadglass.Findings;
using Leadglass.Knowledge;
using Leadglass.Knowledge.Rules;

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

    internal IReadOnlyList<Finding> Judge(ProductGuess? guess, string target) =>
        guess is { } product ? Rules.Judge(KnownProduct.Of(Knowledge, product.Family, product.Version, Today), target, product.Family) : [];
}
