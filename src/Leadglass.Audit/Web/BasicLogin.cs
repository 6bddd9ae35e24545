using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography;
using System.Text;

namespace Leadglass.Audit.Web;

/// <summary>
/// Logs programs in that send name and password with every request (RFC 7617). A password takes a third of a second of a core, so that what was right is known
/// again while its session lasts; it is kept only as a keyed hash. Safe to use from several threads.
/// </summary>
internal sealed class BasicLogin(WebSessions sessions)
{
    private const string Scheme = "Basic ";
    private const int MostKnown = 1_000;
    private const int LongestHeader = 1_024;

    private readonly byte[] _key = RandomNumberGenerator.GetBytes(32);
    private readonly ConcurrentDictionary<string, string> _known = new();

    /// <summary>Finds out who sends a request.</summary>
    /// <param name="header">The header Authorization. Untrusted.</param>
    /// <param name="from">Where from.</param>
    /// <param name="cancellationToken">Ends the wait for others.</param>
    /// <returns>The name that was given, <see langword="null"/> if none was; whether it is right, <see langword="null"/> where one has to wait first; and whether this was found out just now.</returns>
    public async Task<(string? Name, bool? IsRight, bool IsNew)> WhoAsync(string header, IPAddress from, CancellationToken cancellationToken)
    {
        if (Credentials(header) is not var (name, password))
            return (null, false, false);
        var known = Convert.ToHexStringLower(HMACSHA256.HashData(_key, Encoding.UTF8.GetBytes($"{from} {header}")));
        if (_known.TryGetValue(known, out var secret) && sessions.UserOf(secret) == name)
            return (name, true, false);
        var (accepted, begun) = await sessions.EnterAsync(name, password, $"{from}", cancellationToken);
        if (begun is not null)
        {
            if (_known.Count >= MostKnown)
                _known.Clear();
            _known[known] = begun;
        }

        return (name, accepted, true);
    }

    private static (string Name, string Password)? Credentials(string header)
    {
        if (header.Length > LongestHeader || !header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase))
            return null;
        var octets = new byte[header.Length];
        if (!Convert.TryFromBase64String(header[Scheme.Length..].Trim(), octets, out var length))
            return null;
        var text = Encoding.UTF8.GetString(octets, 0, length);
        return text.IndexOf(':', StringComparison.Ordinal) is >= 0 and var colon ? (text[..colon], text[(colon + 1)..]) : null;
    }
}
