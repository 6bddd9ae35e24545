using System.Net;
using Leadglass.Findings;

namespace Leadglass.Exposure.Inventory;

/// <summary>The site's own picture of itself: <c>assets.yaml</c>.</summary>
public sealed record SiteInventory
{
    /// <summary>The networks that are the site's.</summary>
    public IReadOnlyList<IPNetwork> Netblocks { get; init; } = [];

    /// <summary>The systems.</summary>
    public required IReadOnlyList<Asset> Systems { get; init; }

    /// <summary>The netblocks, and each address of a system as a network of one.</summary>
    public IEnumerable<IPNetwork> Networks => Netblocks.Concat(Systems.SelectMany(static system => system.Addresses)
        .Select(static text => IPAddress.TryParse(text, out var address) ? new IPNetwork(address, address.GetAddressBytes().Length * 8) : (IPNetwork?)null).OfType<IPNetwork>()).Distinct();

    /// <summary>Whether an address is in one of the site's networks.</summary>
    /// <param name="address">The address.</param>
    public bool IsOurs(IPAddress address) => Netblocks.Any(network => network.BaseAddress.AddressFamily == address.AddressFamily && network.Contains(address));

    /// <summary>The system that a target of a report is; <see langword="null"/> if the inventory does not know it.</summary>
    /// <param name="target">The target: an address, perhaps with a port, and the name by which it was asked for.</param>
    public Asset? Find(Target target)
    {
        ArgumentNullException.ThrowIfNull(target);
        var address = PlaceOf(target).Address;
        return Systems.FirstOrDefault(system => system.Addresses.Any(own => IPAddress.TryParse(own, out var known) ? known.Equals(address) : string.Equals(own, target.Name, StringComparison.OrdinalIgnoreCase)));
    }

    /// <summary>Address and port of a target; no address if its id is none, port 0 if it has none.</summary>
    internal static (IPAddress? Address, int Port) PlaceOf(Target target) =>
        IPEndPoint.TryParse(target.Id, out var endpoint) ? (endpoint.Address, endpoint.Port) : (null, 0);
}
