using System.Text.Json;
using Leadglass.Findings;
using Leadglass.Knowledge.Import;

namespace Leadglass.Exposure.External;

/// <summary>Shodan's banners (one a line in a download), hosts (<c>/shodan/host/{ip}</c>) and answers of its search (<c>/shodan/host/search</c>).</summary>
internal static class ShodanExport
{
    private const int MostTexts = 32;

    public static IEnumerable<Sighting> Read(JsonElement root, SourceLocation where)
    {
        if (root.Member("matches") is not null)
            return root.Items("matches").SelectMany(banner => Read(banner, root, where));
        // In a banner, data is what the service said; in a host, it is the list of banners.
        if (root.Member("data")?.ValueKind == JsonValueKind.Array)
            return root.Items("data").SelectMany(banner => Read(banner, root, where));
        return root.Member("port") is not null ? Read(root, root, where) : Minified(root, where);
    }

    private static IEnumerable<Sighting> Read(JsonElement banner, JsonElement host, SourceLocation where)
    {
        if ((banner.Address("ip_str") ?? host.Address("ip_str")) is not { } address || banner.Port("port") is not { } port)
            yield break;
        yield return new Sighting
        {
            Source = ExternalSource.Shodan,
            Where = where,
            Address = address,
            Port = port,
            Transport = banner.Transport("transport"),
            Time = banner.Time("timestamp"),
            Service = banner.Member("dicom") is not null ? "dicom" : banner.Member("_shodan")?.Text("module"),
            Product = banner.Text("product"),
            Version = banner.Text("version"),
            Names = [.. banner.Texts("hostnames").Take(MostTexts)],
            Organisation = banner.Text("org") ?? host.Text("org"),
            Banner = banner.Text("data"),
            Title = banner.Member("http")?.Text("title"),
            Tags = [.. banner.Texts("tags").Concat(host.Texts("tags")).Distinct(StringComparer.Ordinal).Take(MostTexts)],
            Vulnerabilities = [.. Codes(banner).Take(MostTexts)],
        };
    }

    // The answer to minify=true names ports alone.
    private static IEnumerable<Sighting> Minified(JsonElement host, SourceLocation where)
    {
        if (host.Address("ip_str") is not { } address)
            return [];
        return host.Items("ports").Select(ExportValues.AsPort).OfType<int>().Select(port => new Sighting
        {
            Source = ExternalSource.Shodan,
            Where = where,
            Address = address,
            Port = port,
            Time = host.Time("last_update"),
            Organisation = host.Text("org"),
            Names = [.. host.Texts("hostnames").Take(MostTexts)],
            Tags = [.. host.Texts("tags").Take(MostTexts)],
        });
    }

    // A list in a host, an object with the codes as names in a banner.
    private static IEnumerable<string> Codes(JsonElement banner) => banner.Member("vulns") is { ValueKind: JsonValueKind.Object } codes
        ? codes.EnumerateObject().Select(code => code.Name).Where(name => name.StartsWith("CVE-", StringComparison.Ordinal) && name.Length < 24)
        : banner.Texts("vulns");
}
