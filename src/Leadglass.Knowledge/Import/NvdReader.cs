using System.Text.Json;

namespace Leadglass.Knowledge.Import;

/// <summary>Answers and feeds of the National Vulnerability Database, version 2.0.</summary>
internal static class NvdReader
{
    private static readonly string[] Metrics = ["cvssMetricV40", "cvssMetricV31", "cvssMetricV30"];

    public static AdvisoryContent Read(JsonElement root)
    {
        var vulnerabilities = root.Items("vulnerabilities").Select(one => one.Member("cve")).OfType<JsonElement>()
            .Where(one => one.Text("id") is not null && one.Text("vulnStatus") != "Rejected")
            .Select(Vulnerability).ToList();
        return vulnerabilities.Count > 0
            ? new AdvisoryContent("NVD", vulnerabilities, vulnerabilities.SelectMany(one => one.Affected).Max(one => one.Date))
            : throw new AdvisoryException("NVD without a vulnerability that was not rejected");
    }

    private static Vulnerability Vulnerability(JsonElement cve)
    {
        var id = cve.Text("id")!;
        var score = CommonFields.HighestOf(Metrics.SelectMany(name => cve.Member("metrics")?.Items(name) ?? []).Select(one => one.Member("cvssData")));
        var products = cve.Items("configurations").SelectMany(one => one.Items("nodes")).SelectMany(one => one.Items("cpeMatch"))
            .Where(one => one.Member("vulnerable") is { ValueKind: JsonValueKind.True }).Select(Product).Distinct().ToList();
        if (products.Count == 0)
            products.Add(("", CommonFields.NotNamed, CommonFields.NotNamed));
        return new Vulnerability
        {
            Id = id,
            Weaknesses = CommonFields.Weaknesses(cve.Items("weaknesses").SelectMany(one => one.Items("description")).Select(one => one.Text("value"))),
            Score = score?.Score,
            Vector = score?.Vector,
            Affected = [.. products.Select(product => new AffectedProduct
            {
                Vendor = product.Vendor,
                Product = product.Name,
                Versions = product.Versions,
                Source = $"NVD {id}",
                Link = $"https://nvd.nist.gov/vuln/detail/{id}",
                Date = cve.Day("lastModified"),
            })],
        };
    }

    private static (string Vendor, string Name, string Versions) Product(JsonElement match)
    {
        const int Vendor = 3;
        const int Name = 4;
        const int Version = 5;
        const int Update = 6;
        var cpe = Fields(match.Text("criteria") ?? "");
        if (cpe.Count <= Update || cpe[0] != "cpe")
            return ("", CommonFields.NotNamed, CommonFields.NotNamed);
        var lower = match.Text("versionStartIncluding") is { } from ? $">={from}" : match.Text("versionStartExcluding") is { } after ? $">{after}" : null;
        var upper = match.Text("versionEndIncluding") is { } to ? $"<={to}" : match.Text("versionEndExcluding") is { } before ? $"<{before}" : null;
        var exact = cpe[Update] is "*" or "-" or "" || cpe[Version] is "*" or "-" ? cpe[Version] : $"{cpe[Version]}-{cpe[Update]}";
        return (Words(cpe[Vendor]), Words(cpe[Name]), lower is null && upper is null ? exact : string.Join('|', new[] { lower, upper }.OfType<string>()));
    }

    private static string Words(string field) => field == "*" ? "" : field.Replace('_', ' ');

    // CPE 2.3 (NISTIR 7695 §6.2): fields between colons, a backslash before a colon or other mark that is meant as such.
    private static List<string> Fields(string cpe)
    {
        var fields = new List<string>();
        var field = new System.Text.StringBuilder();
        for (var i = 0; i < cpe.Length; i++)
        {
            if (cpe[i] == ':')
            {
                fields.Add(field.ToString());
                field.Clear();
                continue;
            }

            i += cpe[i] == '\\' && i + 1 < cpe.Length ? 1 : 0;
            field.Append(cpe[i]);
        }

        return [.. fields, field.ToString()];
    }
}
