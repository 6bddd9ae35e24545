using Leadglass.Audit.Messages;

namespace Leadglass.Audit.Tables;

/// <summary>A participant of a table.</summary>
/// <param name="Who">What it is, as a person would say.</param>
/// <param name="Min">How many at least.</param>
/// <param name="Max">How many at most.</param>
/// <param name="Roles">The roles of which it has one; empty if the table demands none, and then anybody fits.</param>
internal sealed record ParticipantRow(string Who, int Min, int Max, params string[] Roles)
{
    /// <summary>A role that suffices when a medium, an application or a network access point is named too (A.5.2.7, 2026).</summary>
    public string? RoleBesideMedium { get; init; }

    /// <summary>Whether it must not be the requestor.</summary>
    public bool NeverRequestor { get; init; }

    /// <summary>Whether it must say where it is in the network.</summary>
    public bool NeedsAccessPoint { get; init; }

    /// <summary>What its MediaType must be from, as context groups; empty if it is no medium.</summary>
    public string[] MediaGroups { get; init; } = [];

    /// <summary>Whether a network access point makes the MediaType unnecessary (2026).</summary>
    public bool AccessPointSuffices { get; init; }

    /// <summary>How certainly a participant is meant by this row: 2 by its role, 1 by circumstances, 0 not at all.</summary>
    public int Fit(ActiveParticipant participant)
    {
        if (Array.Exists(Roles, participant.HasRole))
            return 2;
        if (RoleBesideMedium is { } role && participant.HasRole(role) && (participant.MediaType is not null || participant.NetworkAccessPointId is not null))
            return 1;
        if (Roles.Length > 0 || (NeedsAccessPoint && !HasAccessPoint(participant)))
            return 0;
        return participant.IsRequestor ? 2 : 1;
    }

    /// <summary>Whether both fields about the network are there.</summary>
    public static bool HasAccessPoint(ActiveParticipant participant) => participant is { NetworkAccessPointId: not null, NetworkAccessPointTypeCode: not null };
}
