namespace Leadglass.Fuzzing.Campaign;

/// <summary>
/// Which operator next: the one whose cases brought most new answers, with a bonus for those that were tried little (UCB1 of Auer et al., 2002).
/// It chooses indices only, never what a case holds.
/// </summary>
internal sealed class OperatorBandit
{
    private readonly long[] _cases;
    private readonly long[] _novel;
    private readonly long[] _failures;
    private readonly string[] _ids;

    public OperatorBandit(IReadOnlyList<string> ids, IReadOnlyList<OperatorTally> before)
    {
        _ids = [.. ids];
        _cases = [.. ids.Select(id => before.FirstOrDefault(tally => tally.Id == id)?.Cases ?? 0)];
        _novel = [.. ids.Select(id => before.FirstOrDefault(tally => tally.Id == id)?.Novel ?? 0)];
        _failures = [.. ids.Select(id => before.FirstOrDefault(tally => tally.Id == id)?.Failures ?? 0)];
    }

    public IReadOnlyList<OperatorTally> Tallies => [.. _ids.Select((id, i) => new OperatorTally(id, _cases[i], _novel[i], _failures[i]))];

    public long Cases => _cases.Sum();

    /// <summary>The index of the next case.</summary>
    public long Next()
    {
        var total = Math.Log(Math.Max(1, Cases) + 1);
        var best = 0;
        var bestScore = double.NegativeInfinity;
        for (var i = 0; i < _ids.Length; i++)
        {
            var score = _cases[i] == 0 ? double.MaxValue : ((double)_novel[i] / _cases[i]) + Math.Sqrt(2 * total / _cases[i]);
            if (score > bestScore)
                (best, bestScore) = (i, score);
        }
        return (_cases[best]++ * _ids.Length) + best;
    }

    public void Reward(long index, bool isNovel, bool failed)
    {
        var op = index % _ids.Length;
        _novel[op] += isNovel ? 1 : 0;
        _failures[op] += failed ? 1 : 0;
    }
}
