namespace Leadglass.Knowledge;

/// <summary>How advisories call the products that this program recognises: the embedded table, and the product's own name.</summary>
internal static class ProductNames
{
    private static readonly Lazy<IReadOnlyList<(string Family, string Vendor, string Product)>> Rows = new(Load);

    /// <summary>Says whether an advisory means a product.</summary>
    /// <param name="affected">What the advisory names.</param>
    /// <param name="family">The product as the fingerprint names it, such as <c>DCMTK storescp</c>.</param>
    public static bool Means(AffectedProduct affected, string family) =>
        IsOrBeginsWith(family, affected.Product)
        || Rows.Value.Any(row => IsOrBeginsWith(family, row.Family) && Same(row.Product, affected.Product) && (row.Vendor.Length == 0 || Same(row.Vendor, affected.Vendor)));

    // DCMTK storescp is DCMTK.
    private static bool IsOrBeginsWith(string family, string name) => Same(family, name) || family.StartsWith(name + " ", StringComparison.OrdinalIgnoreCase);

    private static bool Same(string left, string right) => string.Equals(left, right, StringComparison.OrdinalIgnoreCase);

    private static List<(string, string, string)> Load()
    {
        using var stream = typeof(ProductNames).Assembly.GetManifestResourceStream("products.tsv")!;
        using var reader = new StreamReader(stream);
        var rows = new List<(string, string, string)>();
        while (reader.ReadLine() is { } line)
        {
            if (!line.StartsWith('#') && line.Split('\t') is [var family, var vendor, var product] && family != "family")
                rows.Add((family, vendor, product));
        }

        return rows;
    }
}
