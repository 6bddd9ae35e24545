namespace Leadglass.Fuzzing.Web;

/// <summary>What was seen of one exchange.</summary>
/// <param name="Ending">How the connection ended.</param>
/// <param name="Answers">The answers, in order; the last one may be cut.</param>
/// <param name="Sent">Bytes sent.</param>
/// <param name="SentAll">Whether all of them could be sent.</param>
/// <param name="Received">Bytes received.</param>
public sealed record WebObservation(ConnectionEnding Ending, IReadOnlyList<HttpAnswer> Answers, long Sent, bool SentAll, long Received)
{
    /// <summary>What the server did, in words that are the same where it means the same. Untrusted.</summary>
    public string Words => string.Join(", ", [.. Answers.Select(static answer => $"{answer.Status} {answer.MediaType}{(answer.IsComplete ? "" : " cut")}"), Ending.ToString().ToLowerInvariant()]);
}
