using System.Net;
using System.Net.Sockets;

namespace Leadglass.Exposure.Targets;

/// <summary>Enumerates networks and tells private addresses from public ones.</summary>
public static class AddressRange
{
    private static readonly IPNetwork[] Private =
    [
        IPNetwork.Parse("127.0.0.0/8"),     // loopback, RFC 1122
        IPNetwork.Parse("10.0.0.0/8"),      // RFC 1918
        IPNetwork.Parse("172.16.0.0/12"),   // RFC 1918
        IPNetwork.Parse("192.168.0.0/16"),  // RFC 1918
        IPNetwork.Parse("169.254.0.0/16"),  // link-local, RFC 3927
        IPNetwork.Parse("::1/128"),         // loopback
        IPNetwork.Parse("fc00::/7"),        // unique local, RFC 4193
        IPNetwork.Parse("fe80::/10"),       // link-local, RFC 4291
    ];

    private static readonly IPNetwork[] NeverTargets =
    [
        IPNetwork.Parse("0.0.0.0/8"),
        IPNetwork.Parse("224.0.0.0/4"),     // multicast
        IPNetwork.Parse("240.0.0.0/4"),     // reserved and broadcast
        IPNetwork.Parse("::/128"),
        IPNetwork.Parse("ff00::/8"),        // multicast
    ];

    /// <summary>IPv4 before IPv6, then by value.</summary>
    public static Comparer<IPAddress> Order { get; } = Comparer<IPAddress>.Create((a, b) =>
        a.AddressFamily != b.AddressFamily ? a.AddressFamily.CompareTo(b.AddressFamily) : a.GetAddressBytes().AsSpan().SequenceCompareTo(b.GetAddressBytes()));

    /// <summary>Whether the address is loopback, private or link-local, so that it may be checked without a scope.</summary>
    public static bool IsPrivate(IPAddress address) => Array.Exists(Private, network => network.Contains(address));

    /// <summary>Whether the address can never be one system: unspecified, multicast, reserved, broadcast.</summary>
    public static bool IsNeverATarget(IPAddress address) => Array.Exists(NeverTargets, network => network.Contains(address));

    /// <summary>How many addresses a network has, those without a host included.</summary>
    public static long CountOf(IPNetwork network) => 1L << ((network.BaseAddress.GetAddressBytes().Length * 8) - network.PrefixLength);

    /// <summary>The host addresses of a network in order; without network and broadcast address where IPv4 has them.</summary>
    public static IEnumerable<IPAddress> Hosts(IPNetwork network)
    {
        var bits = (network.BaseAddress.GetAddressBytes().Length * 8) - network.PrefixLength;
        var count = 1L << bits;
        var hasBroadcast = network.BaseAddress.AddressFamily == AddressFamily.InterNetwork && bits >= 2;
        for (var offset = hasBroadcast ? 1 : 0L; offset < (hasBroadcast ? count - 1 : count); offset++)
            yield return Add(network.BaseAddress, offset);
    }

    private static IPAddress Add(IPAddress address, long offset)
    {
        var bytes = address.GetAddressBytes();
        for (var i = bytes.Length - 1; offset != 0; i--)
        {
            offset += bytes[i];
            bytes[i] = (byte)offset;
            offset >>= 8;
        }

        return address.AddressFamily == AddressFamily.InterNetworkV6 ? new IPAddress(bytes, address.ScopeId) : new IPAddress(bytes);
    }
}
