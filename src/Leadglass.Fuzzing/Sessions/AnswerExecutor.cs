using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using Leadglass.Fuzzing.Execution;
using Leadglass.Fuzzing.Seeds;

namespace Leadglass.Fuzzing.Sessions;

/// <summary>
/// Answers a client of DICOM, one case each time that it runs: whatever it asks is answered in good order, except what the case answers
/// otherwise. A client that is started here is watched as any other program; of one that somebody else runs only the connection is seen.
/// </summary>
/// <param name="target">The client, and where it connects to.</param>
/// <param name="limits">What a run of the client may cost.</param>
/// <param name="time">The clock.</param>
public sealed class AnswerExecutor(AnswerTarget target, ExecutionLimits limits, TimeProvider time) : IExecutor
{
    private const int MostConnections = 16;

    /// <summary>A client that somebody else runs is left after so many times what a run may cost, however much it asks.</summary>
    private const int LongestConversation = 4;

    private static readonly TimeSpan LeastPatience = TimeSpan.FromMilliseconds(250);

    /// <summary>A server may also speak before anybody asks: what it says to a connection, which is nothing where it is in good order.</summary>
    public static IReadOnlyList<Seed> Silence { get; } = [SeedOf(new SessionProgram([new StallStep(1)]) { To = SessionProgram.Connection })];

    private readonly CommandExecutor? _client = target.Client is { } client ? new CommandExecutor(client, limits, time) : null;
    private TcpListener? _listener;
    private TimeSpan? _slowest;
    private IPAddress? _unwelcome;

    /// <inheritdoc/>
    public async Task<RunResult> RunAsync(ReadOnlyMemory<byte> input, CancellationToken cancellation)
    {
        if (!SessionProgram.TryRead(input.Span, out var otherwise, out var error))
            return new RunResult(RunEnding.NotStarted, 0, 0, error);
        if (otherwise.To is null)
            return new RunResult(RunEnding.NotStarted, 0, 0, "not an answer: it does not say to what (\"to\")");
        return (await PlayAsync(otherwise, cancellation)).Run;
    }

    /// <summary>What the client asks, answered in good order: what cases are made of.</summary>
    /// <param name="cancellation">Ends it.</param>
    /// <returns>The answers, one to each kind of request; with why there are none, where there are none.</returns>
    public async Task<(IReadOnlyList<Seed> Answers, string? Refusal)> SurveyAsync(CancellationToken cancellation)
    {
        var (run, talks) = await PlayAsync(null, cancellation);
        if (run.Ending == RunEnding.NotStarted)
            return ([], run.Errors);
        var answers = talks.SelectMany(static talk => talk.InGoodOrder).Where(static answer => answer.Steps.Count > 0).DistinctBy(static answer => answer.To).ToList();
        if (answers.Count == 0)
        {
            var how = run.Ending switch
            {
                RunEnding.Exited => $"ended with exit code {run.Code}",
                RunEnding.Signalled => $"was ended by {Signals.NameOf(run.Code)}",
                _ => $"did not end within {limits.Wall.TotalSeconds} s",
            };
            var met = talks.Any(static talk => talk.MetNoTls) ? " (it connected, but no TLS session came about: it must speak TLS, and trust the certificate)" : "";
            return ([], $"the client{Unwelcome()} {how} and asked for no association at {target.Endpoint}{met}: {run.Errors.Split('\n', 2)[0]}");
        }
        return ([.. Silence, .. answers.Select(SeedOf)], null);
    }

    /// <summary>Stops listening.</summary>
    public void Dispose()
    {
        _listener?.Dispose();
        _listener = null;
        _client?.Dispose();
    }

    private async Task<(RunResult Run, IReadOnlyList<AnsweringConversation> Talks)> PlayAsync(SessionProgram? otherwise, CancellationToken cancellation)
    {
        var talks = new List<AnsweringConversation>();
        try
        {
            _listener ??= Listening(target.Endpoint);
        }
        catch (SocketException e)
        {
            return (new RunResult(RunEnding.NotStarted, 0, 0, $"cannot listen at {target.Endpoint}: {e.Message}"), talks);
        }
        RunResult run;
        if (_client is null)
        {
            if (await AcceptAsync(target.Waits, cancellation) is not { } socket)
                return (new RunResult(RunEnding.NotStarted, 0, 0, $"no client{Unwelcome()} connected to {target.Endpoint} within {target.Waits.TotalSeconds} s"), talks);
            using var late = new CancellationTokenSource(limits.Wall * LongestConversation, time);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, cancellation);
            await ServeAsync(socket, otherwise, talks, either.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            cancellation.ThrowIfCancellationRequested();
            run = new RunResult(RunEnding.Exited, 0, 0, "");
        }
        else
        {
            using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
            // What connected after the last run was over, or in it too often, is not of this one.
            while (_listener.Pending())
                (await _listener.AcceptSocketAsync(cancellation)).Dispose();
            var serving = ServeAllAsync(otherwise, talks, over.Token);
            run = await _client.RunAsync(ReadOnlyMemory<byte>.Empty, cancellation);
            await over.CancelAsync();
            await serving;
        }
        run = run with
        {
            At = talks.MaxBy(static talk => talk.SentAt)?.LastSent,
            Answer = $"{run.Ending} {run.Code}: {(talks.Count == 0 ? "no connection" : string.Join(" | ", talks.Select(static talk => talk.Answer)))}",
            Features = [.. talks.SelectMany(static talk => talk.Features).Distinct()],
        };
        return (run, talks);
    }

    /// <summary>Answers one run of the client: all its connections, at the same time where it has them at the same time.</summary>
    private async Task ServeAllAsync(SessionProgram? otherwise, List<AnsweringConversation> talks, CancellationToken cancellation)
    {
        var serving = new List<Task>();
        try
        {
            while (await AcceptAsync(Timeout.InfiniteTimeSpan, cancellation) is { } socket)
            {
                if (serving.Count < MostConnections)
                    serving.Add(ServeAsync(socket, otherwise, talks, cancellation));
                else
                    socket.Dispose();
            }
        }
        catch (OperationCanceledException)
        {
            // The client has ended.
        }
        await Task.WhenAll(serving).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private async Task ServeAsync(Socket socket, SessionProgram? otherwise, List<AnsweringConversation> talks, CancellationToken cancellation)
    {
        using var closing = socket;
        socket.NoDelay = true;
        QuickAcknowledgement.Arm(socket);
        await using var clear = new NetworkStream(socket, ownsSocket: false);
        await using var secure = target.Certificate is null ? null : new SslStream(clear);
        var talk = new AnsweringConversation((Stream?)secure ?? clear, socket, Patience(), time);
        // In the order in which they connected: the accepting loop comes here before it takes the next.
        lock (talks)
            talks.Add(talk);
        if (secure is not null && !await HandshakeAsync(secure, cancellation))
            talk.HasNoTls();
        else
            await talk.PlayAsync(otherwise, cancellation);
        lock (talks)
            _slowest = _slowest is { } known && known > talk.Slowest ? known : talk.Slowest;
    }

    /// <summary>
    /// How long a client may be silent. Many wait for an answer for ever, which is no fault that would have to be found case by case: the connection
    /// is closed, and only one that does not end then hangs.
    /// </summary>
    private TimeSpan Patience()
    {
        var most = limits.Wall / 2;
        var patience = _client is null || _slowest is not { } slowest ? most : slowest * 4;
        return patience < LeastPatience ? LeastPatience : patience > most ? most : patience;
    }

    /// <summary>The next connection of a client that may be answered; null where none comes in time.</summary>
    private async Task<Socket?> AcceptAsync(TimeSpan patience, CancellationToken cancellation)
    {
        using var late = new CancellationTokenSource(patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, cancellation);
        try
        {
            while (true)
            {
                var socket = await _listener!.AcceptSocketAsync(either.Token);
                if (socket.RemoteEndPoint is IPEndPoint { Address: var address } && target.Allows(address))
                    return socket;
                _unwelcome = (socket.RemoteEndPoint as IPEndPoint)?.Address;
                socket.Dispose();
            }
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return null;
        }
    }

    /// <summary>Says that somebody came who may not be answered.</summary>
    private string Unwelcome() => _unwelcome is null ? "" : $" that the scope allows to be answered ({_unwelcome} came, and is not named under 'intrusive')";

    /// <summary>Whether a client could be met inside TLS: one that does not trust the certificate, or speaks in clear, cannot.</summary>
    private async Task<bool> HandshakeAsync(SslStream secure, CancellationToken cancellation)
    {
        try
        {
            await secure.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificate = target.Certificate }, cancellation).WaitAsync(limits.Wall, time, cancellation);
            return true;
        }
        catch (Exception e) when (e is AuthenticationException or IOException or TimeoutException)
        {
            return false;
        }
    }

    private static Seed SeedOf(SessionProgram answer) => new($"to-{answer.To!.ToLowerInvariant()}", answer.ToBytes());

    private static TcpListener Listening(IPEndPoint endpoint)
    {
        var listener = new TcpListener(endpoint);
        listener.Start();
        return listener;
    }
}
