namespace Leadglass.Audit.Validation;

/// <summary>What the schema allows in an element.</summary>
/// <param name="Name">Its name.</param>
internal sealed record ElementShape(string Name)
{
    /// <summary>Its attributes, in the order of Table A.5.2-1.</summary>
    public AttributeShape[] Attributes { get; init; } = [];

    /// <summary>Its children, in the order in which they must stand.</summary>
    public ChildShape[] Children { get; init; } = [];

    /// <summary>Its text; <see langword="null"/> if it has none.</summary>
    public ValueShape? Text { get; init; }
}
