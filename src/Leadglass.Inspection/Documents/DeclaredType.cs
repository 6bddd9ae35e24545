using Leadglass.Inspection.Contents;

namespace Leadglass.Inspection.Documents;

/// <summary>The kinds of documents that DICOM encapsulates, by MIME type and SOP class, and whether bytes are of that kind. Source: PS3.3 A.45, A.85, A.104; PS3.4 B.5.</summary>
internal static class DeclaredType
{
    /// <summary>A short name for what is declared; <see langword="null"/> if it is none of the known.</summary>
    public static string? Of(string? mimeType, string? sopClass) => mimeType?.Trim().ToLowerInvariant() switch
    {
        "application/pdf" => "pdf",
        "text/xml" or "application/xml" or "application/hl7-cda+xml" => "xml",
        "model/stl" or "application/sla" or "application/vnd.ms-pki.stl" => "stl",
        "model/obj" => "obj",
        "model/mtl" => "mtl",
        "application/zip" => "zip",
        { Length: > 0 } => null,
        _ => sopClass switch
        {
            "1.2.840.10008.5.1.4.1.1.104.1" => "pdf",
            "1.2.840.10008.5.1.4.1.1.104.2" => "xml",
            "1.2.840.10008.5.1.4.1.1.104.3" => "stl",
            "1.2.840.10008.5.1.4.1.1.104.4" => "obj",
            "1.2.840.10008.5.1.4.1.1.104.5" => "mtl",
            _ => null,
        },
    };

    /// <summary>Whether bytes are of a declared kind, as far as the kind can be recognised.</summary>
    public static bool Fits(string declared, ReadOnlySpan<byte> bytes, IReadOnlyList<ContentMatch> recognised) => declared switch
    {
        // ISO 32000-1 annex H: the header may stand within the first 1,024 bytes.
        "pdf" => bytes[..Math.Min(bytes.Length, 1024)].IndexOf("%PDF-"u8) >= 0,
        "xml" => IsXml(bytes),
        "zip" => recognised.Any(static match => match.Kind == ContentKinds.Zip),
        "stl" => bytes.Length >= 84 && recognised.Count == 0,
        _ => recognised.Count == 0 && Ascii.IsText(bytes[..Math.Min(bytes.Length, 4096)].TrimEnd((byte)0)),
    };

    public static bool IsXml(ReadOnlySpan<byte> bytes)
    {
        var text = bytes.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF]) ? bytes[3..] : bytes;
        if (text.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE]) || text.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF]))
            return text.Length > 4 && (text[2] == '<' || text[3] == '<');
        text = text.TrimStart(" \r\n\t"u8);
        return text.Length > 3 && text[0] == '<' && (text[1] is (byte)'?' or (byte)'!' || Ascii.IsWord(text[1]));
    }
}
