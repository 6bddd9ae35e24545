namespace Leadglass.Findings;

/// <summary>A rule's identity and everything a person may ask about it. What judges is a function beside it; this is its one page of documentation.</summary>
public sealed record Rule
{
    /// <summary>Stable identifier, <c>LG-AREA-NNN</c>. Never reused, never renumbered.</summary>
    public required string Id { get; init; }

    /// <summary>One line that is true when the rule fails.</summary>
    public required string Title { get; init; }

    /// <summary>The harm when the rule fails.</summary>
    public required Severity Severity { get; init; }

    /// <summary>What is observed when the rule fails.</summary>
    public required string What { get; init; }

    /// <summary>Why it matters to patients and to the people who care for them.</summary>
    public required string Why { get; init; }

    /// <summary>How it is detected: what is sent, what is read.</summary>
    public required string Detection { get; init; }

    /// <summary>What the verdicts do not prove, and the real systems that could make them wrong.</summary>
    public required string Limits { get; init; }

    /// <summary>What to do, most specific product first; the entry without a product fits any system.</summary>
    public required IReadOnlyList<Remedy> Remedies { get; init; }

    /// <summary>The command that shows it again, for example <c>leadglass check HOST:PORT --only LG-EXP-021</c>; <see langword="null"/> if there is none.</summary>
    public string? Proof { get; init; }

    /// <summary>Sources: clauses of the standard, RFCs, CWE.</summary>
    public required IReadOnlyList<Reference> References { get; init; }

    /// <summary>
    /// Selects the remedy for a product family: its own if there is one (letter case ignored), otherwise that of the family whose name it begins with,
    /// otherwise the one for any system.
    /// </summary>
    /// <param name="product">The product family, such as <c>DCMTK storescp</c>, or <see langword="null"/> if unknown.</param>
    /// <returns>The remedy's text; empty if no remedy fits.</returns>
    public string RemedyFor(string? product)
    {
        var own = product is null ? null : Remedies.FirstOrDefault(remedy => string.Equals(remedy.Product, product, StringComparison.OrdinalIgnoreCase));
        var wider = product is null ? null : Remedies.FirstOrDefault(remedy => remedy.Product is { } family && product.StartsWith(family + " ", StringComparison.OrdinalIgnoreCase));
        var fitting = own ?? wider ?? Remedies.FirstOrDefault(remedy => remedy.Product is null);
        return fitting?.Text ?? "";
    }
}
