using System.Net;

namespace Leadglass.Exposure.Probing;

/// <summary>The only way out: opens TCP connections. Tests and the dry run bring their own.</summary>
public interface IDialer
{
    /// <summary>Connects.</summary>
    /// <param name="endpoint">Where to; never resolved again.</param>
    /// <param name="timeout">How long the connect itself may take.</param>
    /// <param name="cancellationToken">The caller's; cancels with <see cref="OperationCanceledException"/>.</param>
    /// <returns>A connected stream that closes the connection when it is disposed, or the reason why there is none.</returns>
    ValueTask<DialResult> ConnectAsync(IPEndPoint endpoint, TimeSpan timeout, CancellationToken cancellationToken);
}
