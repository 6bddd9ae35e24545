using System.Globalization;
using System.Net;
using System.Text.Json;
using Leadglass.Knowledge.Import;

namespace Leadglass.Exposure.External;

/// <summary>Addresses, ports and times as exports write them; what is of another shape is not there.</summary>
internal static class ExportValues
{
    private const long LastSecond = 253_402_300_799;   // the end of the year 9999

    public static IPAddress? Address(this JsonElement element, string name) =>
        element.Text(name) is { } text && IPAddress.TryParse(text, out var address) ? address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address : null;

    public static int? Port(this JsonElement element, string name) => element.Member(name)?.AsPort();

    public static int? AsPort(this JsonElement element)
    {
        var port = element.ValueKind switch
        {
            JsonValueKind.Number when element.TryGetInt32(out var number) => number,
            JsonValueKind.String when int.TryParse(element.AsText(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) => number,
            _ => 0,
        };
        return port is > 0 and <= 65535 ? port : null;
    }

    /// <summary>ISO 8601 or seconds since 1970; UTC where no zone is said.</summary>
    public static DateTimeOffset? Time(this JsonElement element, string name)
    {
        if (element.Text(name) is not { } text)
            return element.Number(name) is { } number and >= 0 and <= LastSecond ? Time((long)number) : null;
        if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds))
            return Time(seconds);
        return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time) ? time : null;
    }

    public static DateTimeOffset? Time(long seconds) => seconds is >= 0 and <= LastSecond ? DateTimeOffset.FromUnixTimeSeconds(seconds) : null;

    public static string Transport(this JsonElement element, string name) => string.Equals(element.Text(name), "udp", StringComparison.OrdinalIgnoreCase) ? "udp" : "tcp";
}
