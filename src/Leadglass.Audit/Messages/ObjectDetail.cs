namespace Leadglass.Audit.Messages;

/// <summary>A named detail of an object.</summary>
/// <param name="Type">Its name.</param>
/// <param name="Value">Its value in Base64.</param>
public sealed record ObjectDetail(string Type, string Value);
