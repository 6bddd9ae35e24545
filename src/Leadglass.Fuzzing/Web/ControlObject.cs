using System.Security.Cryptography;

namespace Leadglass.Fuzzing.Web;

/// <summary>An object that is stored before a campaign and read back after it: whether the service still has it as it was.</summary>
/// <param name="target">The service.</param>
/// <param name="options">What is allowed.</param>
/// <param name="patience">How long one exchange may take.</param>
/// <param name="time">The clock.</param>
public sealed class ControlObject(WebTarget target, WebOptions options, TimeSpan patience, TimeProvider time) : IDisposable
{
    private readonly WebConversation _conversation = new(target, options.Rate, time);

    /// <summary>Stores it.</summary>
    /// <param name="cancellation">Ends it.</param>
    /// <returns>What it is as the service hands it out, as SHA-256; null where it was not stored or cannot be read.</returns>
    public async Task<string?> StoreAsync(CancellationToken cancellation)
    {
        await _conversation.PlayAsync(WebSeeds.StoreControl, 0, patience, keepsAll: false, cancellation);
        return await ReadAsync(cancellation);
    }

    /// <summary>Reads it back.</summary>
    /// <param name="cancellation">Ends it.</param>
    /// <returns>SHA-256 over the file; null where it is not there.</returns>
    public async Task<string?> ReadAsync(CancellationToken cancellation)
    {
        var seen = await _conversation.PlayAsync(WebSeeds.ReadControl, 0, patience, keepsAll: true, cancellation);
        return seen.Answers is [{ Status: 200, IsComplete: true } answer] && FileIn(answer.Kept.Span) is { } file ? Convert.ToHexStringLower(SHA256.HashData(file)) : null;
    }

    /// <summary>Ends what is left of connections.</summary>
    public void Dispose() => _conversation.Dispose();

    // The only part of the message, or the message itself: boundaries differ from answer to answer, the file must not.
    private static byte[]? FileIn(ReadOnlySpan<byte> body)
    {
        if (!body.StartsWith("--"u8) && !body.StartsWith("\r\n--"u8))
            return body.Length > 0 ? body.ToArray() : null;
        var boundary = body[body.IndexOf("--"u8)..];
        boundary = boundary[..Math.Max(0, boundary.IndexOf((byte)'\r'))];
        var start = body.IndexOf("\r\n\r\n"u8) + 4;
        var end = body.LastIndexOf(boundary);
        return boundary.Length > 2 && start >= 4 && end > start + 2 ? body[start..(end - 2)].ToArray() : null;
    }
}
