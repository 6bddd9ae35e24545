using Leadglass.Tls.Registry;

namespace Leadglass.Tls.Observations;

/// <summary>What a server does with one version of the protocol.</summary>
/// <param name="Version">The version.</param>
public sealed record VersionObservation(TlsVersion Version)
{
    /// <summary>Whether it is offered.</summary>
    public VersionSupport Support { get; init; }

    /// <summary>The alert that refused the version; <see langword="null"/> where none came.</summary>
    public AlertDescription? Alert { get; init; }

    /// <summary>The suites that were chosen, first the one that the server chose from all of them: its order, if <see cref="Order"/> is the server's.</summary>
    public IReadOnlyList<OfferedSuite> Suites { get; init; } = [];

    /// <summary>Codes of suites that were never put to the server; they are neither present nor absent. Empty when the list is complete.</summary>
    public IReadOnlySet<int> NotAsked { get; init; } = new HashSet<int>();

    /// <summary>Whose order decides.</summary>
    public SuiteOrder Order { get; init; }

    /// <summary>Whether a suite is offered.</summary>
    /// <param name="code">Its code on the wire.</param>
    public Answer Offers(int code) =>
        Suites.Any(offered => offered.Suite.Code == code) ? Answer.Yes
        : Support == VersionSupport.Refused ? Answer.No
        : Support != VersionSupport.Offered || NotAsked.Contains(code) ? Answer.NotKnown
        : Answer.No;
}
