namespace Leadglass.Inspection.Pickles;

/// <summary>A pickle at a place.</summary>
/// <param name="Offset">Its first byte, counted from the first byte that was searched.</param>
/// <param name="Program">What loading it does.</param>
/// <param name="Depth">How many pickles it sleeps in; 0 for one that stands by itself.</param>
public sealed record PickleFind(long Offset, PickleProgram Program, int Depth);
