namespace Leadglass.Fuzzing.Campaign;

/// <summary>
/// What a campaign learnt, over its cases, and how likely the next case is to teach something. Points lie a tenth further apart each time, so that a
/// campaign of ten million cases has about 150 of them.
/// </summary>
internal sealed class GrowthLog
{
    private const int Step = 10;

    private readonly HashSet<string> _answers;
    private readonly HashSet<string> _once;
    private readonly List<GrowthPoint> _points;

    public GrowthLog(CampaignState state)
    {
        _answers = [.. state.Answers];
        _once = [.. state.AnswersSeenOnce];
        _points = [.. state.Growth];
    }

    /// <summary>Different answers so far, in the order of their names.</summary>
    public IReadOnlyList<string> Answers => [.. _answers.Order(StringComparer.Ordinal)];

    /// <summary>Those that one case alone gave.</summary>
    public IReadOnlyList<string> Once => [.. _once.Order(StringComparer.Ordinal)];

    public IReadOnlyList<GrowthPoint> Points => [.. _points];

    public int Count => _answers.Count;

    /// <summary>Takes the answers to seeds as they are: they are known, but no case gave them.</summary>
    public void Know(IEnumerable<string> answers) => _answers.UnionWith(answers);

    /// <summary>Takes the answer to a case.</summary>
    /// <returns>Whether it was never given before.</returns>
    public bool Add(string answer)
    {
        if (_answers.Add(answer))
            return _once.Add(answer);
        _once.Remove(answer);
        return false;
    }

    /// <summary>Keeps a point where the last one is far enough away.</summary>
    public void Note(long cases, double seconds, int features, int defects)
    {
        var last = _points.Count > 0 ? _points[^1].Cases : 0;
        if (cases > last + (last / Step))
            _points.Add(new GrowthPoint(cases, Math.Round(seconds, 1), _answers.Count, features, defects));
    }

    /// <summary>
    /// The share of the cases to come that will be answered as none before: the answers that one case alone gave, by the cases (Good and Turing). It holds
    /// for cases drawn in one way; operators are chosen by what they bring, so that it is an estimate and not a bound. Null where nothing was run.
    /// </summary>
    public static double? Unseen(CampaignState state) => state.Cases == 0 || state.Growth.Count == 0 ? null : Math.Min(1, (double)state.AnswersSeenOnce.Count / state.Cases);
}
