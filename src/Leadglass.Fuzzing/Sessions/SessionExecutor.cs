using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using Leadglass.Dicom.Network;
using Leadglass.Fuzzing.Execution;
using Leadglass.Fuzzing.Triage;

namespace Leadglass.Fuzzing.Sessions;

/// <summary>
/// Holds conversations with a server, one at a time, and looks after each that did not end in good order whether the server still runs and
/// still answers a verification as it did at first.
/// </summary>
/// <param name="target">The server.</param>
/// <param name="limits">What a conversation may cost: the clock, and the memory of a server that was started here.</param>
/// <param name="warmUp">How many conversations at first are known to be in good order: how long they take says how long to wait later.</param>
/// <param name="time">The clock.</param>
public sealed class SessionExecutor(SessionTarget target, ExecutionLimits limits, int warmUp, TimeProvider time) : IExecutor
{
    /// <summary>The feature of a conversation after which an object that was stored before was compared.</summary>
    public const string StoredObjectCompared = "stored object compared";

    /// <summary>A look after the server costs a conversation: after one in good order only so often.</summary>
    private const int BetweenLooks = 64;

    /// <summary>Conversations before a failure that may have to do with it.</summary>
    private const int MostRemembered = 4;

    private static readonly TimeSpan ToStart = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan ToDie = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan ToDieLater = TimeSpan.FromMilliseconds(300);
    private static readonly TimeSpan ToDieAtOnce = TimeSpan.FromMilliseconds(3);
    private static readonly TimeSpan BetweenTries = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan LeastPatience = TimeSpan.FromMilliseconds(60);

    private readonly SessionProgram _echo = SessionSeeds.Echo(target.Called, target.Calling);
    private readonly Queue<SessionProgram> _remembered = new();
    private readonly ControlObject _control = new();
    private readonly OwnServer _own = new(target.Server);
    private string? _expected;
    private bool _isControlled;
    private TimeSpan _slowest;
    private long _runs;
    private long _lastConnection;

    /// <inheritdoc/>
    public async Task<RunResult> RunAsync(ReadOnlyMemory<byte> input, CancellationToken cancellation)
    {
        if (!SessionProgram.TryRead(input.Span, out var program, out var error))
            return new RunResult(RunEnding.Exited, 0, 0, error) { Answer = "no conversation" };
        if (!target.Stores && program.Steps.Any(SessionGuard.Writes))
            return new RunResult(RunEnding.Exited, 0, 0, "") { Answer = "not sent: it would leave something behind" };
        // It died after its last conversation was over.
        if (_own.Process is { HasExited: true } dead && await dead.EndedAsync(TimeSpan.Zero, time) is { } ended)
            return Failed(ended, null);
        if (await ReadyAsync(cancellation) is { } reason)
            return new RunResult(RunEnding.NotStarted, 0, 0, reason);

        if (_remembered.Count == MostRemembered)
            _remembered.Dequeue();
        _remembered.Enqueue(program);
        var talks = new List<Conversation>();
        foreach (var connection in program.Connections())
        {
            var (talk, refusal) = await TalkAsync(connection, _runs < warmUp ? limits.Wall : Clamped(_slowest * 4), cancellation);
            if (talk is null)
                return await GoneAsync(talks.LastOrDefault(), refusal, cancellation);
            talks.Add(talk);
            if (talk.Slowest > _slowest)
                _slowest = talk.Slowest;
        }
        _runs++;
        var last = talks[^1];
        var stores = _isControlled && program.Steps.Any(SessionGuard.Writes);
        // Who aborts or rejects may be about to end, and would take the next conversation along.
        var isFine = last.WasReleased && !stores && _own.Process is not { HasExited: true } && _runs % BetweenLooks != 0;
        var failure = isFine ? null : await AfterwardsAsync(last, cancellation) ?? (stores ? await DamageAsync(last, cancellation) : null);
        return (failure ?? new RunResult(RunEnding.Exited, 0, 0, "")) with
        {
            Answer = string.Join(" | ", talks.Select(static talk => talk.Answer)),
            Features = [.. talks.SelectMany(static talk => talk.Features).Distinct(), .. stores ? (string[])[StoredObjectCompared] : []],
        };
    }

    /// <summary>Which services the server has, of those that conversations are made for.</summary>
    /// <param name="cancellation">Ends it.</param>
    /// <returns>The SOP classes that it accepts; with why it cannot be asked, where it cannot.</returns>
    public async Task<(IReadOnlySet<string> Accepted, string? Refusal)> SurveyAsync(CancellationToken cancellation)
    {
        var accepted = new HashSet<string>(StringComparer.Ordinal);
        if (await ReadyAsync(cancellation) is { } reason)
            return (accepted, reason);
        var (talk, refusal) = await TalkAsync(SessionSeeds.Survey(target.Called, target.Calling), limits.Wall, cancellation);
        foreach (var (id, result) in talk?.Contexts ?? [])
        {
            if (result == PresentationContextResultReason.Acceptance)
                accepted.Add(SessionSeeds.Services[(id - 1) / 2]);
        }
        // Of a server that lets nobody in, nothing but its refusal would be tested, and the evidence would say that it is sound.
        if (talk is { WasEnded: true, Contexts.Count: 0 })
            refusal = $"{target.Endpoint}: no association is accepted ({talk.Answer}): name the AE titles that it knows with --called and --calling";
        return (accepted, refusal);
    }

    /// <summary>Ends a server that was started here; the next conversation starts it again.</summary>
    public void Dispose()
    {
        Stop();
        _own.Dispose();
        // What was stored went with its folder.
        (_expected, _isControlled) = (null, false);
    }

    private void Stop()
    {
        _own.Stop();
        _remembered.Clear();
    }

    /// <summary>Starts the server where it does not run, and learns what it answers to a verification; says why that is not possible.</summary>
    private async Task<string?> ReadyAsync(CancellationToken cancellation)
    {
        var (isNew, error) = _own.Start();
        if (error is not null)
            return error;
        if (!isNew && _expected is not null)
            return null;
        var (echo, refusal) = await TalkAsync(_echo, limits.Wall, cancellation, isNew ? ToStart : TimeSpan.Zero);
        if (_own.Process is { } server && await server.EndedAsync(echo is null || _expected is not null ? ToDieAtOnce : ToDieLater, time) is { } ended)
        {
            Stop();
            var how = $"{(ended.Ending == RunEnding.Signalled ? Signals.NameOf(ended.Code) : $"exit code {ended.Code}")}: {ended.Errors.Split('\n', 2)[0]}";
            return echo is null
                ? $"the server ended with {how} (it runs in a folder of its own: name its files by their whole paths)"
                : $"the server ended with {how}, after a verification in good order";
        }
        if (echo is null)
            return $"{target.Endpoint}: {refusal}";
        if (!echo.SpeaksDicom)
            return $"{target.Endpoint}: no answer of DICOM to an association for verification ({echo.Answer})";
        if (target.Stores && _expected is null)
        {
            await TalkAsync(_control.Store(target), limits.Wall, cancellation);
            // Where it cannot be fetched there is nothing to compare: the evidence says that it was not watched.
            _isControlled = await ControlAsync(cancellation) is null;
        }
        _expected ??= echo.Answer;
        return null;
    }

    private TimeSpan Clamped(TimeSpan patience) => patience < LeastPatience ? LeastPatience : patience > limits.Wall ? limits.Wall : patience;

    /// <summary>What became of the server; null where nothing did.</summary>
    private async Task<RunResult?> AfterwardsAsync(Conversation talk, CancellationToken cancellation)
    {
        if (_own.Process is { } server)
        {
            if (await server.EndedAsync(talk.IsClosed ? ToDieAtOnce : TimeSpan.Zero, time) is { } ended)
                return Failed(ended, talk);
            if (server.Memory is var memory && memory > limits.Memory)
                return Failed(new RunResult(RunEnding.OverMemory, 0, memory, ""), talk);
            // A server that makes a process for each association lives on when that one dies: its last words are all there is.
            if (server.TakeSaid() is var said && ServerWords.AreLast(said))
                return Failed(new RunResult(RunEnding.Signalled, Signals.Abort, 0, said), talk);
        }
        string? heard = null;
        for (var i = 0; i < 2; i++)
        {
            // Once more after a while: it may have been at its limit of associations.
            if (i > 0)
                await Task.Delay(limits.Wall / 4, time, cancellation);
            var (echo, refusal) = await TalkAsync(_echo, limits.Wall, cancellation);
            if (echo is null)
                return await GoneAsync(talk, refusal, cancellation);
            if (_own.Process is { } running && await running.EndedAsync(ToDieAtOnce, time) is { } died)
                return Failed(died, talk);
            if (echo.Answer == _expected)
                return null;
            heard = echo.Answer;
        }
        return Failed(Goes($"to a verification it answers: {heard}; at first: {_expected}", new Failure(FailureKind.Hang, "verification is no longer answered as before", Cwe.UnlimitedConsumption, talk.LastSent)), talk);
    }

    /// <summary>What became of the control object; null where it is there as it was stored.</summary>
    private async Task<string?> ControlAsync(CancellationToken cancellation)
    {
        var instances = new List<byte[]>();
        var (talk, refusal) = await TalkAsync(ControlObject.Fetch(target), limits.Wall, cancellation, instances: instances);
        if (talk is null)
            return refusal;
        // Who refused to look has not said that it is gone: whether it still answers is asked elsewhere.
        return talk.Answer.Contains("C-GET-RSP 0000", StringComparison.Ordinal) ? _control.Difference(instances) : _isControlled ? null : "C-GET is not served";
    }

    private async Task<RunResult?> DamageAsync(Conversation talk, CancellationToken cancellation)
    {
        if (await ControlAsync(cancellation) is not { } damage)
            return null;
        var failure = Failed(Goes(damage, new Failure(FailureKind.Integrity, $"a stored object was damaged: {damage}", Cwe.ExternalControlOfData)), talk);
        // The next conversation shall find it whole again.
        if (await ReadyAsync(cancellation) is null)
            await TalkAsync(_control.Store(target), limits.Wall, cancellation);
        return failure;
    }

    /// <summary>It takes no connection: it ended, or is about to, or somebody else starts it again.</summary>
    private async Task<RunResult> GoneAsync(Conversation? talk, string? refusal, CancellationToken cancellation)
    {
        if (_own.Process is { } server && await server.EndedAsync(ToDie, time) is { } ended)
            return Failed(ended, talk);
        var (echo, still) = await TalkAsync(_echo, limits.Wall, cancellation, limits.Wall);
        // One that nobody here can start again is the end of the campaign.
        var isGone = echo is null && !_own.IsOurs;
        return Failed(
            new RunResult(isGone ? RunEnding.Gone : RunEnding.Quit, 0, 0, echo is null ? $"{still}" : $"{refusal}; later it was there again")
            {
                Failure = new Failure(FailureKind.Quit, "no more connections", Cwe.UncheckedCondition, talk?.LastSent),
            },
            talk);
    }

    /// <summary>A server that goes on, with what is wrong with it all the same.</summary>
    private static RunResult Goes(string said, Failure failure) => new(RunEnding.Exited, 0, 0, said) { Failure = failure };

    /// <summary>A failure, with what may have led to it; the server is started again for the next conversation.</summary>
    private RunResult Failed(RunResult result, Conversation? talk)
    {
        var row = SessionProgram.InARow(_remembered);
        Stop();
        return result with { At = talk?.LastSent, Culprit = row.ToBytes() };
    }

    private async Task<(Conversation? Talk, string? Refusal)> TalkAsync(SessionProgram program, TimeSpan patience, CancellationToken cancellation, TimeSpan toConnect = default, List<byte[]>? instances = null)
    {
        await PaceAsync(cancellation);
        var (socket, refusal) = await ConnectedAsync(toConnect, cancellation);
        if (socket is null)
            return (null, refusal);
        using (socket)
        {
            QuickAcknowledgement.Arm(socket);
            await using var clear = new NetworkStream(socket, ownsSocket: false);
            await using var secure = target.Tls ? new SslStream(clear) : null;
            if (secure is not null && await HandshakeAsync(secure, cancellation) is { } failed)
                return (null, failed);
            var talk = new Conversation((Stream?)secure ?? clear, socket, patience, time) { Instances = instances };
            await talk.PlayAsync(program, cancellation);
            return (talk, null);
        }
    }

    private async Task<string?> HandshakeAsync(SslStream secure, CancellationToken cancellation)
    {
        var options = new SslClientAuthenticationOptions { TargetHost = target.Endpoint.Address.ToString() };
#pragma warning disable CA5359 // What is sent is made up and broken: whoever listens learns nothing, and the certificate of a test system is rarely one that is trusted.
        options.RemoteCertificateValidationCallback = static (_, _, _, _) => true;
#pragma warning restore CA5359
        try
        {
            await secure.AuthenticateAsClientAsync(options, cancellation).WaitAsync(limits.Wall, time, cancellation);
            return null;
        }
        catch (Exception e) when (e is AuthenticationException or IOException or TimeoutException)
        {
            return $"no TLS: {e.Message}";
        }
    }

    private async Task<(Socket? Socket, string? Refusal)> ConnectedAsync(TimeSpan patience, CancellationToken cancellation)
    {
        var started = time.GetTimestamp();
        while (true)
        {
            var socket = new Socket(target.Endpoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            string refusal;
            try
            {
                await socket.ConnectAsync(target.Endpoint, cancellation).AsTask().WaitAsync(limits.Wall, time, cancellation);
                return (socket, null);
            }
            catch (Exception e) when (e is SocketException or TimeoutException)
            {
                socket.Dispose();
                refusal = e is SocketException ? e.Message : "no answer to the connection";
            }
            if (time.GetElapsedTime(started) >= patience || _own.Process is { HasExited: true })
                return (null, refusal);
            await Task.Delay(BetweenTries, time, cancellation);
        }
    }

    private async Task PaceAsync(CancellationToken cancellation)
    {
        if (target.Rate is { } rate && _lastConnection != 0 && TimeSpan.FromSeconds(1 / rate) - time.GetElapsedTime(_lastConnection) is { Ticks: > 0 } rest)
            await Task.Delay(rest, time, cancellation);
        _lastConnection = time.GetTimestamp();
    }
}
