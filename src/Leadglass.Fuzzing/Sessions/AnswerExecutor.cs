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

    private static readonly TimeSpan LeastPatience = TimeSpan.FromMilliseconds(250);

    /// <summary>A server may also speak before anybody asks: what it says to a connection, which is nothing where it is in good order.</summary>
    public static IReadOnlyList<Seed> Silence { get; } = [SeedOf(new SessionProgram([new StallStep(1)]) { To = SessionProgram.Connection })];

    private readonly CommandExecutor? _client = target.Client is { } client ? new CommandExecutor(client, limits, time) : null;
    private TcpListener? _listener;
    private TimeSpan? _slowest;

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
            return ([], $"the client {how} and asked for no association at {target.Endpoint}: {run.Errors.Split('\n', 2)[0]}");
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
            if (!await ServeOneAsync(otherwise, talks, target.Waits, cancellation))
                return (new RunResult(RunEnding.NotStarted, 0, 0, $"no client connected to {target.Endpoint} within {target.Waits.TotalSeconds} s"), talks);
            run = new RunResult(RunEnding.Exited, 0, 0, "");
        }
        else
        {
            using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
            var serving = ServeAllAsync(otherwise, talks, over.Token);
            run = await _client.RunAsync(ReadOnlyMemory<byte>.Empty, cancellation);
            await over.CancelAsync();
            await serving;
        }
        run = run with
        {
            At = talks.LastOrDefault()?.LastSent,
            Answer = $"{run.Ending} {run.Code}: {(talks.Count == 0 ? "no connection" : string.Join(" | ", talks.Select(static talk => talk.Answer)))}",
            Features = [.. talks.SelectMany(static talk => talk.Features).Distinct()],
        };
        return (run, talks);
    }

    private async Task ServeAllAsync(SessionProgram? otherwise, List<AnsweringConversation> talks, CancellationToken cancellation)
    {
        try
        {
            while (await ServeOneAsync(otherwise, talks, Timeout.InfiniteTimeSpan, cancellation))
            {
            }
        }
        catch (OperationCanceledException)
        {
            // The client has ended.
        }
    }

    /// <summary>Answers the next connection; false where none comes in time.</summary>
    private async Task<bool> ServeOneAsync(SessionProgram? otherwise, List<AnsweringConversation> talks, TimeSpan patience, CancellationToken cancellation)
    {
        var started = time.GetTimestamp();
        while (true)
        {
            using var socket = await AcceptAsync(patience == Timeout.InfiniteTimeSpan ? patience : patience - time.GetElapsedTime(started), cancellation);
            if (socket is null)
                return false;
            if (socket.RemoteEndPoint is not IPEndPoint { Address: var address } || !target.Allows(address) || talks.Count == MostConnections)
                continue;
            socket.NoDelay = true;
            QuickAcknowledgement.Arm(socket);
            await using var clear = new NetworkStream(socket, ownsSocket: false);
            await using var secure = target.Certificate is null ? null : new SslStream(clear);
            var talk = new AnsweringConversation((Stream?)secure ?? clear, socket, Patience(), time);
            if (secure is not null && !await HandshakeAsync(secure, cancellation))
                continue;
            talks.Add(talk);
            await talk.PlayAsync(otherwise, cancellation);
            if (_slowest is not { } known || talk.Slowest > known)
                _slowest = talk.Slowest;
            return true;
        }
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

    private async Task<Socket?> AcceptAsync(TimeSpan patience, CancellationToken cancellation)
    {
        using var late = new CancellationTokenSource(patience < TimeSpan.Zero && patience != Timeout.InfiniteTimeSpan ? TimeSpan.Zero : patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, cancellation);
        try
        {
            return await _listener!.AcceptSocketAsync(either.Token);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return null;
        }
    }

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
