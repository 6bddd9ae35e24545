namespace Leadglass.Tls.Profiles;

/// <summary>One part of a verdict: what differs, and what that comes to.</summary>
/// <param name="Entries">What differs or could not be asked, in the order of the profile; empty when everything is as it says.</param>
public sealed record ProfilePart(IReadOnlyList<ProfileEntry> Entries)
{
    /// <summary>Fails before not known: one certain fault is enough, whatever else could not be asked.</summary>
    public ProfileOutcome Outcome =>
        Entries.Any(static entry => entry is { Decides: true, Kind: not EntryKind.NotKnown }) ? ProfileOutcome.Fails
        : Entries.Any(static entry => entry.Decides) ? ProfileOutcome.NotKnown
        : ProfileOutcome.Holds;

    /// <summary>What the profile asks for and is not there.</summary>
    public IEnumerable<ProfileEntry> Missing => Entries.Where(static entry => entry.Kind == EntryKind.Missing);

    /// <summary>What is there against the profile.</summary>
    public IEnumerable<ProfileEntry> TooMuch => Entries.Where(static entry => entry.Kind == EntryKind.TooMuch);

    /// <summary>What the profile recommends otherwise, without which it still holds.</summary>
    public IEnumerable<ProfileEntry> Advice => Entries.Where(static entry => entry is { Kind: not EntryKind.NotKnown, Level: RequirementLevel.Should or RequirementLevel.ShouldNot });

    /// <summary>What could not be asked.</summary>
    public IEnumerable<ProfileEntry> NotKnown => Entries.Where(static entry => entry.Kind == EntryKind.NotKnown);
}
