using System.Numerics;

namespace Leadglass.Fuzzing.Managed;

/// <summary>Which blocks ran so far, and about how often in one run: a loop that went round eight times for the first time is something new.</summary>
/// <param name="blocks">How many blocks there are.</param>
internal sealed class CoverageMap(int blocks)
{
    private readonly byte[] _seen = new byte[blocks];

    /// <summary>Blocks that ran at least once.</summary>
    public int Covered { get; private set; }

    /// <summary>Takes the counters of a run.</summary>
    /// <param name="counters">One a block; 0 where it did not run, or ran a multiple of 256 times.</param>
    /// <returns>Whether anything was new.</returns>
    public bool Add(ReadOnlySpan<byte> counters)
    {
        var isNew = false;
        for (var i = counters.IndexOfAnyExcept((byte)0); i >= 0 && i < counters.Length;)
        {
            var bit = (byte)(1 << BitOperations.Log2(counters[i]));     // 1, 2-3, 4-7, ... 128-255
            if ((_seen[i] & bit) == 0)
            {
                Covered += _seen[i] == 0 ? 1 : 0;
                _seen[i] |= bit;
                isNew = true;
            }
            var step = counters[(i + 1)..].IndexOfAnyExcept((byte)0);
            i = step < 0 ? -1 : i + 1 + step;
        }
        return isNew;
    }
}
