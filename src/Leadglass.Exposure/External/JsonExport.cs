using System.Net;
using System.Text.Json;
using Leadglass.Findings;
using Leadglass.Knowledge.Import;

namespace Leadglass.Exposure.External;

/// <summary>Tells which tool wrote an object, and reads the services in it. Members that are not known are ignored.</summary>
internal static class JsonExport
{
    private const int MostServices = 65_536;

    /// <summary>Reads one object.</summary>
    /// <returns>Its services, none where it lists none; <see langword="null"/> where nobody known writes such objects.</returns>
    public static List<Sighting>? Read(JsonElement root, SourceLocation where)
    {
        var sightings = root switch
        {
            _ when root.Member("ip_str") is not null || root.Member("matches") is not null => ShodanExport.Read(root, where),
            _ when root.Member("results")?.ValueKind == JsonValueKind.Array && root.Member("error") is not null => FofaExport.ReadAnswer(root, where),
            _ when CensysExport.Hosts(root) is { } hosts => hosts.SelectMany(host => CensysExport.Read(host, where)),
            _ when root.Member("ip") is null => null,
            _ when root.Member("ports")?.ValueKind == JsonValueKind.Array => Masscan(root, where),
            _ when root.Member("data")?.ValueKind == JsonValueKind.Object => ZgrabExport.Read(root, where),
            _ when root.Member("port")?.ValueKind == JsonValueKind.Object || (root.Member("timestamp") is not null && root.Member("port") is not null) => Naabu(root, where),
            _ when root.Member("port") is not null => FofaExport.ReadRow(root, where),
            _ => null,
        };
        return sightings?.Take(MostServices).ToList();
    }

    // { "ip": "192.0.2.1", "timestamp": "1700000000", "ports": [ {"port": 104, "proto": "tcp", "status": "open"} ] }
    private static IEnumerable<Sighting> Masscan(JsonElement root, SourceLocation where)
    {
        if (root.Address("ip") is not { } address)
            yield break;
        foreach (var item in root.Items("ports"))
        {
            if (item.Text("status") is "closed" || item.Port("port") is not { } port)
                continue;
            yield return new Sighting
            {
                Source = ExternalSource.Masscan,
                Where = where,
                Address = address,
                Port = port,
                Transport = item.Transport("proto"),
                Time = root.Time("timestamp"),
                Service = item.Member("service")?.Text("name"),
                Banner = item.Member("service")?.Text("banner"),
            };
        }
    }

    // { "host": "pacs.example", "ip": "192.0.2.1", "port": 104, "protocol": "tcp", "timestamp": … }; before 2.1: "port": {"Port": 104, "Protocol": 0}
    private static IEnumerable<Sighting> Naabu(JsonElement root, SourceLocation where)
    {
        if (root.Address("ip") is not { } address || (root.Port("port") ?? root.Member("port")?.Port("Port")) is not { } port)
            yield break;
        yield return new Sighting
        {
            Source = ExternalSource.Naabu,
            Where = where,
            Address = address,
            Port = port,
            Transport = root.Transport("protocol"),
            Time = root.Time("timestamp"),
            Names = root.Text("host") is { } host && !IPAddress.TryParse(host, out _) ? [host] : [],
        };
    }
}
