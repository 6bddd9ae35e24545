using System.Text.Json;

namespace Leadglass.Knowledge.Import;

/// <summary>A record of the Open Source Vulnerability format.</summary>
internal static class OsvReader
{
    public static AdvisoryContent Read(JsonElement root)
    {
        var source = root.Text("id")!;
        if (root.Text("withdrawn") is not null)
            throw new AdvisoryException($"{source} was withdrawn");
        var date = root.Day("modified");
        var affected = root.Items("affected")
            .SelectMany(one => Ranges(one).Select(versions => (
                Vendor: one.Member("package")?.Text("ecosystem") ?? "", Product: one.Member("package")?.Text("name") ?? CommonFields.NotNamed, Versions: versions)))
            .Distinct().ToList();
        if (affected.Count == 0)
            affected.Add(("", CommonFields.NotNamed, CommonFields.NotNamed));
        var vulnerability = new Vulnerability
        {
            Id = root.Texts("aliases").Prepend(source).FirstOrDefault(id => id.StartsWith("CVE-", StringComparison.Ordinal)) ?? source,
            Title = root.Text("summary"),
            Weaknesses = CommonFields.Weaknesses(root.Member("database_specific")?.Texts("cwe_ids") ?? []),
            Vector = root.Items("severity").Select(one => one.Text("score")).FirstOrDefault(score => score?.StartsWith("CVSS:", StringComparison.Ordinal) == true),
            Affected = [.. affected.Select(one => new AffectedProduct
            {
                Vendor = one.Vendor,
                Product = one.Product,
                Versions = one.Versions,
                Source = source,
                Link = $"https://osv.dev/vulnerability/{source}",
                Date = date,
            })],
        };
        return new AdvisoryContent("OSV", [vulnerability], date);
    }

    // Commits have no order that a version could be compared with; they count only where nothing else is said.
    private static IEnumerable<string> Ranges(JsonElement affected)
    {
        var ranges = affected.Items("ranges").ToList();
        List<string> versions = [.. ranges.Where(one => one.Text("type") != "GIT").SelectMany(Events), .. affected.Texts("versions")];
        if (versions.Count > 0)
            return CommonFields.Joined(versions);
        return [ranges.Count > 0 ? "commits, no versions" : CommonFields.NotNamed];
    }

    // https://ossf.github.io/osv-schema/#affectedrangesevents-fields: sorted pairs of introduced and fixed or last_affected.
    private static IEnumerable<string> Events(JsonElement range)
    {
        string? introduced = null;
        foreach (var one in range.Items("events"))
        {
            if (one.Text("introduced") is { } from)
                introduced = from;
            else if (introduced is not null && (one.Text("fixed") is { } || one.Text("last_affected") is { }))
            {
                var upper = one.Text("fixed") is { } @fixed ? $"<{@fixed}" : $"<={one.Text("last_affected")}";
                yield return introduced == "0" ? upper : $">={introduced}|{upper}";
                introduced = null;
            }
        }

        if (introduced is not null)
            yield return introduced == "0" ? "*" : $">={introduced}";
    }
}
