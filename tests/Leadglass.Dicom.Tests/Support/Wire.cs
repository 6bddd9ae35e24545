namespace Leadglass.Dicom.Tests.Support;

/// <summary>Vectors as hex, one field a line, with what it means after a <c>#</c>.</summary>
internal static class Wire
{
    public static byte[] Hex(string text) =>
        Convert.FromHexString(string.Concat(text.Split('\n').SelectMany(static line => line.Split('#')[0]).Where(char.IsAsciiHexDigit)));

    public static byte[] Ascii(string text) => System.Text.Encoding.ASCII.GetBytes(text);
}
