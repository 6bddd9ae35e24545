using System.Net;
using System.Net.Sockets;
using Leadglass.Audit.Syslog;
using Leadglass.Exposure.Targets;

namespace Leadglass.Cli.Commands;

/// <summary>A syslog receiver as a command line names it: <c>tls://host:6514</c>, <c>tcp://host:601</c>, <c>udp://host</c>.</summary>
/// <param name="Transport">How to send.</param>
/// <param name="Host">Its name or address.</param>
/// <param name="Endpoint">Where it is.</param>
internal sealed record AuditReceiverAddress(SyslogTransport Transport, string Host, IPEndPoint Endpoint)
{
    // RFC 5426 §3.3, RFC 6587 (registered with IANA), RFC 5425 §4.1
    private static readonly Dictionary<string, (SyslogTransport Transport, int Port)> Schemes = new()
    {
        ["udp"] = (SyslogTransport.Udp, 514),
        ["tcp"] = (SyslogTransport.Tcp, 601),
        ["tls"] = (SyslogTransport.Tls, 6514),
    };

    /// <summary>Reads an address and resolves its name, once.</summary>
    /// <param name="text">What the user wrote.</param>
    /// <param name="scope">What the user may contact beyond own networks.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellationToken">Stops waiting for the resolver.</param>
    /// <param name="option">The option that has the address.</param>
    /// <returns>The address, or why there is none, with whether that is a refusal.</returns>
    public static async Task<(AuditReceiverAddress? Address, string Reason, bool Refused)> ReadAsync(string text, Scope? scope, TimeProvider time, CancellationToken cancellationToken, string option = "--to")
    {
        if (!Uri.TryCreate(text, UriKind.Absolute, out var uri) || !Schemes.TryGetValue(uri.Scheme, out var scheme) || uri.Host.Length == 0 || uri.PathAndQuery.Trim('/').Length > 0)
            return (null, $"{option}: {text} is no receiver; write udp://host:port, tcp://host:port or tls://host:port", false);
        try
        {
            var addresses = await Dns.GetHostAddressesAsync(uri.DnsSafeHost, cancellationToken);
            if (addresses is not [var address, ..])
                return (null, $"{uri.Host} has no address", false);

            // Audit messages name patients: they go where the user may look, and nowhere else by a slip.
            var refusals = Scope.Refusals(scope, [address], time.GetUtcNow());
            return refusals.Count > 0 ? (null, string.Join(' ', refusals), true)
                : (new AuditReceiverAddress(scheme.Transport, uri.DnsSafeHost, new IPEndPoint(address, uri.Port > 0 ? uri.Port : scheme.Port)), "", false);
        }
        catch (SocketException e)
        {
            return (null, $"{uri.Host} is not known to the resolver: {e.Message}", false);
        }
    }
}
