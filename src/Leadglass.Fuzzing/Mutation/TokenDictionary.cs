using System.Globalization;

namespace Leadglass.Fuzzing.Mutation;

/// <summary>Words that a program looks for: from a file in the format of AFL, or found by the compiler that built the program.</summary>
public static class TokenDictionary
{
    /// <summary>The most words that are used; the rest of a dictionary is left out.</summary>
    public const int MostTokens = 4096;

    /// <summary>The longest word, as in AFL.</summary>
    public const int LongestToken = 128;

    private const int LargestFile = 4 << 20;

    /// <summary>Reads a file: a word a line, <c>name="value"</c> or <c>"value"</c>, with <c>\\</c>, <c>\"</c> and <c>\xNN</c>; <c>#</c> begins a comment.</summary>
    /// <param name="file">The file.</param>
    /// <param name="errors">Takes what is wrong with it, one sentence a line.</param>
    /// <exception cref="IOException">It cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">It must not be read.</exception>
    public static IReadOnlyList<ReadOnlyMemory<byte>> Read(string file, ICollection<string> errors)
    {
        ArgumentNullException.ThrowIfNull(errors);
        if (new FileInfo(file).Length > LargestFile)
        {
            errors.Add($"{file}: larger than {LargestFile >> 20} MiB");
            return [];
        }
        var tokens = new List<ReadOnlyMemory<byte>>();
        var lines = File.ReadAllLines(file);
        for (var i = 0; i < lines.Length; i++)
        {
            var line = lines[i].Trim();
            if (line.Length == 0 || line[0] == '#')
                continue;
            var first = line.IndexOf('"', StringComparison.Ordinal);
            var token = first >= 0 && line.Length > first + 1 && line[^1] == '"' ? Unescaped(line[(first + 1)..^1]) : null;
            if (token is { Length: > 0 and <= LongestToken })
                tokens.Add(token);
            else
                errors.Add(string.Create(CultureInfo.InvariantCulture, $"{file}:{i + 1}: not name=\"value\" with 1 to {LongestToken} bytes"));
        }
        return Distinct(tokens);
    }

    /// <summary>Takes apart what a fork server passes on: each word behind a byte with its length. Ends at the first that is not whole.</summary>
    /// <param name="bytes">The words.</param>
    internal static IReadOnlyList<ReadOnlyMemory<byte>> OfCompiler(ReadOnlyMemory<byte> bytes)
    {
        var tokens = new List<ReadOnlyMemory<byte>>();
        while (bytes.Length > 1 && bytes.Span[0] < bytes.Length)
        {
            int length = bytes.Span[0];
            if (length is > 0 and <= LongestToken)
                tokens.Add(bytes.Slice(1, length));
            bytes = bytes[(1 + length)..];
        }
        return Distinct(tokens);
    }

    private static List<ReadOnlyMemory<byte>> Distinct(IEnumerable<ReadOnlyMemory<byte>> tokens) =>
        [.. tokens.DistinctBy(static token => Convert.ToHexString(token.Span)).Take(MostTokens)];

    private static byte[]? Unescaped(string text)
    {
        var bytes = new List<byte>();
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] is < ' ' or > '~' or '"')
                return null;
            if (text[i] != '\\')
            {
                bytes.Add((byte)text[i]);
                continue;
            }
            switch (text.AsSpan(i + 1))
            {
                case [('\\' or '"') and var itself, ..]:
                    bytes.Add((byte)itself);
                    i++;
                    break;
                case ['x', _, _, ..] when byte.TryParse(text.AsSpan(i + 2, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value):
                    bytes.Add(value);
                    i += 3;
                    break;
                default:
                    return null;
            }
        }
        return [.. bytes];
    }
}
