using System.Text;

namespace Leadglass.Fuzzing.Managed;

/// <summary>
/// What the probes of comparisons call, in the worker. Of one place in the code only the first pairs count, and of texts each pair once: a loop must
/// not wash out what the rest of the target asked.
/// </summary>
internal static unsafe class ComparisonRecorder
{
    private const int PairsAPlace = 16;
    private const int MostOfSwitch = 16;
    private const int Buckets = 1 << 16;

    private static readonly bool[] Texts = new bool[Buckets];

    private static ComparisonRing? _ring;
    private static byte[] _places = [];

    /// <summary>The static fields of the probe type, with the address that each holds.</summary>
    public static IReadOnlyList<(string Field, nint Address)> Entries { get; } =
    [
        (ComparisonProbes.NumbersField, (nint)(delegate* managed<long, long, int, int, void>)&OfNumbers),
        (ComparisonProbes.SwitchField, (nint)(delegate* managed<long, long, int, int, void>)&OfSwitch),
        (ComparisonProbes.StringsField, (nint)(delegate* managed<string?, string?, void>)&OfStrings),
        (ComparisonProbes.BytesField, (nint)(delegate* managed<ReadOnlySpan<byte>, ReadOnlySpan<byte>, void>)&OfBytes),
        (ComparisonProbes.CharsField, (nint)(delegate* managed<ReadOnlySpan<char>, ReadOnlySpan<char>, void>)&OfChars),
    ];

    /// <summary>Begins.</summary>
    /// <param name="ring">Where to record.</param>
    /// <param name="places">How many places in the code compare.</param>
    public static void Start(ComparisonRing ring, int places) => (_places, _ring) = (new byte[places], ring);

    /// <summary>Another input comes.</summary>
    public static void Clear()
    {
        _ring?.Clear();
        Array.Clear(_places);
        Array.Clear(Texts);
    }

    private static void OfNumbers(long left, long right, int isOrder, int place)
    {
        if (left != right && _ring is { } ring && _places[place] < PairsAPlace)
        {
            _places[place]++;
            ring.Add(left, right, isOrder != 0);
        }
    }

    private static void OfSwitch(long value, long first, int count, int place)
    {
        for (var i = 0; i < Math.Min(count, MostOfSwitch); i++)
            OfNumbers(value + first, first + i, 0, place);
    }

    private static void OfStrings(string? left, string? right)
    {
        if (left is not null && right is not null)
            OfChars(left, right);
    }

    private static void OfChars(ReadOnlySpan<char> left, ReadOnlySpan<char> right)
    {
        Span<byte> first = stackalloc byte[ComparisonRing.MostText * 3];
        Span<byte> second = stackalloc byte[ComparisonRing.MostText * 3];
        var firstLength = Encoding.UTF8.GetBytes(left[..Math.Min(left.Length, ComparisonRing.MostText)], first);
        var secondLength = Encoding.UTF8.GetBytes(right[..Math.Min(right.Length, ComparisonRing.MostText)], second);
        OfBytes(first[..firstLength], second[..secondLength]);
    }

    private static void OfBytes(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right)
    {
        left = left[..Math.Min(left.Length, ComparisonRing.MostText)];
        right = right[..Math.Min(right.Length, ComparisonRing.MostText)];
        if (_ring is not { } ring || left.SequenceEqual(right))
            return;
        var bucket = Mixed(left, Mixed(right, 17)) & (Buckets - 1);
        if (Texts[bucket])
            return;
        Texts[bucket] = true;
        ring.Add(left, right);
    }

    // Not HashCode: that one differs from process to process, and with it what shares a bucket.
    private static int Mixed(ReadOnlySpan<byte> bytes, int hash)
    {
        foreach (var each in bytes)
            hash = unchecked((hash * 31) + each);
        return hash ^ (hash >> 16);
    }
}
