using Leadglass.Inspection.Contents;
using Leadglass.Inspection.Documents;
using Leadglass.Inspection.Observations;

namespace Leadglass.Inspection.Files;

/// <summary>Looks at one document: is it what it is said to be, and does it act?</summary>
internal static class DocumentReader
{
    /// <summary>Longer documents are looked at up to here.</summary>
    public const int MostBytes = 64 << 20;

    /// <param name="place">Where it stands.</param>
    /// <param name="bytes">Its bytes, at most <see cref="MostBytes"/>.</param>
    /// <param name="isCut">Whether there are more.</param>
    /// <param name="mimeType">The declared MIME type.</param>
    /// <param name="sopClass">The SOP class of the file.</param>
    public static DocumentObservation Read(Place place, byte[] bytes, bool isCut, string? mimeType, string? sopClass)
    {
        var recognised = ContentScanner.AtStart(bytes);
        var declared = DeclaredType.Of(mimeType, sopClass);
        var actual = recognised.Count > 0 ? recognised[0].Kind.Id : DeclaredType.IsXml(bytes) ? "xml" : null;
        var facts = (declared is not null && DeclaredType.Fits(declared, bytes, recognised) ? declared : actual) switch
        {
            "pdf" => PdfScanner.Scan(bytes),
            "xml" or "html" or "svg" => XmlScanner.Scan(bytes.AsSpan().TrimEnd((byte)0).ToArray()),
            "obj" or "mtl" => ModelScanner.ScanText(bytes),
            "stl" => ModelScanner.ScanStl(bytes),
            _ => DocumentFacts.None,
        };
        return new DocumentObservation(place, mimeType is { Length: > 0 } ? mimeType : declared, actual)
        {
            IsMismatch = declared is not null && !DeclaredType.Fits(declared, bytes, recognised),
            Active = facts.Active,
            Outward = facts.Outward,
            NotSeen = isCut ? [.. facts.NotSeen, $"what lies behind the first {MostBytes >> 20} MiB"] : facts.NotSeen,
        };
    }
}
