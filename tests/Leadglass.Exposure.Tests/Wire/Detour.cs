using System.Net;
using Leadglass.Exposure.Probing;
using Leadglass.TestKit;

namespace Leadglass.Exposure.Tests.Wire;

/// <summary>Leads every connection to one peer, whatever port was meant: for tests of what a port number means.</summary>
internal sealed class Detour(ScriptedPeer peer) : IDialer
{
    private readonly TcpDialer _dialer = new(TimeProvider.System);

    public ValueTask<DialResult> ConnectAsync(IPEndPoint endpoint, TimeSpan timeout, CancellationToken cancellationToken) =>
        _dialer.ConnectAsync(peer.EndPoint, timeout, cancellationToken);
}
