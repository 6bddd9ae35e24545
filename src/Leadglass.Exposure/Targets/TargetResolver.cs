using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Leadglass.Exposure.Targets;

/// <summary>Turns requests into addresses, once. What is resolved here is what is checked; a name that changes its address later changes nothing.</summary>
/// <param name="lookUp">Resolves a host name; throws <see cref="SocketException"/> when it cannot. The caller decides which resolver that is.</param>
/// <param name="time">Clock of the deadline for each name.</param>
public sealed class TargetResolver(Func<string, CancellationToken, Task<IPAddress[]>> lookUp, TimeProvider time)
{
    /// <summary>The most addresses of one run.</summary>
    public const int MaxAddresses = 1 << 18;

    private const int NamesAtATime = 16;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>Resolves every name and enumerates every network.</summary>
    /// <param name="requests">What the user asked for.</param>
    /// <param name="defaultPorts">Ports for requests that name none.</param>
    /// <param name="cancellationToken">Stops waiting for the resolver.</param>
    public async Task<ResolvedTargets> ResolveAsync(
        IReadOnlyList<TargetRequest> requests, IReadOnlyList<int> defaultPorts, CancellationToken cancellationToken)
    {
        var names = requests.Select(r => r.HostName).OfType<string>().Distinct().ToList();
        var known = new ConcurrentDictionary<string, IPAddress[]>();
        await Parallel.ForEachAsync(names, new ParallelOptions { MaxDegreeOfParallelism = NamesAtATime, CancellationToken = cancellationToken }, async (name, token) =>
        {
            try
            {
                var answer = await lookUp(name, token).WaitAsync(Patience, time, token);
                // Filtering resolvers answer 0.0.0.0, which Linux takes for itself.
                known[name] = [.. answer.Select(Unmapped).Where(address => !AddressRange.IsNeverATarget(address)).Distinct()];
            }
            catch (Exception e) when (e is SocketException or TimeoutException)
            {
                // Not known: said below, for each request that names it.
            }
        });

        var unresolved = new List<string>();
        var never = new List<string>();
        var sources = new List<(IEnumerable<IPAddress> Addresses, IReadOnlyList<int> Ports, string? Name, bool Expected)>();
        var count = 0L;
        foreach (var request in requests)
        {
            var ports = request.Ports ?? defaultPorts;
            if (request.Network is { } network)
            {
                if (AddressRange.IsNeverATarget(network.BaseAddress))
                    never.Add(request.Text);
                else
                    sources.Add((AddressRange.Hosts(network), ports, null, request.IsSingleHost));
                count += AddressRange.CountOf(network);
            }
            else if (!known.TryGetValue(request.HostName!, out var addresses))
            {
                unresolved.Add(request.Text);
            }
            else if (addresses.Length == 0)
            {
                never.Add(request.Text);
            }
            else
            {
                sources.Add((addresses, ports, request.Text[..^PortSuffix(request.Text)], true));
                count += addresses.Length;
            }
        }

        return count > MaxAddresses
            ? new ResolvedTargets(() => [], [], unresolved, never) { TooMany = count }
            : new ResolvedTargets(() => Merge(sources), sources.Select(s => s.Addresses).ToList(), unresolved, never);
    }

    // The same address by two routes (twice named, or inside a named network) is one target: one connection at a time holds for it.
    private static IEnumerable<CheckTarget> Merge(List<(IEnumerable<IPAddress> Addresses, IReadOnlyList<int> Ports, string? Name, bool Expected)> sources)
    {
        if (sources is [var only])
            return only.Addresses.Select(address => new CheckTarget(address, only.Ports, only.Name, only.Expected));

        var merged = new Dictionary<IPAddress, CheckTarget>();
        foreach (var (addresses, ports, name, expected) in sources)
        {
            foreach (var address in addresses)
            {
                merged[address] = merged.TryGetValue(address, out var known)
                    ? new CheckTarget(address, [.. known.Ports.Union(ports)], known.Name ?? name, known.Expected || expected)
                    : new CheckTarget(address, ports, name, expected);
            }
        }

        return merged.Values;
    }

    private static IPAddress Unmapped(IPAddress address) => address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;

    private static int PortSuffix(string text)
    {
        var colon = text.LastIndexOf(':');
        return colon < 0 ? 0 : text.Length - colon;
    }
}
