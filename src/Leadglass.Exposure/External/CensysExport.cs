using System.Net;
using System.Text.Json;
using Leadglass.Findings;
using Leadglass.Knowledge.Import;

namespace Leadglass.Exposure.External;

/// <summary>Hosts of Censys: of its search (<c>services[].service_name</c>) and of its platform (<c>services[].protocol</c>), alone or in an answer.</summary>
internal static class CensysExport
{
    private const int MostTexts = 32;

    /// <summary>The hosts in an object; <see langword="null"/> where it is not of Censys.</summary>
    public static IReadOnlyList<JsonElement>? Hosts(JsonElement root)
    {
        if (IsHost(root))
            return [root];
        if ((root.Member("host") ?? root.Member("host_v1")?.Member("resource") ?? root.Member("resource")) is { } wrapped && IsHost(wrapped))
            return [wrapped];
        var answer = root.Member("result") ?? root;
        return answer.Member("hits")?.ValueKind == JsonValueKind.Array ? [.. answer.Items("hits").SelectMany(hit => Hosts(hit) ?? [])]
            : IsHost(answer) ? [answer] : null;
    }

    public static IEnumerable<Sighting> Read(JsonElement host, SourceLocation where)
    {
        if (host.Address("ip") is not { } address)
            yield break;
        foreach (var service in host.Items("services"))
        {
            if (service.Port("port") is not { } port)
                continue;
            var software = service.Items("software").FirstOrDefault(one => one.Text("product") is not null);
            yield return new Sighting
            {
                Source = ExternalSource.Censys,
                Where = where,
                Address = address,
                Port = port,
                Transport = service.Transport("transport_protocol"),
                Time = service.Time("observed_at") ?? service.Time("scan_time") ?? host.Time("last_updated_at"),
                Service = service.Text("service_name") ?? service.Text("extended_service_name") ?? service.Text("protocol"),
                Product = software.Text("product"),
                Version = software.Text("version"),
                Names = [.. (host.Member("dns")?.Texts("names") ?? []).Where(name => !IPAddress.TryParse(name, out _)).Take(MostTexts)],
                Organisation = host.Member("autonomous_system")?.Text("name"),
                Banner = service.Text("banner"),
                Title = service.Member("http")?.Member("response")?.Text("html_title"),
                Tags = [.. service.Texts("labels").Concat(host.Texts("labels")).Distinct(StringComparer.Ordinal).Take(MostTexts)],
            };
        }
    }

    private static bool IsHost(JsonElement element) => element.Member("ip") is not null && element.Member("services")?.ValueKind == JsonValueKind.Array;
}
