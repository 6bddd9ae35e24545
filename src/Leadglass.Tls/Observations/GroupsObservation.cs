using Leadglass.Tls.Registry;

namespace Leadglass.Tls.Observations;

/// <summary>The groups that a server takes in one version.</summary>
public sealed record GroupsObservation
{
    /// <summary>Those it chose, in the order in which it chose them.</summary>
    public IReadOnlyList<NamedGroup> Offered { get; init; } = [];

    /// <summary>Those that were never put to it. Empty when the list is complete; everything, when the version has no such groups to ask for.</summary>
    public IReadOnlySet<NamedGroup> NotAsked { get; init; } = NamedGroups.All.Select(static row => row.Group).ToHashSet();

    /// <summary>Whether the server goes on with its own choice where the client named none (RFC 8422 §4 lets it).</summary>
    public Answer ChoosesWithoutExtension { get; init; }

    /// <summary>Whether a group is offered.</summary>
    /// <param name="group">Its code on the wire.</param>
    public Answer Offers(NamedGroup group) =>
        Offered.Contains(group) ? Answer.Yes : NotAsked.Contains(group) ? Answer.NotKnown : Answer.No;
}
