namespace Leadglass.Audit.Alerts;

/// <summary>Things that were begun and must end. An end may come before its beginning: connections overtake each other, and spools are emptied late.</summary>
internal sealed class PairWatch : Watch
{
    // Of one subject: whoever begins the same again and again must not make each end expensive.
    private const int MostOfSubject = 64;
    private const int MostParties = 16;

    private readonly Pair _pair;
    private readonly AlertOptions _options;
    private readonly Recent<List<Begun>> _bySubject;
    private readonly Recent<Ended> _ended;
    private readonly LinkedList<Begun> _waiting = [];

    public PairWatch(Pair pair, AlertOptions options)
        : base(pair.Name)
    {
        (_pair, _options) = (pair, options);
        _bySubject = new Recent<List<Begun>>(options.MostRemembered, ForgetAll);
        _ended = new Recent<Ended>(options.MostRemembered, static _ => { });
    }

    /// <inheritdoc/>
    public override void Take(Sighting seen, List<Incident> noticed)
    {
        if (_pair.Begins(seen))
            Begin(seen, noticed);
        else if (_pair.Ends(seen))
            End(seen);
    }

    /// <inheritdoc/>
    public override void Pass(DateTimeOffset to, List<Incident> noticed)
    {
        while (_waiting.First is { Value: var begun } && begun.Due <= to)
        {
            // The studies of one message are one alert.
            var count = 0;
            while (_waiting.First is { Value: var same } && same.Sequence == begun.Sequence)
            {
                count++;
                same.IsTold = true;
                _waiting.RemoveFirst();
            }

            noticed.Add(new Incident(_pair.Overdue, begun.Sequence, begun.Due, begun.Source) { Who = begun.Who, Count = count, Span = _pair.Within });
        }
    }

    /// <inheritdoc/>
    public override void Resume(DateTimeOffset at)
    {
        // Whoever has a spool sends the end only now.
        foreach (var begun in _waiting)
            begun.Due = at + _pair.Within;
    }

    private void Begin(Sighting seen, List<Incident> noticed)
    {
        var parties = Parties(seen);
        var isNew = false;
        foreach (var subject in _pair.Subjects(seen).Select(static subject => Sighting.Key(subject)).Distinct())
        {
            if (_ended.Find(subject) is { } ended && ended.ReceivedAt >= seen.ReceivedAt - _pair.Within && ended.Time >= seen.Time && Matches(ended.Parties, parties))
            {
                _ended.Remove(subject);
                isNew = true;
                continue;
            }

            var all = _bySubject.FindOrAdd(subject, static () => []);
            if (all.Exists(other => Matches(other.Parties, parties)))
                continue; // tried again, or reported by both sides
            isNew = true;
            var begun = new Begun(seen, Who(seen), parties, all) { Due = Now(seen) + _pair.Within };
            if (all.Count >= MostOfSubject)
                Drop(all[0]);
            if (_waiting.Count >= _options.MostRemembered)
                Drop(_waiting.First!.Value);
            all.Add(begun);
            begun.Place = _waiting.AddLast(begun);
        }

        if (isNew && _pair.AtOnce is { } kind)
            noticed.Add(new Incident(kind, seen.Sequence, seen.ReceivedAt, seen.Source) { Who = Who(seen) });
    }

    private void End(Sighting seen)
    {
        var parties = Parties(seen);
        foreach (var subject in _pair.Subjects(seen).Select(static subject => Sighting.Key(subject)).Distinct())
        {
            var all = _bySubject.Find(subject);
            // Two clocks cannot be compared; by one clock an end before the beginning is that of something else.
            var ended = all?.Where(begun => Matches(begun.Parties, parties) && (begun.Source != seen.Source || begun.Time <= seen.Time)).ToList() ?? [];
            foreach (var begun in ended)
            {
                all!.Remove(begun);
                Leave(begun);
            }

            if (all?.Count == 0)
                _bySubject.Remove(subject);
            if (ended.Count > 0)
                continue;
            _ended.Remove(subject);
            _ended.FindOrAdd(subject, () => new Ended(parties, seen.Time, seen.ReceivedAt));
        }
    }

    private void Drop(Begun begun)
    {
        begun.OfSubject.Remove(begun);
        ForgetAll([begun]);
    }

    // One that was told is only remembered so that it is not told again.
    private void ForgetAll(List<Begun> all)
    {
        foreach (var begun in all.Where(static begun => !begun.IsTold))
        {
            Forget();
            Leave(begun);
        }
    }

    private void Leave(Begun begun)
    {
        if (begun.Place?.List is not null)
            _waiting.Remove(begun.Place);
    }

    // Never before one that waits already, so that the first is due first.
    private DateTimeOffset Now(Sighting seen) => _waiting.Last is { Value.Due: var due } && due - _pair.Within > seen.ReceivedAt ? due - _pair.Within : seen.ReceivedAt;

    private HashSet<string> Parties(Sighting seen) => [.. _pair.Parties(seen).SelectMany(Sighting.Identities).Take(MostParties)];

    // A message that names no sender can be about any.
    private static bool Matches(HashSet<string> one, HashSet<string> other) => one.Count == 0 || other.Count == 0 || one.Overlaps(other);

    private string Who(Sighting seen) => (_pair.Parties(seen).FirstOrDefault() ?? seen.Actor)?.UserId ?? "";

    private sealed class Begun(Sighting seen, string who, HashSet<string> parties, List<Begun> ofSubject)
    {
        public long Sequence { get; } = seen.Sequence;

        public string Source { get; } = seen.Source;

        public DateTimeOffset Time { get; } = seen.Time;

        public string Who => who;

        public HashSet<string> Parties => parties;

        public List<Begun> OfSubject => ofSubject;

        public LinkedListNode<Begun>? Place { get; set; }

        public required DateTimeOffset Due { get; set; }

        public bool IsTold { get; set; }
    }

    private sealed record Ended(HashSet<string> Parties, DateTimeOffset Time, DateTimeOffset ReceivedAt);
}
