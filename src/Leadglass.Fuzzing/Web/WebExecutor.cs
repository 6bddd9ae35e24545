using System.Net;
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
    private const int Attempts = 4;

    private static readonly TimeSpan BetweenAttempts = TimeSpan.FromMilliseconds(300);

    private readonly WebConversation _conversation = new(target, options.Rate, time);
    private long _number = options.FirstNumber;

    /// <summary>Who does not send everything is owed nothing: how long to wait for an answer all the same.</summary>
    private readonly TimeSpan _unowed = IPAddress.IsLoopback(target.EndPoint.Address) ? TimeSpan.FromMilliseconds(100) : TimeSpan.FromSeconds(1);

    /// <inheritdoc/>
    public async Task<RunResult> RunAsync(ReadOnlyMemory<byte> input, CancellationToken cancellation)
    {
        if (ExchangeText.Read(input.Span, out var error) is not { } exchange)
            return new RunResult(RunEnding.NotStarted, 0, 0, error);
        if (exchange.Deletes || (exchange.Changes && !options.Stores))
            return new RunResult(RunEnding.NotStarted, 0, 0, exchange.Deletes ? "it would delete: that is never sent" : "it would store: allow it with --store");

        var isSound = Soundness.Of(exchange, target);
        var patience = isSound || limits.Wall < _unowed ? limits.Wall : _unowed;
        var seen = await _conversation.PlayAsync(exchange, Interlocked.Increment(ref _number), patience, keepsAll: false, cancellation);
        var health = seen.Ending == ConnectionEnding.Answered ? ServiceHealth.Well : await AskAsync(seen.Ending == ConnectionEnding.Refused, cancellation);
        return new RunResult(health == ServiceHealth.Gone ? RunEnding.Gone : RunEnding.Exited, 0, 0, "")
        {
            Answer = seen.Words,
            Features = [.. seen.Answers.Zip(exchange.Requests, static (answer, request) => $"{Resource.Of(request)} {answer.Status}")],
            Failure = WebOracles.Judge(exchange, target, seen, health),
        };
    }

    /// <summary>Whether the service answers a question that can match nobody.</summary>
    /// <param name="cancellation">Ends it.</param>
    /// <returns>What it answered; null where it did not.</returns>
    public async Task<WebObservation?> GreetAsync(CancellationToken cancellation)
    {
        var seen = await _conversation.PlayAsync(WebSeeds.Liveness, 0, limits.Wall, keepsAll: false, cancellation);
        return seen.Answers is [{ Status: > 0 }, ..] ? seen : null;
    }

    /// <summary>Ends what is left of connections.</summary>
    public void Dispose() => _conversation.Dispose();

    private async Task<ServiceHealth> AskAsync(bool wasRefused, CancellationToken cancellation)
    {
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            if (attempt > 0)
                await Task.Delay(BetweenAttempts, time, cancellation);
            var seen = await _conversation.PlayAsync(WebSeeds.Liveness, 0, limits.Wall, keepsAll: false, cancellation);
            if (seen.Answers is [{ Status: > 0 }, ..])
                return wasRefused ? ServiceHealth.CameBack : ServiceHealth.Well;
            wasRefused |= seen.Ending == ConnectionEnding.Refused;
        }
        return ServiceHealth.Gone;
    }
}
