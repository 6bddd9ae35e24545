using System.Globalization;

namespace Leadglass.Exposure.Targets;

/// <summary>The ports that are tried when none are named, why, and which first words each deserves.</summary>
public static class PortList
{
    /// <summary>The most ports one run may try on an address.</summary>
    public const int MaxPorts = 256;

    /// <summary>Default ports with the reason for each, DICOM first.</summary>
    public static IReadOnlyList<(int Port, string Reason)> DefaultPorts { get; } =
    [
        (104, "well-known DICOM port (PS3.8 §9.1.1)"),
        (11112, "registered DICOM port (PS3.8 §9.1.1)"),
        (4242, "Orthanc's default"),
        (5678, "Conquest's default"),
        (8104, "common second DICOM port of archives"),
        (2762, "DICOM over TLS (PS3.15 B.12)"),
        (2761, "DICOM over ISCL, retired; some still listen"),
        (8042, "Orthanc's web server"),
        (8080, "dcm4chee-arc and other web servers"),
        (80, "web server in clear text"),
        (443, "web server over TLS"),
        (8443, "dcm4chee-arc over TLS"),
    ];

    private static readonly Dictionary<int, string> Harmful = new()
    {
        [515] = "a line printer (LPD) prints what it receives",
        [9100] = "a printer prints what it receives",
        [9101] = "a printer prints what it receives",
        [9102] = "a printer prints what it receives",
        [9103] = "a printer prints what it receives",
    };

    /// <summary>Reads a list such as <c>104,11112,8000-8010</c>.</summary>
    /// <param name="text">Ports and ranges separated by commas.</param>
    /// <param name="ports">The ports in the given order, each once.</param>
    /// <param name="error">What is wrong, when the result is <see langword="false"/>.</param>
    public static bool TryParse(string text, out IReadOnlyList<int> ports, out string error)
    {
        var found = new List<int>();
        ports = found;
        error = "";
        foreach (var part in text.Split(',', StringSplitOptions.TrimEntries))
        {
            var dash = part.IndexOf('-', StringComparison.Ordinal);
            var (from, to) = dash < 0 ? (part, part) : (part[..dash], part[(dash + 1)..]);
            if (!TryParsePort(from, out var first) || !TryParsePort(to, out var last) || last < first)
            {
                error = $"'{part}' is not a port (1 to 65535) or a range of ports";
                return false;
            }

            for (var port = first; port <= last; port++)
            {
                if (Harmful.TryGetValue(port, out var harm))
                {
                    error = $"port {port} is never touched: {harm}";
                    return false;
                }

                if (!found.Contains(port))
                    found.Add(port);
                if (found.Count > MaxPorts)
                {
                    error = $"more than {MaxPorts} ports: name those that matter";
                    return false;
                }
            }
        }

        return true;
    }

    internal static bool TryParsePort(string text, out int port) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out port) && port is > 0 and <= 65535;
}
