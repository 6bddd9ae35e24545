namespace Leadglass.Audit.Validation;

/// <summary>A child in the schema.</summary>
/// <param name="Element">Its shape.</param>
/// <param name="Min">How often at least.</param>
/// <param name="Max">How often at most.</param>
/// <param name="InChoice">Whether it is one of two of which exactly one must be there.</param>
internal sealed record ChildShape(ElementShape Element, int Min, int Max, bool InChoice = false);
