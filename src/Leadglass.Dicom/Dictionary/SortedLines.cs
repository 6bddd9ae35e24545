using System.Text;

namespace Leadglass.Dicom.Dictionary;

/// <summary>Binary search in text whose lines are sorted by the bytes before their first <c>|</c>: the generated tables need no loading.</summary>
internal static class SortedLines
{
    private const byte Separator = (byte)'|';
    private const byte NewLine = (byte)'\n';

    /// <summary>Finds the line with this key; empty when there is none.</summary>
    public static ReadOnlySpan<byte> Find(ReadOnlySpan<byte> lines, scoped ReadOnlySpan<byte> key)
    {
        while (!lines.IsEmpty)
        {
            var start = lines[..(lines.Length / 2)].LastIndexOf(NewLine) + 1;
            var length = lines[start..].IndexOf(NewLine);
            var line = lines.Slice(start, length);
            switch (key.SequenceCompareTo(line[..line.IndexOf(Separator)]))
            {
                case 0:
                    return line;
                case < 0:
                    lines = lines[..start];
                    break;
                default:
                    lines = lines[(start + length + 1)..];
                    break;
            }
        }
        return default;
    }

    /// <summary>The next field of a line, which <paramref name="line"/> then steps over.</summary>
    public static string TakeField(ref ReadOnlySpan<byte> line)
    {
        var end = line.IndexOf(Separator);
        var field = end < 0 ? line : line[..end];
        line = end < 0 ? default : line[(end + 1)..];
        return Encoding.UTF8.GetString(field);
    }
}
