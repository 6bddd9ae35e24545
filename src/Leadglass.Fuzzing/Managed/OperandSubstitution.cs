using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using Leadglass.Fuzzing.Mutation;
using Leadglass.Fuzzing.Seeds;

namespace Leadglass.Fuzzing.Managed;

/// <summary>
/// Puts into an input what the target compared a part of it with: chance would need as many inputs as the operand has values. One operand is looked
/// for in the input, in every width and byte order and as text, and the other takes its place.
/// </summary>
internal sealed class OperandSubstitution : CaseOperator
{
    private const int MostPlaces = 8;
    private const int MostPlacesOfOne = 4;

    // Limits of a target are mostly larger: inputs that long would make everything after them slow.
    private const int LongestByLength = 64 * 1024;

    /// <summary>The one there is.</summary>
    public static OperandSubstitution Instance { get; } = new();

    /// <inheritdoc/>
    public override string Id => "comparison";

    /// <inheritdoc/>
    public override string What => "what the method compared a part of the input with takes its place";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Because => [];

    /// <summary>The inputs that the comparisons of one lead to, the likely ones first.</summary>
    /// <param name="input">The input.</param>
    /// <param name="comparisons">What the target compared when it read the input.</param>
    public static IEnumerable<BrokenFile> Of(byte[] input, IReadOnlyList<Comparison> comparisons)
    {
        var known = new HashSet<(int At, int Removed, string Put)>();
        var sides = comparisons.SelectMany(static each => (Comparison[])[each, each.Turned]).ToList();
        foreach (var (at, removed, put) in sides.SelectMany(each => each.LeftText is null ? Lengths(input, each) : Texts(input, each))
            .Concat(((int[])[8, 4, 2, 1]).SelectMany(width => sides.Where(static each => each.LeftText is null).SelectMany(each => Numbers(input, each, width))))
            .Concat(sides.Where(static each => each.LeftText is null).SelectMany(each => Decimals(input, each))))
        {
            if (input.Length - removed + put.Length <= SeedFolder.LargestSeed && known.Add((at, removed, Convert.ToHexString(put))))
                yield return new BrokenFile([.. input.AsSpan(0, at), .. put, .. input.AsSpan(at + removed)], $"at {at}: {removed} bytes became the {put.Length} that they were compared with");
        }
    }

    /// <summary>A number that is the length of the input: another length is what the target asks for.</summary>
    private static IEnumerable<(int At, int Removed, byte[] Put)> Lengths(byte[] input, Comparison each)
    {
        foreach (var wanted in each.Left == input.Length ? Wanted(each) : [])
        {
            if (wanted is >= 0 and <= LongestByLength)
                yield return wanted < input.Length ? ((int)wanted, input.Length - (int)wanted, []) : (input.Length, 0, new byte[wanted - input.Length]);
        }
    }

    private static IEnumerable<(int At, int Removed, byte[] Put)> Numbers(byte[] input, Comparison each, int width)
    {
        foreach (var isBig in width == 1 ? [false] : (bool[])[false, true])
        {
            foreach (var wanted in Wanted(each))
            {
                if (Encoded(each.Left, width, isBig) is not { } pattern || Encoded(wanted, width, isBig) is not { } put || pattern.AsSpan().SequenceEqual(put))
                    continue;
                foreach (var at in Places(input, pattern))
                    yield return (at, width, put);
            }
        }
    }

    private static IEnumerable<(int At, int Removed, byte[] Put)> Decimals(byte[] input, Comparison each)
    {
        var pattern = Encoding.ASCII.GetBytes(each.Left.ToString(CultureInfo.InvariantCulture));
        foreach (var wanted in Wanted(each))
        {
            foreach (var at in Places(input, pattern))
                yield return (at, pattern.Length, Encoding.ASCII.GetBytes(wanted.ToString(CultureInfo.InvariantCulture)));
        }
    }

    private static IEnumerable<(int At, int Removed, byte[] Put)> Texts(byte[] input, Comparison each)
    {
        var (pattern, put) = (Encoding.Latin1.GetBytes(each.LeftText!), Encoding.Latin1.GetBytes(each.RightText!));
        foreach (var at in Places(input, pattern))
            yield return (at, pattern.Length, put);
        // Only the beginning was asked for, or the text was cut when it was recorded.
        foreach (var at in pattern.Length > put.Length ? Places(input, pattern[..put.Length]) : Places(input, pattern))
            yield return (at, Math.Min(put.Length, input.Length - at), put);
    }

    private static long[] Wanted(Comparison each) => each.IsOrder ? [each.Right, unchecked(each.Right + 1), unchecked(each.Right - 1)] : [each.Right];

    private static byte[]? Encoded(long number, int width, bool isBig)
    {
        if (width < 8 && (number < -(1L << ((8 * width) - 1)) || number >= 1L << (8 * width)))
            return null;
        Span<byte> bytes = stackalloc byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, number);
        bytes = bytes[..width];
        if (isBig)
            bytes.Reverse();
        return bytes.ToArray();
    }

    private static List<int> Places(byte[] input, byte[] pattern)
    {
        var places = new List<int>();
        var most = pattern.Length > 1 ? MostPlaces : MostPlacesOfOne;
        for (var from = 0; pattern.Length > 0 && places.Count < most;)
        {
            var at = input.AsSpan(from).IndexOf(pattern);
            if (at < 0)
                break;
            places.Add(from + at);
            from += at + 1;
        }
        return places;
    }
}
