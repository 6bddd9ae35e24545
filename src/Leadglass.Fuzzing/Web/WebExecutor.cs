using Leadglass.Fuzzing.Execution;

namespace Leadglass.Fuzzing.Web;

/// <summary>
/// Plays exchanges that are written down with a service, one at a time, and asks a legal question after each that did not end in answers.
/// </summary>
/// <param name="target">The service.</param>
/// <param name="options">What is allowed.</param>
/// <param name="limits">What one exchange may cost: the clock, and the memory of a server that was started here.</param>
/// <param name="time">The clock.</param>
public sealed class WebExecutor(WebTarget target, WebOptions options, ExecutionLimits limits, TimeProvider time) : IExecutor
{
    /// <summary>The feature of a campaign in which an object that was there before was watched.</summary>
    internal const string Controlled = "an object that was stored before is read back after each case that stores";

    private const int Attempts = 4;

    // Who does not send everything is owed nothing: how long to wait for an answer all the same.
    private static readonly TimeSpan LeastUnowed = TimeSpan.FromMilliseconds(30);
    private static readonly TimeSpan MostUnowed = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan ToStart = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan BetweenStarts = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan ToDie = TimeSpan.FromMilliseconds(300);
    private static readonly TimeSpan BetweenAttempts = TimeSpan.FromMilliseconds(300);

    private readonly WebConversation _conversation = new(target, options.Rate, time);
    private ControlObject? _control;
    private bool _isControlled;
    private readonly OwnServer _own = new(options.Server);
    private bool _isHere;
    private bool _wasHere;
    private long _number = options.FirstNumber;
    private TimeSpan _usual = TimeSpan.FromMilliseconds(100);

    /// <inheritdoc/>
    public async Task<RunResult> RunAsync(ReadOnlyMemory<byte> input, CancellationToken cancellation)
    {
        if (ExchangeText.Read(input.Span, out var error) is not { } exchange)
            return new RunResult(RunEnding.NotStarted, 0, 0, error);
        if (exchange.Deletes || (exchange.Changes && !options.Stores))
            return new RunResult(RunEnding.NotStarted, 0, 0, exchange.Deletes ? "it would delete: that is never sent" : "it would store: allow it with --store");

        if (await NotReadyAsync(cancellation) is { } notReady)
            return notReady;
        var isSound = Soundness.Of(exchange, target);
        var started = time.GetTimestamp();
        var seen = await _conversation.PlayAsync(exchange, Interlocked.Increment(ref _number), isSound ? limits.Wall : Unowed(), keepsAll: false, cancellation);
        if (seen.Ending == ConnectionEnding.Answered)
            _usual = (_usual * 0.9) + (time.GetElapsedTime(started) * 0.1);
        var result = new RunResult(RunEnding.Exited, 0, 0, "")
        {
            Answer = seen.Words,
            Features = [.. seen.Answers.Zip(exchange.Requests, static (answer, request) => $"{Resource.Of(request)} {answer.Status}"), .. _isControlled ? [Controlled] : (string[])[]],
        };
        if (_own.Process is { } server && await EndOfAsync(server, seen.Ending is ConnectionEnding.Answered or ConnectionEnding.Silent ? TimeSpan.Zero : ToDie) is { } ended)
            return ended with { Answer = result.Answer, Features = result.Features, At = Resource.Of(exchange.Requests[^1]) };
        var health = seen.Ending == ConnectionEnding.Answered && !seen.Answers.Any(static answer => answer.IsOfProxy) ? ServiceHealth.Well : await AskAsync(seen.Ending == ConnectionEnding.Refused, cancellation);
        var failure = WebOracles.Judge(exchange, target, seen, health);
        if (failure is null && exchange.Changes && _control is { } control && !await control.IsKeptAsync(cancellation))
            failure = WebOracles.Altered(exchange);
        if (health != ServiceHealth.Well)
            Forget();
        return result with { Ending = health == ServiceHealth.Gone && !_own.IsOurs ? RunEnding.Gone : RunEnding.Exited, Failure = failure };
    }

    /// <summary>Ends a server that was started here, and what is left of connections.</summary>
    public void Dispose()
    {
        _conversation.Dispose();
        _own.Dispose();
    }

    /// <summary>How a server that was started here ended; null where it runs as it should.</summary>
    private async Task<RunResult?> EndOfAsync(ServerProcess server, TimeSpan patience)
    {
        var ended = await server.EndedAsync(patience, time);
        if (ended is null && server.Memory is var memory && memory > limits.Memory)
            ended = new RunResult(RunEnding.OverMemory, 0, memory, "");
        if (ended is not null)
            Forget();
        return ended;
    }

    /// <summary>The next case starts the server again where it is ours; whatever it held then may be gone.</summary>
    private void Forget()
    {
        _own.Stop();
        (_isHere, _control) = (false, null);
    }

    private TimeSpan Unowed()
    {
        var patience = _usual * 10;
        var most = MostUnowed < limits.Wall ? MostUnowed : limits.Wall;
        return patience > most ? most : patience < LeastUnowed ? LeastUnowed : patience;
    }

    /// <summary>Why no case can be run; null where one can. Before the first one the object that is watched is stored.</summary>
    private async Task<RunResult?> NotReadyAsync(CancellationToken cancellation)
    {
        if (!_isHere && await StartedAsync(cancellation) is { } reason)
            return new RunResult(_wasHere && !_own.IsOurs ? RunEnding.Gone : RunEnding.NotStarted, 0, 0, reason);
        (_isHere, _wasHere) = (true, true);
        if (options.Stores && _control is null)
        {
            _control = new ControlObject(_conversation, limits.Wall);
            _isControlled = await _control.StoreAsync(cancellation);
        }
        return null;
    }

    /// <summary>Why what answers is no DICOMweb service: nothing but its refusals would be tested, and the evidence would say that it is sound. Null where it may be one.</summary>
    private async Task<string?> StrangerAsync(WebObservation seen, CancellationToken cancellation)
    {
        if (Knows(seen))
            return null;
        foreach (var seed in WebSeeds.All(stores: false))
        {
            if (Knows(await _conversation.PlayAsync(ExchangeText.Read(seed.Bytes.Span, out _)!, 0, limits.Wall, keepsAll: false, cancellation)))
                return null;
        }
        return $"{target.Url}: no question that a DICOMweb service answers was answered with success ({seen.Words}): name its base, such as http://HOST:8042/dicom-web";

        static bool Knows(WebObservation seen) => seen.Answers.Any(static answer => answer.Status is (>= 200 and < 300) or 401 or 403);
    }

    /// <summary>Starts the server where it is ours to start, and waits until it answers; says why it does not.</summary>
    private async Task<string?> StartedAsync(CancellationToken cancellation)
    {
        if (_own.Start().Error is { } error)
            return error;
        var started = time.GetTimestamp();
        while (true)
        {
            var seen = await _conversation.PlayAsync(WebSeeds.Liveness, 0, limits.Wall, keepsAll: false, cancellation);
            if (HasAnswered(seen))
                return _wasHere ? null : await StrangerAsync(seen, cancellation);
            if (_own.Process is not { } server || time.GetElapsedTime(started) > ToStart)
                return $"{target.Url} does not answer in HTTP ({seen.Words})";
            if (await server.EndedAsync(BetweenStarts, time) is { } ended)
                return $"the server ended with {ended.Code}: {ended.Errors.Split('\n', 2)[0]}";
        }
    }

    private async Task<ServiceHealth> AskAsync(bool wasAway, CancellationToken cancellation)
    {
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            if (attempt > 0)
                await Task.Delay(BetweenAttempts, time, cancellation);
            var seen = await _conversation.PlayAsync(WebSeeds.Liveness, 0, limits.Wall, keepsAll: false, cancellation);
            if (HasAnswered(seen))
                return wasAway ? ServiceHealth.CameBack : ServiceHealth.Well;
            wasAway |= seen.Ending == ConnectionEnding.Refused || seen.Answers.Any(static answer => answer.IsOfProxy);
        }
        return ServiceHealth.Gone;
    }

    private static bool HasAnswered(WebObservation seen) => seen.Answers is [{ Status: > 0, IsOfProxy: false }, ..];
}
