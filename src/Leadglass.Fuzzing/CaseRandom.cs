using System.Buffers.Binary;
using System.Numerics;

namespace Leadglass.Fuzzing;

/// <summary>
/// The randomness of one case: the same numbers for the same campaign seed and index, on every machine and every version of .NET. It is
/// xoshiro256** with its state filled by SplitMix64, because <see cref="Random"/> promises its sequence for one version only.
/// </summary>
public sealed class CaseRandom
{
    private ulong _a;
    private ulong _b;
    private ulong _c;
    private ulong _d;

    /// <summary>The randomness of a case.</summary>
    /// <param name="campaign">The seed of the campaign.</param>
    /// <param name="index">The index of the case.</param>
    /// <param name="step">Which independent part of the case: 0 for its plan, n for its n-th mutation.</param>
    public CaseRandom(ulong campaign, long index, int step = 0)
    {
        // Each number is mixed before the next one joins, so that neighbouring cases have nothing in common.
        var state = campaign;
        state = SplitMix(ref state) ^ (ulong)index;
        state = SplitMix(ref state) ^ (ulong)step;
        (_a, _b, _c, _d) = (SplitMix(ref state), SplitMix(ref state), SplitMix(ref state), SplitMix(ref state));
    }

    /// <summary>The next 64 bits.</summary>
    public ulong Next()
    {
        var result = BitOperations.RotateLeft(_b * 5, 7) * 9;
        var t = _b << 17;
        _c ^= _a;
        _d ^= _b;
        _b ^= _c;
        _a ^= _d;
        _c ^= t;
        _d = BitOperations.RotateLeft(_d, 45);
        return result;
    }

    /// <summary>A number from 0 to <paramref name="count"/> - 1.</summary>
    /// <param name="count">How many numbers; at least 1.</param>
    public int Below(int count)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        return (int)Math.BigMul(Next(), (ulong)count, out _);
    }

    /// <summary>True once in <paramref name="times"/> times.</summary>
    /// <param name="times">At least 1.</param>
    public bool OneIn(int times) => Below(times) == 0;

    /// <summary>One of several.</summary>
    /// <param name="choices">At least one.</param>
    /// <typeparam name="T">What they are.</typeparam>
    public T Pick<T>(IReadOnlyList<T> choices)
    {
        ArgumentNullException.ThrowIfNull(choices);
        return choices[Below(choices.Count)];
    }

    /// <summary>Bytes.</summary>
    /// <param name="count">How many.</param>
    public byte[] Bytes(int count)
    {
        var bytes = new byte[(count + 7) / 8 * 8];
        for (var i = 0; i < bytes.Length; i += 8)
            BinaryPrimitives.WriteUInt64LittleEndian(bytes.AsSpan(i), Next());
        return bytes[..count];
    }

    private static ulong SplitMix(ref ulong state)
    {
        var z = state += 0x9E3779B97F4A7C15;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
