using System.Net;

namespace Leadglass.Exposure.Targets;

/// <summary>What the user asked for, before names are resolved and networks are enumerated.</summary>
/// <param name="Text">As typed, for messages.</param>
/// <param name="Network">The network or, as a network of one, the address; <see langword="null"/> for a name.</param>
/// <param name="HostName">The name in its ASCII form; <see langword="null"/> for an address or network.</param>
/// <param name="Ports">The ports that were given with it; <see langword="null"/> for the default list.</param>
public sealed record TargetRequest(string Text, IPNetwork? Network, string? HostName, IReadOnlyList<int>? Ports)
{
    /// <summary>Whether it names one host rather than a network.</summary>
    public bool IsSingleHost => HostName is not null || (Network is { } network && network.PrefixLength == network.BaseAddress.GetAddressBytes().Length * 8);
}
