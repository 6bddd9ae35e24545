using System.Buffers;
using System.Text;

namespace Leadglass.Dicom;

/// <summary>Text fields of the wire as strings: Latin-1, one character a byte, so that no byte is lost.</summary>
internal static class WireText
{
    private static readonly SearchValues<byte> UidBytes = SearchValues.Create("0123456789."u8);

    /// <summary>The text without the padding at its end (space or NUL), which is never significant.</summary>
    public static string Trimmed(ReadOnlySpan<byte> bytes) => Encoding.Latin1.GetString(bytes.TrimEnd(" \0"u8));

    /// <summary>What is wrong with a UID of PS3.5 §9.1 encoded as PS3.8 Annex F asks, or null.</summary>
    public static string? UidFault(ReadOnlySpan<byte> uid)
    {
        if (uid.IsEmpty)
            return "the UID is empty";
        if (uid.Length > 64)
            return $"the UID has {uid.Length} characters; 64 are allowed";
        if (uid.ContainsAnyExcept(UidBytes))
            return uid[^1] is 0 or (byte)' ' ? "the UID is padded" : "the UID holds characters other than digits and dots";
        foreach (var component in uid.Split((byte)'.'))
        {
            var digits = uid[component];
            if (digits.IsEmpty)
                return "a component of the UID is empty";
            if (digits.Length > 1 && digits[0] == '0')
                return "a component of the UID has a leading zero";
        }
        return null;
    }
}
