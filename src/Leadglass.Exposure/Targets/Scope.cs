using System.Net;

namespace Leadglass.Exposure.Targets;

/// <summary>Who allowed which public netblocks to be checked, and when. Private addresses need none.</summary>
public sealed record Scope
{
    /// <summary>Whose networks these are.</summary>
    public required string Owner { get; init; }

    /// <summary>Who authorised the checks.</summary>
    public required string AuthorisedBy { get; init; }

    /// <summary>First moment at which checks are allowed.</summary>
    public required DateTimeOffset ValidFrom { get; init; }

    /// <summary>First moment at which checks are no longer allowed.</summary>
    public required DateTimeOffset ValidUntil { get; init; }

    /// <summary>The netblocks, none larger than a /8 of IPv4 or a /32 of IPv6.</summary>
    public required IReadOnlyList<IPNetwork> Netblocks { get; init; }

    /// <summary>The netblocks in which intrusive probes are allowed as well; none by default. Private addresses need to be named too.</summary>
    public IReadOnlyList<IPNetwork> Intrusive { get; init; } = [];

    /// <summary>Says why addresses must not be probed intrusively; empty when all may be. Only loopback needs no scope.</summary>
    /// <param name="scope">The scope, or <see langword="null"/> when the user gave none.</param>
    /// <param name="addresses">Every address that would be contacted.</param>
    /// <param name="now">The present moment.</param>
    /// <returns>One sentence for each reason.</returns>
    public static IReadOnlyList<string> IntrusiveRefusals(Scope? scope, IEnumerable<IPAddress> addresses, DateTimeOffset now)
    {
        var remote = addresses.Where(a => !IPAddress.IsLoopback(a)).ToList();
        return
        [
            .. remote.Where(a => scope is null || !scope.Intrusive.Any(n => n.Contains(a))).Select(a => $"{a} is not under 'intrusive' in a scope."),
            .. scope is not null && remote.Count > 0 ? scope.OutsideItsTime(now) : [],
        ];
    }

    /// <summary>Says why addresses must not be checked; empty when all may be.</summary>
    /// <param name="scope">The scope, or <see langword="null"/> when the user gave none.</param>
    /// <param name="addresses">Every address that would be contacted.</param>
    /// <param name="now">The present moment.</param>
    /// <returns>One sentence for each reason; public addresses beyond the first five are counted.</returns>
    public static IReadOnlyList<string> Refusals(Scope? scope, IEnumerable<IPAddress> addresses, DateTimeOffset now)
    {
        var outside = addresses.Where(a => !AddressRange.IsPrivate(a) && (scope is null || !scope.Netblocks.Any(n => n.Contains(a)))).ToList();
        var named = outside.Take(5).Select(a => scope is null
            ? $"{a} is a public address, and no scope says that you may check it."
            : $"{a} is a public address outside the netblocks of the scope.").ToList();
        if (outside.Count > named.Count)
            named.Add($"So are {outside.Count - named.Count:N0} more.");
        if (scope is not null && addresses.Any(a => !AddressRange.IsPrivate(a)))
            named.AddRange(scope.OutsideItsTime(now));

        return named;
    }

    private IEnumerable<string> OutsideItsTime(DateTimeOffset now)
    {
        if (now < ValidFrom)
            yield return $"The scope is valid only from {ValidFrom:yyyy-MM-dd HH:mm zzz}.";
        if (now >= ValidUntil)
            yield return $"The scope ended at {ValidUntil:yyyy-MM-dd HH:mm zzz}.";
    }
}
