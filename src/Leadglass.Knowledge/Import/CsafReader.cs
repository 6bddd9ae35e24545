using System.Text.Json;

namespace Leadglass.Knowledge.Import;

/// <summary>CSAF 2.0 (OASIS Common Security Advisory Framework).</summary>
internal static class CsafReader
{
    private static readonly string[] AffectedStatus = ["known_affected", "first_affected", "last_affected"];

    public static AdvisoryContent Read(JsonElement root)
    {
        var document = root.Member("document")!.Value;
        var tracking = document.Member("tracking");
        var (id, date) = (tracking?.Text("id"), tracking?.Day("current_release_date"));
        if (id is null)
            throw new AdvisoryException("CSAF without document.tracking.id");
        var link = document.Items("references").Where(one => one.Text("category") == "self").Select(one => one.Text("url"))
            .OfType<string>().OrderBy(url => url.EndsWith(".json", StringComparison.OrdinalIgnoreCase)).FirstOrDefault();
        var products = Products(root);
        var vulnerabilities = root.Items("vulnerabilities").Select((one, number) => new Vulnerability
        {
            Id = one.Text("cve") ?? $"{id}#{number + 1}",
            Title = one.Text("title") ?? document.Text("title"),
            Weaknesses = CommonFields.Weaknesses([one.Member("cwe")?.Text("id")]),
            Score = Score(one)?.Score,
            Vector = Score(one)?.Vector,
            Affected = [.. Affected(one, products).Distinct().Select(product => new AffectedProduct
            {
                Vendor = product.Vendor,
                Product = product.Name,
                Versions = product.Versions,
                Source = id,
                Link = link,
                Date = date,
            })],
        }).ToList();
        return vulnerabilities.Count > 0 ? new AdvisoryContent("CSAF", vulnerabilities, date) : throw new AdvisoryException("CSAF without a vulnerability");
    }

    private static (double Score, string? Vector)? Score(JsonElement vulnerability) =>
        CommonFields.HighestOf(vulnerability.Items("scores").SelectMany(one => new[] { one.Member("cvss_v3"), one.Member("cvss_v2") }));

    // Somebody may say that a product is not affected (VEX): that is no product. Who says nothing may mean any.
    private static IEnumerable<NamedProduct> Affected(JsonElement vulnerability, Dictionary<string, NamedProduct> products)
    {
        if (vulnerability.Member("product_status") is not { ValueKind: JsonValueKind.Object } status)
            return [new NamedProduct("", CommonFields.NotNamed, CommonFields.NotNamed)];
        return AffectedStatus.SelectMany(name => status.Texts(name))
            .Select(id => products.GetValueOrDefault(id) ?? new NamedProduct("", id, CommonFields.NotNamed));
    }

    private static Dictionary<string, NamedProduct> Products(JsonElement root)
    {
        var products = new Dictionary<string, NamedProduct>();
        if (root.Member("product_tree") is not { } tree)
            return products;
        foreach (var product in tree.Items("full_product_names"))
            Name(product, new NamedProduct("", product.Text("name") ?? CommonFields.NotNamed, CommonFields.NotNamed));
        var branches = new Stack<(JsonElement Branch, NamedProduct Above)>(tree.Items("branches").Select(branch => (branch, new NamedProduct("", "", ""))));
        while (branches.TryPop(out var next))
        {
            var here = Below(next.Above, next.Branch);
            if (next.Branch.Member("product") is { } product)
            {
                Name(product, here with
                {
                    Name = here.Name.Length > 0 ? here.Name : product.Text("name") ?? CommonFields.NotNamed,
                    Versions = here.Versions.Length > 0 ? here.Versions : "*",
                });
            }

            foreach (var branch in next.Branch.Items("branches"))
                branches.Push((branch, here));
        }

        foreach (var relationship in tree.Items("relationships"))
        {
            if (relationship.Member("full_product_name") is { } product && relationship.Text("product_reference") is { } part && products.TryGetValue(part, out var named))
                Name(product, named);
        }

        return products;

        void Name(JsonElement product, NamedProduct named)
        {
            if (product.Text("product_id") is { } id)
                products.TryAdd(id, named);
        }
    }

    private static NamedProduct Below(NamedProduct above, JsonElement branch)
    {
        var name = branch.Text("name") ?? "";
        return branch.Text("category") switch
        {
            "vendor" => above with { Vendor = name },
            "product_name" => above with { Name = name },
            "product_version" or "product_version_range" => above with { Versions = name },
            _ => above,
        };
    }

    private sealed record NamedProduct(string Vendor, string Name, string Versions);
}
