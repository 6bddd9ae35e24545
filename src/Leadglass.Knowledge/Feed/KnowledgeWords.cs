using System.Globalization;
using Leadglass.Findings;

namespace Leadglass.Knowledge.Feed;

/// <summary>A vulnerability in the words that page, feed and terminal share. Everything is made visible.</summary>
public static class KnowledgeWords
{
    /// <summary>What is at fault.</summary>
    public static string Of(FlawOrigin origin) => origin switch
    {
        FlawOrigin.Standard => "flaw of the standard",
        _ => "flaw of the implementation",
    };

    /// <summary>Its title, or the products that it is about.</summary>
    public static string Title(Vulnerability vulnerability) =>
        VisibleText.Of(vulnerability.Title ?? string.Join(", ", vulnerability.Affected.Select(product => product.Product).Distinct()));

    /// <summary>Its base score with one decimal; empty if there is none.</summary>
    public static string Score(Vulnerability vulnerability) => vulnerability.Score?.ToString("0.0", CultureInfo.InvariantCulture) ?? "";

    /// <summary>A product with its affected versions.</summary>
    public static string Product(AffectedProduct product)
    {
        var named = product.Product.StartsWith(product.Vendor, StringComparison.OrdinalIgnoreCase) ? product.Product : $"{product.Vendor} {product.Product}";
        return VisibleText.Of($"{named}: {product.Versions}{(product.ReadRange().IsUnderstood ? "" : " (not understood: any version may be meant)")}");
    }

    /// <summary>The document that names a product, with its day.</summary>
    public static string Source(AffectedProduct product) => VisibleText.Of(product.Date is { } date ? $"{product.Source} of {date:yyyy-MM-dd}" : product.Source);

    /// <summary>The address of a web page, or <see langword="null"/> for anything that is not <c>http</c> or <c>https</c>.</summary>
    public static string? Address(string? link) =>
        Uri.TryCreate(link, UriKind.Absolute, out var address) && (address.Scheme == Uri.UriSchemeHttps || address.Scheme == Uri.UriSchemeHttp) ? address.AbsoluteUri : null;

    /// <summary>The day of the last change of a vulnerability's sources.</summary>
    public static DateOnly? Day(Vulnerability vulnerability) => vulnerability.Affected.Max(product => product.Date);
}
