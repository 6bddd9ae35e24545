using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace Leadglass.Fuzzing.Web;

/// <summary>
/// An exchange written down, so that it can be kept, read by a person, changed in an editor and sent again. One thing a line, in ASCII; what is not printable is
/// escaped (<c>\r</c>, <c>\n</c>, <c>\\</c>, <c>\xHH</c>). A <c>method</c> line begins a request.
/// </summary>
/// <example>
/// <code>
/// leadglass-http 1
/// send whole
/// method GET
/// target {base}/studies?limit=1
/// version HTTP/1.1
/// header Host: {host}
/// text x3 [
/// bytes AAEC
/// </code>
/// </example>
public static class ExchangeText
{
    private const string FirstLine = "leadglass-http 1";
    private const string Sent = "send";
    private const string Method = "method";
    private const string Target = "target";
    private const string Version = "version";
    private const string Header = "header";
    private const string Text = "text";
    private const string Binary = "bytes";

    // The whole of a body in base64, with room for the rest.
    private const int MostText = HttpExchange.MostSent * 4;

    /// <summary>Writes an exchange.</summary>
    /// <param name="exchange">The exchange.</param>
    public static byte[] Write(HttpExchange exchange)
    {
        ArgumentNullException.ThrowIfNull(exchange);
        var text = new StringBuilder().Append(FirstLine).Append('\n').Append(Sent).Append(' ').Append(exchange.Delivery.ToString().ToLowerInvariant()).Append('\n');
        foreach (var request in exchange.Requests)
        {
            Line(text, Method, request.Method);
            Line(text, Target, request.Target);
            Line(text, Version, request.Version);
            foreach (var header in request.Headers)
                Line(text, Header, header);
            foreach (var part in request.Body)
                Body(text, part);
        }
        return Encoding.ASCII.GetBytes(text.ToString());
    }

    /// <summary>Reads an exchange.</summary>
    /// <param name="bytes">What was written.</param>
    /// <param name="error">What is wrong, with the line, when the result is null.</param>
    public static HttpExchange? Read(ReadOnlySpan<byte> bytes, out string error)
    {
        error = "";
        if (bytes.Length > MostText)
        {
            error = $"longer than {MostText >> 20} MiB";
            return null;
        }
        var lines = Encoding.Latin1.GetString(bytes).Split('\n');
        if (lines[0].TrimEnd('\r') != FirstLine)
        {
            error = $"line 1: no exchange; the first line of one is {FirstLine}";
            return null;
        }
        var delivery = Delivery.Whole;
        var requests = new List<WrittenRequest>();
        for (var i = 1; i < lines.Length; i++)
        {
            var line = lines[i].TrimEnd('\r');
            if (line.Length == 0)
                continue;
            var space = line.IndexOf(' ', StringComparison.Ordinal);
            var (word, rest) = space < 0 ? (line, "") : (line[..space], line[(space + 1)..]);
            if (!(word == Sent ? requests.Count == 0 && Enum.TryParse(rest, ignoreCase: true, out delivery) && Enum.IsDefined(delivery) : TryRead(word, rest, requests)))
            {
                error = $"line {i + 1}: not understood: {word}";
                return null;
            }
        }
        var exchange = new HttpExchange(delivery, requests);
        if (requests.Count is 0 or > HttpExchange.MostRequests)
            error = $"an exchange has 1 to {HttpExchange.MostRequests} requests";
        else if (exchange.Length > HttpExchange.MostSent)
            error = $"more than {HttpExchange.MostSent >> 20} MiB would be sent";
        return error.Length == 0 ? exchange : null;
    }

    private static bool TryRead(string word, string rest, List<WrittenRequest> requests)
    {
        if (word == Method)
        {
            requests.Add(new WrittenRequest(Unescaped(rest), "", "", new List<string>(), new List<BodyPart>()));
            return true;
        }
        if (requests.Count == 0)
            return false;
        switch (word)
        {
            case Target:
                requests[^1] = requests[^1] with { Target = Unescaped(rest) };
                return true;
            case Version:
                requests[^1] = requests[^1] with { Version = Unescaped(rest) };
                return true;
            case Header:
                ((List<string>)requests[^1].Headers).Add(Unescaped(rest));
                return true;
            case Text or Binary when Part(word, rest) is { } part:
                ((List<BodyPart>)requests[^1].Body).Add(part);
                return true;
            default:
                return false;
        }
    }

    private static BodyPart? Part(string word, string rest)
    {
        var times = 1;
        // A text that itself begins like a number of times is written with x1 in front of it.
        if (rest.StartsWith('x') && rest.IndexOf(' ', StringComparison.Ordinal) is > 1 and var end
            && int.TryParse(rest.AsSpan(1, end - 1), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0)
            (times, rest) = (number, rest[(end + 1)..]);
        if (word == Text)
            return new BodyPart(Encoding.Latin1.GetBytes(Unescaped(rest)), times);
        var bytes = new byte[Base64.GetMaxDecodedFromUtf8Length(rest.Length)];
        return Convert.TryFromBase64String(rest, bytes, out var length) ? new BodyPart(bytes.AsMemory(0, length), times) : null;
    }

    private static void Body(StringBuilder text, BodyPart part)
    {
        var isText = part.Bytes.Length >= 8 * CountUnprintable(part.Bytes.Span);
        var rest = isText ? Escaped(Encoding.Latin1.GetString(part.Bytes.Span)) : Convert.ToBase64String(part.Bytes.Span);
        text.Append(isText ? Text : Binary).Append(' ');
        if (part.Times != 1 || rest.StartsWith('x'))
            text.Append('x').Append(part.Times).Append(' ');
        text.Append(rest).Append('\n');
    }

    private static void Line(StringBuilder text, string word, string value) => text.Append(word).Append(' ').Append(Escaped(value)).Append('\n');

    private static int CountUnprintable(ReadOnlySpan<byte> bytes)
    {
        var count = 0;
        foreach (var b in bytes)
            count += b is (>= 0x20 and <= 0x7E) or (byte)'\r' or (byte)'\n' ? 0 : 1;
        return count;
    }

    private static string Escaped(string value)
    {
        var text = new StringBuilder(value.Length);
        for (var i = 0; i < value.Length; i++)
        {
            var c = value[i];
            _ = c switch
            {
                '\\' => text.Append(@"\\"),
                '\r' => text.Append(@"\r"),
                '\n' => text.Append(@"\n"),
                // Editors take blanks at the end of a line away.
                ' ' when i == value.Length - 1 => text.Append(@"\x20"),
                >= ' ' and <= '~' => text.Append(c),
                _ => text.Append(CultureInfo.InvariantCulture, $@"\x{(int)c & 0xFF:X2}"),
            };
        }
        return text.ToString();
    }

    private static string Unescaped(string value)
    {
        if (!value.Contains('\\', StringComparison.Ordinal))
            return value;
        var text = new StringBuilder(value.Length);
        for (var i = 0; i < value.Length; i++)
        {
            if (value[i] != '\\' || i + 1 == value.Length)
            {
                text.Append(value[i]);
                continue;
            }
            i++;
            if (value[i] == 'x' && i + 2 < value.Length && byte.TryParse(value.AsSpan(i + 1, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code))
            {
                text.Append((char)code);
                i += 2;
            }
            else
            {
                text.Append(value[i] switch { 'r' => '\r', 'n' => '\n', var other => other });
            }
        }
        return text.ToString();
    }
}
