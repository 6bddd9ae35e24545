using System.Text.RegularExpressions;
using Leadglass.Exposure.Fingerprints;

namespace Leadglass.Exposure.External;

/// <summary>Tells from what an export says whether a service is for medical images, and which product it is.</summary>
internal static partial class SightingRecognition
{
    private static readonly HashSet<int> DicomPorts = [104, 2761, 2762, 4242, 11112];

    // What products call themselves on their own pages.
    private static readonly (string Text, string Family)[] Titles =
    [
        ("Orthanc", "Orthanc"), ("dcm4chee", "dcm4chee-arc"), ("OHIF", "OHIF Viewer"), ("MedDream", "MedDream"), ("Horos", "Horos"), ("Synapse", "Fujifilm Synapse"),
        ("INFINITT", "INFINITT PACS"), ("Dicoogle", "Dicoogle"), ("Vue PACS", "Vue PACS"), ("XNAT", "XNAT"),
    ];

    public static ProductGuess? Product(Sighting sighting)
    {
        if (MaySpeakDicom(sighting) && FromBanner(sighting.Banner) is { } known)
            return known;
        if (sighting.Title is { } title && Titles.FirstOrDefault(row => title.Contains(row.Text, StringComparison.OrdinalIgnoreCase)) is { Family: { } family })
            return new ProductGuess(family, family == sighting.Product ? sighting.Version : null, Confidence.Likely, "the title of its page");
        return sighting.Product is { } product ? new ProductGuess(product, sighting.Version, Confidence.Possible, $"the name that {sighting.Source} gives it") : null;
    }

    public static DicomSign Sign(Sighting sighting, ProductGuess? product)
    {
        if (SpeaksDicom(sighting))
            return DicomSign.Protocol;
        if (product is not null && (Titles.Any(row => product.Family.Contains(row.Text, StringComparison.OrdinalIgnoreCase)) || Medical().IsMatch(product.Family)))
            return DicomSign.Product;
        return MaySpeakDicom(sighting) ? DicomSign.Port : DicomSign.None;
    }

    private static bool MaySpeakDicom(Sighting sighting) => SpeaksDicom(sighting) || (sighting.Transport == "tcp" && DicomPorts.Contains(sighting.Port));

    // nmap names ports by a table of numbers; only a version or the answer of a script shows that it asked.
    private static bool SpeaksDicom(Sighting sighting) =>
        sighting.Banner?.StartsWith("DICOM Server Response", StringComparison.OrdinalIgnoreCase) == true
        || (sighting.Service?.StartsWith("dicom", StringComparison.OrdinalIgnoreCase) == true && (sighting.Source != ExternalSource.Nmap || sighting.Banner is not null || sighting.Product is not null));

    // No format fixes how a banner shows them: only values that the table knows count.
    private static ProductGuess? FromBanner(string? banner)
    {
        if (banner is null)
            return null;
        var uid = Uid().Matches(banner).Select(match => match.Value).FirstOrDefault(value => FingerprintTable.Find(value, null) is not null);
        var name = Words().Matches(banner).Select(match => match.Value).FirstOrDefault(value => FingerprintTable.Find(null, value) is not null);
        return FingerprintTable.Find(uid, name) is { } row
            ? new ProductGuess(row.Family, FingerprintTable.VersionOf(row, name), row.Kind == FingerprintKind.Vendor ? Confidence.Possible : Confidence.Likely, "implementation class UID or version name in the banner")
            : null;
    }

    [GeneratedRegex(@"\b[12](\.[0-9]{1,40}){4,20}", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Uid();

    [GeneratedRegex(@"[A-Za-z][A-Za-z0-9_.-]{2,15}( [0-9][0-9A-Za-z._-]{0,10})?", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Words();

    [GeneratedRegex(@"\b(dicom\w*|pacs|dcmtk|dcm4che\w*|conquest|clearcanvas|osirix)\b", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Medical();
}
