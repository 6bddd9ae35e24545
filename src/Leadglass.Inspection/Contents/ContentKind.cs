namespace Leadglass.Inspection.Contents;

/// <summary>A kind of content that a recogniser knows.</summary>
/// <param name="Id">Stable short name, for example <c>pe</c> or <c>java-serial</c>.</param>
/// <param name="Name">What a person calls it, for example <c>Windows program</c>.</param>
/// <param name="Class">What it can do.</param>
public sealed record ContentKind(string Id, string Name, ContentClass Class);
