namespace Leadglass.Inspection.Contents;

/// <summary>
/// Looks at bytes that begin with a signature's magic (or have it where it belongs) and decides whether they are the kind in truth.
/// </summary>
/// <param name="content">From the content's first byte to the end of what can be seen.</param>
/// <returns>What agrees, in our words; <see langword="null"/> if it is not the kind.</returns>
internal delegate string? ContentCheck(ReadOnlySpan<byte> content);
