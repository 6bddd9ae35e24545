using System.Net;
using Leadglass.Exposure.Probing;

namespace Leadglass.Exposure.Tests.Probing;

/// <summary>A network that is made up: each connect has the outcome that the test gives it. Connections are ends of nothing.</summary>
internal sealed class ScriptedDialer(Func<IPEndPoint, DialOutcome> outcome) : IDialer
{
    private int _open;

    /// <summary>Every connect, with the patience that it was given.</summary>
    public List<(IPEndPoint Endpoint, TimeSpan Timeout)> Connects { get; } = [];

    /// <summary>The greatest number of connections that were open at the same time.</summary>
    public int MostOpen { get; private set; }

    public ValueTask<DialResult> ConnectAsync(IPEndPoint endpoint, TimeSpan timeout, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        Connects.Add((endpoint, timeout));
        var result = outcome(endpoint);
        if (result != DialOutcome.Connected)
            return ValueTask.FromResult(new DialResult(result));
        MostOpen = Math.Max(MostOpen, ++_open);
        return ValueTask.FromResult(new DialResult(result, new Ending(() => _open--)));
    }

    private sealed class Ending(Action onClose) : MemoryStream
    {
        protected override void Dispose(bool disposing)
        {
            if (disposing && CanRead)
                onClose();
            base.Dispose(disposing);
        }
    }
}
