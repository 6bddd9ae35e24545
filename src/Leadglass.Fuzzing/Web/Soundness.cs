namespace Leadglass.Fuzzing.Web;

/// <summary>
/// Whether an exchange is sound as far as HTTP goes, so that a server owes it an answer whatever is in it: a well-formed head of moderate size, one host, a length
/// that is the length of the body, and a client that sends all of it. Source: RFC 9112 §3, §5, §6; RFC 3986 §3.3, §3.4.
/// </summary>
/// <remarks>Cautious: chunked bodies, upgrades and very long heads are legal, but servers may refuse them by closing; they do not count as sound.</remarks>
internal static class Soundness
{
    private const int LongestHead = 6000;
    private const int LongestTarget = 2000;
    private const int MostHeaders = 50;

    private static readonly string[] Unusual = ["Transfer-Encoding", "Content-Encoding", "Upgrade", "Expect", "Connection", "TE", "Trailer", "HTTP2-Settings", "X-HTTP-Method-Override"];

    public static bool Of(HttpExchange exchange, WebTarget target) =>
        exchange.Delivery is Delivery.Whole or Delivery.Pieces && exchange.Requests.All(request => IsSound(request, target));

    private static bool IsSound(WrittenRequest request, WebTarget target)
    {
        var head = request.HeadFor(target);
        var lines = head.Split("\r\n");
        // Line by line as a server sees it: a header with a line break inside is two.
        if (head.Length > LongestHead || lines.Length > MostHeaders || lines.Length != request.Headers.Count + 3)
            return false;
        var words = lines[0].Split(' ');
        if (words.Length != 3 || !IsToken(words[0]) || words[0].Length > 20 || words[2] != "HTTP/1.1" || !IsTarget(words[1]))
            return false;
        var headers = lines[1..^2];
        if (!headers.All(IsField) || headers.Any(static line => Unusual.Contains(NameOf(line), StringComparer.OrdinalIgnoreCase)))
            return false;
        var lengths = headers.Where(static line => NameOf(line).Equals("Content-Length", StringComparison.OrdinalIgnoreCase)).ToList();
        return headers.Count(line => line == $"Host: {target.Authority}") == 1
            && headers.Count(static line => NameOf(line).Equals("Host", StringComparison.OrdinalIgnoreCase)) == 1
            && (lengths.Count == 1 ? lengths[0] == $"Content-Length: {request.BodyLength}" : lengths.Count == 0 && request.BodyLength == 0);
    }

    private static bool IsField(string line) =>
        line.IndexOf(':', StringComparison.Ordinal) is > 0 and var colon && IsToken(line[..colon]) && line.Skip(colon + 1).All(static c => c is '\t' or (>= ' ' and <= '~'));

    private static bool IsToken(string text) => text.Length > 0 && text.All(static c => char.IsAsciiLetterOrDigit(c) || "!#$%&'*+-.^_`|~".Contains(c, StringComparison.Ordinal));

    private static bool IsTarget(string text)
    {
        if (!text.StartsWith('/') || text.Length > LongestTarget)
            return false;
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '%' ? i + 2 >= text.Length || !char.IsAsciiHexDigit(text[i + 1]) || !char.IsAsciiHexDigit(text[i + 2])
                : !char.IsAsciiLetterOrDigit(text[i]) && !"-._~!$&'()*+,;=:@/?".Contains(text[i], StringComparison.Ordinal))
                return false;
        }
        return true;
    }

    private static string NameOf(string line) => line.Split(':', 2)[0];
}
