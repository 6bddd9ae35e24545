using Leadglass.Fuzzing.Execution;

namespace Leadglass.Fuzzing.Web;

/// <summary>
/// Plays exchanges that are written down with a service, one at a time, and asks a legal question after each that did not end in answers.
/// </summary>
/// <param name="target">The service.</param>
/// <param name="options">What is allowed.</param>
/// <param name="limits">What one exchange may cost: only the clock counts.</param>
/// <param name="time">The clock.</param>
public sealed class WebExecutor(WebTarget target, WebOptions options, ExecutionLimits limits, TimeProvider time) : IExecutor
{
    /// <summary>The feature of a campaign in which an object that was there before was watched.</summary>
    internal const string Controlled = "an object that was stored before is read back after each case that stores";

    private const int Attempts = 4;

    // Who does not send everything is owed nothing: how long to wait for an answer all the same.
    private static readonly TimeSpan LeastUnowed = TimeSpan.FromMilliseconds(30);
    private static readonly TimeSpan MostUnowed = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan BetweenAttempts = TimeSpan.FromMilliseconds(300);

    private readonly WebConversation _conversation = new(target, options.Rate, time);
    private ControlObject? _control;
    private bool _isControlled;
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
        var health = seen.Ending == ConnectionEnding.Answered && !seen.Answers.Any(static answer => answer.IsOfProxy) ? ServiceHealth.Well : await AskAsync(seen.Ending == ConnectionEnding.Refused, cancellation);
        _isHere = health != ServiceHealth.Gone;
        var failure = WebOracles.Judge(exchange, target, seen, health);
        if (failure is null && exchange.Changes && _control is { } control && !await control.IsKeptAsync(cancellation))
            failure = WebOracles.Altered(exchange);
        return new RunResult(health == ServiceHealth.Gone ? RunEnding.Gone : RunEnding.Exited, 0, 0, "")
        {
            Answer = seen.Words,
            Features = [.. seen.Answers.Zip(exchange.Requests, static (answer, request) => $"{Resource.Of(request)} {answer.Status}"), .. _isControlled ? [Controlled] : (string[])[]],
            Failure = failure,
        };
    }

    /// <summary>Ends what is left of connections.</summary>
    public void Dispose() => _conversation.Dispose();

    private TimeSpan Unowed()
    {
        var patience = _usual * 10;
        var most = MostUnowed < limits.Wall ? MostUnowed : limits.Wall;
        return patience > most ? most : patience < LeastUnowed ? LeastUnowed : patience;
    }

    /// <summary>Why no case can be run; null where one can. Before the first one the object that is watched is stored.</summary>
    private async Task<RunResult?> NotReadyAsync(CancellationToken cancellation)
    {
        if (!_isHere)
        {
            var seen = await _conversation.PlayAsync(WebSeeds.Liveness, 0, limits.Wall, keepsAll: false, cancellation);
            _isHere = HasAnswered(seen);
            if (!_isHere)
                return new RunResult(_wasHere ? RunEnding.Gone : RunEnding.NotStarted, 0, 0, $"{target.Url} does not answer in HTTP ({seen.Words})");
            _wasHere = true;
        }
        if (options.Stores && _control is null)
        {
            _control = new ControlObject(_conversation, limits.Wall);
            _isControlled = await _control.StoreAsync(cancellation);
        }
        return null;
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
