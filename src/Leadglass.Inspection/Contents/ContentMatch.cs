namespace Leadglass.Inspection.Contents;

/// <summary>Content of a known kind at a place.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Offset">Its first byte, counted from the first byte that was looked at.</param>
/// <param name="Evidence">The fields that agree, in our words. Never quotes free text of the content.</param>
public sealed record ContentMatch(ContentKind Kind, long Offset, string Evidence);
