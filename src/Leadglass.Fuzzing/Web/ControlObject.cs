using System.Security.Cryptography;

namespace Leadglass.Fuzzing.Web;

/// <summary>An object that is stored before anything else and read back again and again: whether the service still has it as it was.</summary>
/// <param name="conversation">With the service.</param>
/// <param name="patience">How long one exchange may take.</param>
internal sealed class ControlObject(WebConversation conversation, TimeSpan patience)
{
    private const int Prefix = 128;

    private string? _expected;

    /// <summary>Stores it.</summary>
    /// <param name="cancellation">Ends it.</param>
    /// <returns>Whether the service hands it out; where it does not, nothing can be known.</returns>
    public async Task<bool> StoreAsync(CancellationToken cancellation)
    {
        await conversation.PlayAsync(WebSeeds.StoreControl, 0, patience, keepsAll: false, cancellation);
        _expected = FileIn(await ReadAsync(cancellation));
        return _expected is not null;
    }

    /// <summary>Reads it back. Where it is another one, it is stored again, so that the next difference is the work of another case.</summary>
    /// <param name="cancellation">Ends it.</param>
    /// <returns>Whether it is what it was; true where nothing can be known.</returns>
    public async Task<bool> IsKeptAsync(CancellationToken cancellation)
    {
        // Twice: an answer that was lost is no object that was lost.
        for (var look = 0; look < 2; look++)
        {
            if (_expected is null || await ReadAsync(cancellation) is not { Status: 200 or 404 or 410, IsComplete: true } answer || FileIn(answer) == _expected)
                return true;
        }
        await StoreAsync(cancellation);
        return false;
    }

    private async Task<HttpAnswer?> ReadAsync(CancellationToken cancellation) =>
        (await conversation.PlayAsync(WebSeeds.ReadControl, 0, patience, keepsAll: true, cancellation)).Answers is [var answer] ? answer : null;

    /// <summary>SHA-256 over the file in an answer; null where there is none.</summary>
    private static string? FileIn(HttpAnswer? answer) =>
        answer is { Status: 200, IsComplete: true } && FileIn(answer.Kept.Span) is { } file ? Convert.ToHexStringLower(SHA256.HashData(file)) : null;

    // The only part of the message, or the message itself: boundaries differ from answer to answer, the file must not.
    private static byte[]? FileIn(ReadOnlySpan<byte> body)
    {
        if (!body.StartsWith("--"u8) && !body.StartsWith("\r\n--"u8))
            return IsFile(body) ? body.ToArray() : null;
        var boundary = body[body.IndexOf("--"u8)..];
        boundary = boundary[..Math.Max(0, boundary.IndexOf((byte)'\r'))];
        var start = body.IndexOf("\r\n\r\n"u8) + 4;
        var end = body.LastIndexOf(boundary);
        return boundary.Length > 2 && start >= 4 && end > start + 2 && IsFile(body[start..(end - 2)]) ? body[start..(end - 2)].ToArray() : null;
    }

    private static bool IsFile(ReadOnlySpan<byte> bytes) => bytes.Length > Prefix && bytes[Prefix..].StartsWith("DICM"u8);
}
