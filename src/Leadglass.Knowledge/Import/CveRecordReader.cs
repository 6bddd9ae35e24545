using System.Text.Json;

namespace Leadglass.Knowledge.Import;

/// <summary>A CVE record, format 5.</summary>
internal static class CveRecordReader
{
    public static AdvisoryContent Read(JsonElement root)
    {
        var metadata = root.Member("cveMetadata");
        if (metadata?.Text("cveId") is not { } id)
            throw new AdvisoryException("CVE record without cveMetadata.cveId");
        if (metadata?.Text("state") is "REJECTED")
            throw new AdvisoryException($"{id} was rejected by those who assign the codes");
        var containers = Containers(root).ToList();
        var date = metadata?.Day("dateUpdated") ?? metadata?.Day("datePublished");
        var score = CommonFields.HighestOf(containers.SelectMany(one => one.Items("metrics"))
            .SelectMany(one => new[] { one.Member("cvssV4_0"), one.Member("cvssV3_1"), one.Member("cvssV3_0") }));
        var vulnerability = new Vulnerability
        {
            Id = id,
            Title = containers.FirstOrDefault().Text("title"),
            Weaknesses = CommonFields.Weaknesses(containers.SelectMany(one => one.Items("problemTypes")).SelectMany(one => one.Items("descriptions")).Select(one => one.Text("cweId"))),
            Score = score?.Score,
            Vector = score?.Vector,
            Affected = [.. Affected(containers).Select(one => new AffectedProduct
            {
                Vendor = one.Vendor,
                Product = one.Product,
                Versions = one.Versions,
                Source = id,
                Link = $"https://www.cve.org/CVERecord?id={id}",
                Date = date,
            })],
        };
        return new AdvisoryContent("CVE record", [vulnerability], date);
    }

    private static IEnumerable<JsonElement> Containers(JsonElement root)
    {
        if (root.Member("containers") is not { } containers)
            return [];
        return containers.Items("adp").Prepend(containers.Member("cna") ?? default);
    }

    // Many records say n/a and are completed by a second container.
    private static List<(string Vendor, string Product, string Versions)> Affected(List<JsonElement> containers)
    {
        var all = containers.SelectMany(one => one.Items("affected"))
            .Select(one => (Vendor: Named(one.Text("vendor")), Product: Named(one.Text("product")), Item: one)).ToList();
        var named = all.Where(one => one.Product.Length > 0)
            .SelectMany(one => Ranges(one.Item).Select(versions => (one.Vendor, one.Product, Versions: versions)))
            .Distinct().ToList();
        if (named.Count > 0 || all.Exists(one => one.Product.Length > 0))
            return named;
        return [("", CommonFields.NotNamed, CommonFields.NotNamed)];
    }

    private static string Named(string? text) => text is null or "n/a" or "N/A" ? "" : text;

    private static IEnumerable<string> Ranges(JsonElement product)
    {
        var versions = product.Items("versions").ToList();
        var affected = versions.Where(one => one.Text("status") == "affected").Select(Range).ToList();
        if (affected.Count > 0)
            return CommonFields.Joined(affected);
        if (product.Text("defaultStatus") == "affected")
            return [AllBut(versions)];
        // Not one version is called affected: said of the product, or not known.
        return versions.Count > 0 && versions.TrueForAll(one => one.Text("status") == "unaffected") ? [] : [CommonFields.NotNamed];
    }

    private static string Range(JsonElement version)
    {
        var from = version.Text("version");
        var lower = from is null or "0" or "*" or "n/a" or "unspecified" ? null : $">={from}";
        var upper = version.Text("lessThan") is { } before ? (before == "*" ? "*" : $"<{before}")
            : version.Text("lessThanOrEqual") is { } last ? (last == "*" ? "*" : $"<={last}") : null;
        return upper switch
        {
            null => from is null ? CommonFields.NotNamed : from,
            "*" => lower ?? "*",
            _ => lower is null ? upper : $"{lower}|{upper}",
        };
    }

    private static string AllBut(List<JsonElement> unaffected) => unaffected switch
    {
        [] => "*",
        [var only] when only.Text("version") is { } from && (only.Text("lessThan") ?? only.Text("lessThanOrEqual")) == "*" => $"<{from}",
        _ => $"all versions except {string.Join(", ", unaffected.Select(one => one.Text("version")))}",
    };
}
