namespace Leadglass.Findings;

/// <summary>How to fix what a rule found, for one product or for any.</summary>
/// <param name="Product">The product family as the fingerprint names it (<c>Orthanc</c>, <c>DCMTK</c>), or <see langword="null"/> for any system.</param>
/// <param name="Text">What to do, in the imperative.</param>
public sealed record Remedy(string? Product, string Text);
