using System.Text.Json;
using Leadglass.Findings;
using Leadglass.Knowledge.Import;

namespace Leadglass.Exposure.External;

/// <summary>Lines of zgrab2: an address, and under <c>data</c> what each module found there.</summary>
internal static class ZgrabExport
{
    // Lines of older versions do not name the port: then it is the module's default.
    private static readonly Dictionary<string, int> DefaultPorts = new(StringComparer.Ordinal)
    {
        ["ftp"] = 21,
        ["http"] = 80,
        ["modbus"] = 502,
        ["ssh"] = 22,
        ["telnet"] = 23,
        ["tls"] = 443,
    };

    public static IEnumerable<Sighting> Read(JsonElement root, SourceLocation where)
    {
        if (root.Address("ip") is not { } address || root.Member("data") is not { } data)
            yield break;
        foreach (var module in data.EnumerateObject().Where(module => module.Value.Text("status") == "success"))
        {
            var service = module.Value.Text("protocol") ?? module.Name;
            var response = module.Value.Member("result")?.Member("response");
            if ((module.Value.Port("port") ?? root.Port("port") ?? (DefaultPorts.TryGetValue(service, out var usual) ? usual : null)) is not { } port)
                continue;
            yield return new Sighting
            {
                Source = ExternalSource.Zgrab,
                Where = where,
                Address = address,
                Port = port,
                Time = module.Value.Time("timestamp"),
                Service = service,
                Product = response?.Member("headers")?.Texts("server").FirstOrDefault(),
                Names = root.Text("domain") is { } domain ? [domain] : [],
                Banner = module.Value.Member("result")?.Text("banner"),
                Title = TitleOf(response?.Text("body")),
            };
        }
    }

    private static string? TitleOf(string? body)
    {
        const string Begin = "<title>";
        var at = body?.IndexOf(Begin, StringComparison.OrdinalIgnoreCase) ?? -1;
        var end = at < 0 ? -1 : body!.IndexOf('<', at + Begin.Length);
        return end < 0 ? null : body![(at + Begin.Length)..end].Trim();
    }
}
