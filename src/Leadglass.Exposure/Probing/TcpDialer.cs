using System.Net;
using System.Net.Sockets;

namespace Leadglass.Exposure.Probing;

/// <summary>Opens real TCP connections.</summary>
/// <param name="time">Clock for the connect timeout.</param>
public sealed class TcpDialer(TimeProvider time) : IDialer
{
    /// <inheritdoc/>
    public async ValueTask<DialResult> ConnectAsync(IPEndPoint endpoint, TimeSpan timeout, CancellationToken cancellationToken)
    {
        var socket = new Socket(endpoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        using var deadline = new CancellationTokenSource(timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        try
        {
            await socket.ConnectAsync(endpoint, either.Token);
            return new DialResult(DialOutcome.Connected, new NetworkStream(socket, ownsSocket: true));
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            socket.Dispose();
            return new DialResult(DialOutcome.TimedOut);
        }
        catch (SocketException e)
        {
            socket.Dispose();
            return new DialResult(OutcomeOf(e.SocketErrorCode));
        }
        catch (OperationCanceledException)
        {
            socket.Dispose();
            throw;
        }
    }

    private static DialOutcome OutcomeOf(SocketError error) => error switch
    {
        SocketError.ConnectionRefused => DialOutcome.Refused,
        SocketError.ConnectionReset or SocketError.ConnectionAborted => DialOutcome.Reset,
        SocketError.TimedOut => DialOutcome.TimedOut,
        SocketError.HostUnreachable or SocketError.NetworkUnreachable or SocketError.HostDown or SocketError.NetworkDown => DialOutcome.Unreachable,
        _ => DialOutcome.LocalFailure,
    };
}
