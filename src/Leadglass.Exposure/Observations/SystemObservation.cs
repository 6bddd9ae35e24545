using System.Net;

namespace Leadglass.Exposure.Observations;

/// <summary>Everything that was learnt about one address. Facts only; judging comes after.</summary>
public sealed record SystemObservation
{
    /// <summary>The address that was checked.</summary>
    public required IPAddress Address { get; init; }

    /// <summary>The name under which the user asked for it.</summary>
    public string? Name { get; init; }

    /// <summary>Whether the user named this very host.</summary>
    public required bool Expected { get; init; }

    /// <summary>One entry a port, in the order tried.</summary>
    public required IReadOnlyList<PortObservation> Ports { get; init; }

    /// <summary>Connections that were opened.</summary>
    public required int Connections { get; init; }

    /// <summary>Whether the connection budget ended the examination early.</summary>
    public required bool BudgetExhausted { get; init; }

    /// <summary>Whether the run was ended before every port was examined.</summary>
    public required bool Interrupted { get; init; }
}
