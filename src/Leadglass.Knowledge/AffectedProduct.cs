using Leadglass.Knowledge.Versions;

namespace Leadglass.Knowledge;

/// <summary>A product that a source names as affected. All texts are untrusted.</summary>
public sealed record AffectedProduct
{
    /// <summary>The maker as the source writes it; empty if it does not say.</summary>
    public required string Vendor { get; init; }

    /// <summary>The product as the source writes it.</summary>
    public required string Product { get; init; }

    /// <summary>The affected versions, as published or in the signs of <see cref="VersionRange"/>.</summary>
    public required string Versions { get; init; }

    /// <summary>The document that says so, such as <c>ICSMA-22-174-01</c>.</summary>
    public required string Source { get; init; }

    /// <summary>Where that document can be read; <see langword="null"/> if it names no address.</summary>
    public string? Link { get; init; }

    /// <summary>The day of that document's last change.</summary>
    public DateOnly? Date { get; init; }

    /// <summary>Reads <see cref="Versions"/>.</summary>
    public VersionRange ReadRange() => VersionRange.Parse(Versions);
}
