using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Leadglass.Exposure.Targets;

/// <summary>Reads targets as people write them: host, host:port, address, network, a file of them.</summary>
public static class TargetParser
{
    /// <summary>The most addresses one network may have: a /16 of IPv4, a /112 of IPv6.</summary>
    public const int MaxNetworkBits = 16;

    private const int IdeographicFullStop = 0x3002;     // separates labels as a dot does (RFC 3490 §3.1)

    /// <summary>Reads every argument and collects every error, so that a person can mend all of them at once.</summary>
    /// <param name="arguments">Targets; <c>@file</c> reads one a line, with <c>#</c> comments.</param>
    /// <param name="readFile">Opens a list by its path; the caller decides where files come from.</param>
    public static TargetList ParseAll(IEnumerable<string> arguments, Func<string, TextReader> readFile)
    {
        var requests = new List<TargetRequest>();
        var errors = new List<string>();
        foreach (var argument in arguments)
        {
            if (argument.StartsWith('@'))
                ParseFile(argument[1..], readFile, requests, errors);
            else if (TryParse(argument, out var request, out var error))
                requests.Add(request!);
            else
                errors.Add(error);
        }

        return new TargetList(requests, errors, []);
    }

    /// <summary>Reads one target.</summary>
    /// <param name="text">For example <c>pacs1</c>, <c>pacs1:104</c>, <c>10.0.0.0/24</c>, <c>10.0.0.0/24:104</c>, <c>[fd00::1]:104</c>.</param>
    /// <param name="request">The target, when the result is <see langword="true"/>.</param>
    /// <param name="error">What is wrong and what to write instead, otherwise.</param>
    public static bool TryParse(string text, out TargetRequest? request, out string error)
    {
        request = null;
        var trimmed = text.Trim();
        if (trimmed.Contains("://", StringComparison.Ordinal))
            return Refuse($"'{text}' is a URL: write host:port instead", out error);

        if (!TrySplitPort(trimmed, out var host, out var ports, out error))
            return false;

        if (host.Contains('/', StringComparison.Ordinal))
            return TryParseNetwork(text, host, ports, out request, out error);

        if (LooksLikeIPv4(host) || host.Contains(':', StringComparison.Ordinal))
        {
            if (!TryParseAddress(host, out var address))
                return Refuse($"'{host}' is not an IP address", out error);
            request = new TargetRequest(trimmed, new IPNetwork(address, address.GetAddressBytes().Length * 8), null, ports);
            return true;
        }

        if (!TryParseName(host, out var name))
            return Refuse($"'{text}' is neither a host name, an address nor a network", out error);
        request = new TargetRequest(trimmed, null, name, ports);
        return true;
    }

    private static void ParseFile(string path, Func<string, TextReader> readFile, List<TargetRequest> requests, List<string> errors)
    {
        if (path.Length == 0)
        {
            errors.Add("'@' must be followed by the name of a file");
            return;
        }

        try
        {
            using var reader = readFile(path);
            for (var number = 1; reader.ReadLine() is { } line; number++)
            {
                var comment = line.IndexOf('#', StringComparison.Ordinal);
                var target = (comment < 0 ? line : line[..comment]).Trim().Trim('\uFEFF');
                if (target.Length == 0)
                    continue;
                if (TryParse(target, out var request, out var error))
                    requests.Add(request!);
                else
                    errors.Add($"{path}:{number}: {error}");
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            errors.Add($"cannot read the list of targets: {e.Message}");
        }
    }

    private static bool TrySplitPort(string text, out string host, out IReadOnlyList<int>? ports, out string error)
    {
        (host, ports, error) = (text, null, "");
        string? portText = null;
        if (text.StartsWith('['))
        {
            var close = text.IndexOf(']', StringComparison.Ordinal);
            if (close < 0 || (close + 1 < text.Length && text[close + 1] != ':'))
                return Refuse($"'{text}': write an IPv6 address with a port as [address]:port", out error);
            host = text[1..close];
            if (!host.Contains(':', StringComparison.Ordinal))
                return Refuse($"'{text}': brackets enclose IPv6 addresses only", out error);
            portText = close + 1 < text.Length ? text[(close + 2)..] : null;
        }
        else if (text.IndexOf(':', StringComparison.Ordinal) is >= 0 and var colon && text.LastIndexOf(':') == colon)
        {
            host = text[..colon];
            portText = text[(colon + 1)..];
        }

        if (portText is null)
            return true;
        if (!PortList.TryParse(portText, out var list, out var wrong))
            return Refuse($"'{text}': {wrong}", out error);
        ports = list;
        return true;
    }

    private static bool TryParseNetwork(string text, string host, IReadOnlyList<int>? ports, out TargetRequest? request, out string error)
    {
        request = null;
        error = "";
        var slash = host.IndexOf('/', StringComparison.Ordinal);
        if (!TryParseAddress(host[..slash], out var address)
            || !int.TryParse(host.AsSpan(slash + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var prefix)
            || prefix > address.GetAddressBytes().Length * 8)
        {
            return Refuse($"'{text}' is not a network: write it as address/bits, for example 10.20.0.0/24", out error);
        }

        var bits = (address.GetAddressBytes().Length * 8) - prefix;
        if (bits > MaxNetworkBits)
            return Refuse($"'{text}' has more than {1 << MaxNetworkBits:N0} addresses: check it in parts", out error);

        request = new TargetRequest(text.Trim(), new IPNetwork(Masked(address, prefix), prefix), null, ports);
        return true;
    }

    // IPAddress.Parse takes 10.1 for 10.0.0.1 and 010.0.0.1 for 8.0.0.1: a person means neither.
    private static bool TryParseAddress(string text, out IPAddress address)
    {
        if (!IPAddress.TryParse(text, out address!))
            return false;
        if (address.AddressFamily == AddressFamily.InterNetwork)
            return address.ToString() == text;
        if (address.IsIPv4MappedToIPv6)
            address = address.MapToIPv4();
        return true;
    }

    private static bool LooksLikeIPv4(string host) => host.Length > 0 && host.All(c => char.IsAsciiDigit(c) || c == '.');

    private static bool TryParseName(string host, out string name)
    {
        name = "";
        // The mapping encodes whatever it is given; marks that turn or hide text have no place in a name (RFC 5892 §2).
        if (host.EnumerateRunes().Any(rune => !IsNameRune(rune)))
            return false;
        try
        {
            // Letter case means nothing in a name, so it must not change the ASCII form either.
            name = new IdnMapping { UseStd3AsciiRules = false }.GetAscii(host.TrimEnd('.').ToLowerInvariant());
        }
        catch (ArgumentException)
        {
            return false;
        }

        return name.Length is > 0 and <= 253 && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '.' or '_') && !name.StartsWith('-');
    }

    private static bool IsNameRune(Rune rune) =>
        Rune.IsLetterOrDigit(rune) || rune.Value is '-' or '.' or '_' or IdeographicFullStop
        || Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;

    private static IPAddress Masked(IPAddress address, int prefix)
    {
        var bytes = address.GetAddressBytes();
        for (var bit = prefix; bit < bytes.Length * 8; bit++)
            bytes[bit / 8] &= (byte)~(0x80 >> (bit % 8));
        return new IPAddress(bytes);
    }

    private static bool Refuse(string reason, out string error)
    {
        error = reason;
        return false;
    }
}
