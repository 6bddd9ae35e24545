using System.Net;
using System.Net.Sockets;

namespace Leadglass.TestKit;

/// <summary>A server on a free loopback port that plays a script on each connection and records what came.</summary>
public sealed class ScriptedPeer : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly Lock _lock = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly Socket _listener = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
    private readonly Action<PeerScript>[] _scripts;
    private readonly TimeProvider _time;
    private readonly List<(Socket Socket, RecordedConnection Record, Task Played)> _connections = [];
    private readonly Task _accepting;
    private TaskCompletionSource _accepted = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private ScriptedPeer(TimeProvider time, Action<PeerScript>[] scripts)
    {
        if (scripts.Length == 0)
            throw new ArgumentException("A peer needs at least one script.", nameof(scripts));
        _time = time;
        _scripts = scripts;
        _listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        _listener.Listen();
        EndPoint = (IPEndPoint)_listener.LocalEndPoint!;
        _accepting = AcceptAsync();
    }

    /// <summary>Where it listens.</summary>
    public IPEndPoint EndPoint { get; }

    /// <summary>The port of <see cref="EndPoint"/>.</summary>
    public int Port => EndPoint.Port;

    /// <summary>All connections so far, in the order in which they were accepted.</summary>
    public IReadOnlyList<RecordedConnection> Connections
    {
        get
        {
            lock (_lock)
                return [.. _connections.Select(connection => connection.Record)];
        }
    }

    /// <summary>The greatest number of connections that were open at the same time.</summary>
    public int MaximumSimultaneousConnections { get; private set; }

    /// <summary>Starts to listen.</summary>
    /// <param name="scripts">The first connection plays the first script, and so on; the last script serves all further connections.</param>
    /// <returns>The peer; dispose it to end every connection.</returns>
    public static ScriptedPeer Listen(params Action<PeerScript>[] scripts) => new(TimeProvider.System, scripts);

    /// <summary>Starts to listen, with a clock of the test's own.</summary>
    /// <param name="time">Gives the times in the record.</param>
    /// <param name="scripts">The first connection plays the first script, and so on; the last script serves all further connections.</param>
    /// <returns>The peer; dispose it to end every connection.</returns>
    public static ScriptedPeer Listen(TimeProvider time, params Action<PeerScript>[] scripts) => new(time, scripts);

    /// <summary>Waits until the first connections have come; they may still be open.</summary>
    /// <param name="count">Number of connections, at least 1.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <returns>The first <paramref name="count"/> connections.</returns>
    /// <exception cref="TimeoutException">They did not come within 30 seconds of each other.</exception>
    public async Task<IReadOnlyList<RecordedConnection>> AcceptedAsync(int count, CancellationToken cancellation)
    {
        await PlayedAsync(count, cancellation);
        return [.. Connections.Take(count)];
    }

    /// <summary>Waits until the first connections have come and ended.</summary>
    /// <param name="count">Number of connections.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <returns>The first <paramref name="count"/> connections.</returns>
    /// <exception cref="ScriptFailedException">One of them did not do what its script expected.</exception>
    /// <exception cref="TimeoutException">They did not come, or did not end, within 30 seconds.</exception>
    public async Task<IReadOnlyList<RecordedConnection>> EndedAsync(int count, CancellationToken cancellation)
    {
        for (var number = 1; number <= count; number++)
            await (await PlayedAsync(number, cancellation)).WaitAsync(Patience, cancellation);

        var ended = Connections.Take(count).ToArray();
        return ended.FirstOrDefault(connection => connection.Failure is not null) is { Failure: { } failure } ? throw failure : ended;
    }

    /// <summary>Stops listening and ends what is still open.</summary>
    /// <returns>Completed when all is closed. Failures of scripts are not reported here: <see cref="EndedAsync"/> does.</returns>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Dispose();
        await _accepting;
        foreach (var (_, _, played) in _connections)
            await played.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stop.Dispose();
    }

    private async Task<Task> PlayedAsync(int number, CancellationToken cancellation)
    {
        while (true)
        {
            Task accepted;
            lock (_lock)
            {
                if (_connections.Count >= number)
                    return _connections[number - 1].Played;
                accepted = _accepted.Task;
            }

            await accepted.WaitAsync(Patience, cancellation);
        }
    }

    private async Task AcceptAsync()
    {
        while (!_stop.IsCancellationRequested)
        {
            Socket socket;
            try
            {
                socket = await _listener.AcceptAsync(_stop.Token);
            }
            catch (Exception e) when (e is OperationCanceledException or SocketException && _stop.IsCancellationRequested)
            {
                // A cancelled accept ends in either of the two.
                return;
            }

            Play(socket);
        }
    }

    private void Play(Socket socket)
    {
        lock (_lock)
        {
            // Counted here and from the kernel: a script notices the end of its connection a moment after the fact,
            // and a client that goes from one connection straight to the next would seem to hold two.
            var open = 1 + _connections.Count(connection => connection.Record.EndedAt is null && OpenConnection.IsOpen(connection.Socket));
            MaximumSimultaneousConnections = Math.Max(MaximumSimultaneousConnections, open);

            var number = _connections.Count + 1;
            var script = new PeerScript();
            _scripts[Math.Min(number, _scripts.Length) - 1](script);
            var record = new RecordedConnection(number, socket.RemoteEndPoint, _time);
            _connections.Add((socket, record, new Conversation(socket, record, isServer: true).PlayAsync(script, _stop.Token)));
            _accepted.SetResult();
            _accepted = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }
}
