using System.Text;

namespace Leadglass.Inspection.Contents;

/// <summary>Questions about bytes as ASCII text.</summary>
internal static class Ascii
{
    public static byte Lower(byte value) => value is >= (byte)'A' and <= (byte)'Z' ? (byte)(value | 0x20) : value;

    public static bool IsDigit(byte value) => value is >= (byte)'0' and <= (byte)'9';

    public static bool IsSpace(byte value) => value is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n';

    /// <summary>A letter, a digit, an underscore, or a byte of a letter outside ASCII: what names in programs are made of.</summary>
    public static bool IsWord(byte value) => value is >= (byte)'a' and <= (byte)'z' or >= (byte)'A' and <= (byte)'Z' or (byte)'_' or >= 0x80 || IsDigit(value);

    /// <summary>Printable text or white space; bytes from 80H on may be letters of another repertoire.</summary>
    public static bool IsText(byte value) => value is >= 0x20 and not 0x7F || IsSpace(value);

    public static bool IsText(ReadOnlySpan<byte> bytes)
    {
        foreach (var value in bytes)
        {
            if (!IsText(value))
                return false;
        }

        return true;
    }

    /// <summary>A dotted name of a module, class or function.</summary>
    public static bool IsDottedName(ReadOnlySpan<byte> bytes)
    {
        foreach (var value in bytes)
        {
            if (!IsWord(value) && value is not ((byte)'.' or (byte)'-' or (byte)'$' or (byte)'/' or (byte)'\\'))
                return false;
        }

        return bytes.Length > 0 && (IsWord(bytes[0]) || bytes[0] == '\\');
    }

    /// <summary>A name for display: at most 120 characters.</summary>
    public static string Name(ReadOnlySpan<byte> bytes) => Encoding.UTF8.GetString(bytes[..Math.Min(bytes.Length, 120)]);
}
