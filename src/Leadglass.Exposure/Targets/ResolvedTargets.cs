using System.Net;

namespace Leadglass.Exposure.Targets;

/// <summary>Targets as addresses, and what could not become one.</summary>
public sealed class ResolvedTargets
{
    private readonly Func<IEnumerable<CheckTarget>> _targets;
    private readonly IReadOnlyList<IEnumerable<IPAddress>> _addresses;

    internal ResolvedTargets(
        Func<IEnumerable<CheckTarget>> targets, IReadOnlyList<IEnumerable<IPAddress>> addresses, IReadOnlyList<string> unresolved, IReadOnlyList<string> never)
    {
        _targets = targets;
        _addresses = addresses;
        Unresolved = unresolved;
        NeverTargets = never;
    }

    /// <summary>Targets whose addresses are known already.</summary>
    public static ResolvedTargets Of(IReadOnlyList<CheckTarget> targets) => new(() => targets, [targets.Select(t => t.Address)], [], []);

    /// <summary>Names that the resolver does not know.</summary>
    public IReadOnlyList<string> Unresolved { get; }

    /// <summary>Requests that can never be one system: unspecified, multicast, broadcast.</summary>
    public IReadOnlyList<string> NeverTargets { get; }

    /// <summary>How many addresses were asked for, when that is more than <see cref="TargetResolver.MaxAddresses"/>; otherwise 0.</summary>
    public long TooMany { get; internal init; }

    /// <summary>How many addresses there are; an address that was asked for twice counts twice.</summary>
    public long Count => _addresses.Sum(a => a.LongCount());

    /// <summary>Every target, each address once, enumerated afresh.</summary>
    public IEnumerable<CheckTarget> Targets => _targets();

    /// <summary>Every address, some perhaps more than once; for the scope to look at before anything is sent.</summary>
    public IEnumerable<IPAddress> Addresses => _addresses.SelectMany(a => a);
}
