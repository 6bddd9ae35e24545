using System.Globalization;

namespace Leadglass.TestKit;

/// <summary>Byte vectors as they are written in a test: hexadecimal pairs, with a comment for each field.</summary>
public static class Hex
{
    /// <summary>Reads pairs of hexadecimal digits; white space is free, and <c>#</c> or <c>//</c> starts a comment that ends with the line.</summary>
    /// <param name="text">For example <c>"01 00 # A-ASSOCIATE-RQ"</c>.</param>
    /// <returns>The bytes.</returns>
    /// <exception cref="FormatException">A digit is not hexadecimal, or a pair is not complete.</exception>
    public static byte[] Parse(string text)
    {
        var bytes = new List<byte>(text.Length / 3);
        foreach (var line in text.AsSpan().EnumerateLines())
        {
            var digits = WithoutComment(line);
            while (!(digits = digits.TrimStart()).IsEmpty)
            {
                if (digits.Length < 2 || !byte.TryParse(digits[..2], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value))
                    throw new FormatException($"Not a pair of hexadecimal digits: '{digits}' in the line '{line}'.");
                bytes.Add(value);
                digits = digits[2..];
            }
        }

        return [.. bytes];
    }

    /// <summary>Writes bytes as pairs separated by spaces.</summary>
    /// <param name="bytes">Any bytes.</param>
    /// <returns>For example <c>"01 00 0A"</c>.</returns>
    public static string Format(ReadOnlySpan<byte> bytes) => string.Join(' ', Convert.ToHexString(bytes).Chunk(2).Select(pair => new string(pair)));

    private static ReadOnlySpan<char> WithoutComment(ReadOnlySpan<char> line)
    {
        var hash = line.IndexOf('#');
        if (hash >= 0)
            line = line[..hash];
        var slashes = line.IndexOf("//", StringComparison.Ordinal);
        return slashes >= 0 ? line[..slashes] : line;
    }
}
