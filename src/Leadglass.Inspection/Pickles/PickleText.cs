using System.Globalization;
using System.Text;

namespace Leadglass.Inspection.Pickles;

/// <summary>Texts of protocol 0, in which a name can be written with escapes so that a search for it finds nothing.</summary>
internal static class PickleText
{
    /// <summary>Resolves the escapes of a Unicode line (<c>\uXXXX</c>, <c>\UXXXXXXXX</c>), or of a quoted line (as in Python's literals).</summary>
    public static byte[] Unescape(ReadOnlySpan<byte> raw, bool unicodeOnly)
    {
        var text = new StringBuilder(raw.Length);
        for (var i = 0; i < raw.Length; i++)
        {
            if (raw[i] != '\\' || i + 1 == raw.Length)
            {
                text.Append((char)raw[i]);
                continue;
            }

            var kind = raw[i + 1];
            var digits = kind switch { (byte)'u' when unicodeOnly => 4, (byte)'U' when unicodeOnly => 8, (byte)'x' when !unicodeOnly => 2, _ => 0 };
            if (digits > 0 && i + 2 + digits <= raw.Length
                && int.TryParse(raw.Slice(i + 2, digits), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code) && Rune.IsValid(code))
            {
                text.Append(new Rune(code));
                i += 1 + digits;
            }
            else if (!unicodeOnly && kind is >= (byte)'0' and <= (byte)'7')
            {
                var value = 0;
                var end = Math.Min(raw.Length, i + 4);
                for (i++; i < end && raw[i] is >= (byte)'0' and <= (byte)'7'; i++)
                    value = value * 8 + (raw[i] - '0');
                i--;
                text.Append((char)value);
            }
            else if (unicodeOnly)
            {
                text.Append('\\');
            }
            else
            {
                text.Append(kind switch { (byte)'n' => '\n', (byte)'t' => '\t', (byte)'r' => '\r', _ => (char)kind });
                i++;
            }
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }
}
