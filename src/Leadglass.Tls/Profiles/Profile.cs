using Leadglass.Tls.Observations;
using Leadglass.Tls.Profiles.Requirements;

namespace Leadglass.Tls.Profiles;

/// <summary>A profile for secure transport: what both sides of TLS have to support and must not, clause by clause. Source: PS3.15 B, or a site's own file.</summary>
public sealed record Profile
{
    /// <summary>The short name, such as <c>B.12</c>.</summary>
    public required string Name { get; init; }

    /// <summary>The title in the standard.</summary>
    public required string Title { get; init; }

    /// <summary>Where it is defined, with the edition that was read, such as <c>PS3.15 2025e B.12</c>.</summary>
    public required string Source { get; init; }

    /// <summary>Where it stands.</summary>
    public required ProfileStatus Status { get; init; }

    /// <summary>When it came and went, in words; <see langword="null"/> where that is not known.</summary>
    public string? History { get; init; }

    /// <summary>The TCP port that it recommends; <see langword="null"/> for none.</summary>
    public int? Port { get; init; }

    /// <summary>What a reader should know beside the lists: readings, defects of the text, what cannot be seen from outside.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>What it asks for, in its own order, after what it takes over from another.</summary>
    public required IReadOnlyList<Requirement> Requirements { get; init; }

    /// <summary>Holds the profile against a server.</summary>
    /// <param name="server">What was seen of it.</param>
    public ProfileVerdict Judge(ServerObservation server) => Judge(new ServerSide(server));

    /// <summary>Holds the profile against a client.</summary>
    /// <param name="client">What it offers.</param>
    public ProfileVerdict Judge(ClientOffer client) => Judge(new ClientSide(client));

    private ProfileVerdict Judge(TlsSide side)
    {
        var entries = Requirements
            .Where(requirement => requirement.Role == TlsRole.Both || requirement.Role == side.Role)
            .SelectMany(requirement => requirement.Judge(side))
            // Two clauses may object to the same thing: the stricter one speaks.
            .GroupBy(static entry => (entry.Kind, entry.Subject, IsSecurity(entry)))
            .Select(static same => same.OrderByDescending(static entry => entry.Decides).First())
            .ToList();
        return new ProfileVerdict(this, new([.. entries.Where(IsSecurity)]), new([.. entries.Where(static entry => !IsSecurity(entry))]));
    }

    private static bool IsSecurity(ProfileEntry entry) => entry.Level is RequirementLevel.MustNot or RequirementLevel.ShouldNot;
}
