using Leadglass.Fuzzing.Execution;

namespace Leadglass.Fuzzing.Native;

/// <summary>
/// Looks after a fork server while another thread waits for what it says: ends the child that takes too long or too much, and the server itself
/// where that does not help. A thread of its own, because those of the pool may all be waiting.
/// </summary>
internal sealed class ForkServerWatch : IDisposable
{
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan ToDie = TimeSpan.FromSeconds(5);

    private readonly Lock _gate = new();
    private readonly ManualResetEvent _isDisposed = new(false);
    private readonly TimeProvider _time;
    private readonly Thread _thread;
    private ForkServer? _server;
    private TimeSpan _wall;
    private long _memory;
    private long _started;
    private long _peak;
    private RunEnding? _killedFor;
    private CancellationToken _cancellation;

    public ForkServerWatch(TimeProvider time)
    {
        _time = time;
        _thread = new Thread(Work) { IsBackground = true, Name = "fork server watch" };
        _thread.Start();
    }

    /// <summary>Begins to watch.</summary>
    /// <param name="server">What is waited for.</param>
    /// <param name="wall">How long it may take.</param>
    /// <param name="memory">How much resident memory the child may take, in bytes.</param>
    /// <param name="cancellation">Ends it at once.</param>
    public void Begin(ForkServer server, TimeSpan wall, long memory, CancellationToken cancellation)
    {
        lock (_gate)
            (_server, _wall, _memory, _started, _peak, _killedFor, _cancellation) = (server, wall, memory, _time.GetTimestamp(), 0, null, cancellation);
    }

    /// <summary>Ends to watch: from now on nothing is killed.</summary>
    /// <returns>Why the child was ended, null where it was not, and the most memory that was seen.</returns>
    public (RunEnding? KilledFor, long Peak) End()
    {
        lock (_gate)
        {
            _server = null;
            return (_killedFor, _peak);
        }
    }

    public void Dispose()
    {
        _isDisposed.Set();
        _thread.Join();
        _isDisposed.Dispose();
    }

    private void Work()
    {
        while (!_isDisposed.WaitOne(BetweenLooks))
        {
            lock (_gate)
            {
                if (_server is not null)
                    Look(_server);
            }
        }
    }

    private void Look(ForkServer server)
    {
        var elapsed = _time.GetElapsedTime(_started);
        if (_killedFor is not null)
        {
            if (elapsed > _wall + ToDie || _cancellation.IsCancellationRequested)
                server.Kill();
            return;
        }
        _peak = Math.Max(_peak, server.ChildMemory);
        _killedFor = _cancellation.IsCancellationRequested || elapsed > _wall ? RunEnding.TimedOut : _peak > _memory ? RunEnding.OverMemory : null;
        if (_killedFor is not null)
            server.EndChild();
    }
}
