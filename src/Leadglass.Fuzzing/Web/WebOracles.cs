using Leadglass.Fuzzing.Triage;

namespace Leadglass.Fuzzing.Web;

/// <summary>
/// Says whether what was seen of an exchange is a failure. A cause has the way of failing and the resource as its name, because a service says nothing more about itself.
/// </summary>
internal static class WebOracles
{
    private const int LargeBody = 64 * 1024;

    /// <summary>Judges an exchange.</summary>
    /// <param name="exchange">What was sent.</param>
    /// <param name="target">To whom.</param>
    /// <param name="seen">What came of it.</param>
    /// <param name="health">How the service is since.</param>
    /// <returns>The failure; null where there is none.</returns>
    public static Failure? Judge(HttpExchange exchange, WebTarget target, WebObservation seen, ServiceHealth health)
    {
        var answered = seen.Answers.Count(static answer => answer.IsComplete);
        // Where every request has its answer, the last one is meant.
        var resource = Resource.Of(exchange.Requests[Math.Min(answered, exchange.Requests.Count - 1)]);
        if (health == ServiceHealth.Gone)
            return new Failure(FailureKind.Quit, "the service is gone", Cwe.UncaughtException, resource);
        // A proxy in front answers in the place of a service that did not, whether that is back already or not. 503 may be the service's own word for being busy.
        var isSound = Soundness.Of(exchange, target);
        if (isSound && seen.Answers.Index().FirstOrDefault(static answer => answer.Item.Status is 502 or 504) is { Item: { } proxied, Index: var behind })
            return new Failure(FailureKind.Dropped, $"no answer behind a proxy ({proxied.Status})", Cwe.UncaughtException, Resource.Of(exchange.Requests[Math.Min(behind, exchange.Requests.Count - 1)]));
        if (health == ServiceHealth.CameBack)
            return new Failure(FailureKind.Quit, "the service went away and came back", Cwe.UncaughtException, resource);
        if (seen.Ending == ConnectionEnding.Flooded)
            return new Failure(FailureKind.Flood, $"more than {WebConversation.MostReceived >> 20} MiB of answers", Cwe.Amplification, resource);
        if (Shown(exchange, target, seen) is { } shown)
            return shown;
        if (!isSound)
            return null;
        if (seen.Ending == ConnectionEnding.Silent)
            return new Failure(FailureKind.Unanswered, "no answer", Cwe.EndlessLoop, resource);
        // After an answer a server may close, which leaves the requests behind it unanswered (RFC 9112 §9.6); and it may refuse a large body by closing while it comes.
        var isRefusal = seen.Sent > LargeBody && !seen.SentAll;
        var isCut = seen.Answers.Any(static answer => !answer.IsComplete);
        return seen.Ending is ConnectionEnding.Closed or ConnectionEnding.Reset && (answered == 0 || isCut) && !isRefusal
            ? new Failure(FailureKind.Dropped, isCut ? "half an answer" : "a closed connection instead of an answer", Cwe.UncaughtException, resource)
            : null;
    }

    /// <summary>What an exchange did to an object that was there before it.</summary>
    /// <param name="exchange">What was sent.</param>
    public static Failure Altered(HttpExchange exchange) =>
        new(FailureKind.Integrity, "an object that was there before is another one, or gone", Cwe.LifetimeControl, Resource.Of(exchange.Requests[0]));

    private static Failure? Shown(HttpExchange exchange, WebTarget target, WebObservation seen)
    {
        foreach (var (place, answer) in seen.Answers.Index())
        {
            if (answer.Status < 400 || answer.Kept.IsEmpty)
                continue;
            var request = exchange.Requests[Math.Min(place, exchange.Requests.Count - 1)];
            if (Disclosure.In(answer.Kept.Span, request.ToBytes(target)) is { } what)
                return new Failure(FailureKind.Disclosure, $"{answer.Status} shows {what}", Cwe.ErrorMessage, Resource.Of(request));
        }
        return null;
    }
}
