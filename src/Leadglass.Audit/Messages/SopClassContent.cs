namespace Leadglass.Audit.Messages;

/// <summary>The instances of one SOP class.</summary>
/// <param name="Uid">SOP Class UID; <see langword="null"/> if absent.</param>
/// <param name="NumberOfInstances">How many; <see langword="null"/> if absent, which the standard does not allow.</param>
/// <param name="Instances">Their SOP Instance UIDs, as far as listed.</param>
public sealed record SopClassContent(string? Uid, string? NumberOfInstances, IReadOnlyList<string> Instances);
