namespace Leadglass.Audit.Alerts;

/// <summary>Sources that were heard regularly and are not any more. Who says goodbye (110121, 110125) may be silent.</summary>
internal sealed class SilenceWatch : Watch
{
    private const int Days = 7;

    private readonly AlertOptions _options;
    private readonly Recent<Voice> _voices;
    private DateTimeOffset _next = DateTimeOffset.MaxValue;

    public SilenceWatch(AlertOptions options)
        : base("sources")
    {
        _options = options;
        _voices = new Recent<Voice>(options.MostRemembered, _ => Forget());
    }

    /// <inheritdoc/>
    public override void Take(Sighting seen, List<Incident> noticed)
    {
        if (seen.Source.Length == 0)
            return;
        var now = seen.ReceivedAt;
        var voice = _voices.FindOrAdd(Sighting.Key(seen.Source), () => new Voice { Source = seen.Source, First = now, Last = now });
        // A pause that was told, or announced, is none that the source usually makes.
        if (!voice.IsAway && !voice.IsTold)
            voice.Paused(now);
        (voice.Last, voice.Sequence, voice.IsTold) = (now > voice.Last ? now : voice.Last, seen.Sequence, false);
        voice.Count++;
        voice.IsAway = seen.IsEvent("110100", "110121") || seen.IsEvent("110108", "110125");
        if (Due(voice) is { } due && due < _next)
            _next = due;
    }

    /// <inheritdoc/>
    public override void Pass(DateTimeOffset to, List<Incident> noticed)
    {
        if (to < _next)
            return;
        _next = DateTimeOffset.MaxValue;
        foreach (var voice in _voices.Values)
        {
            if (Due(voice) is not { } due)
                continue;
            if (due <= to)
            {
                voice.IsTold = true;
                noticed.Add(new Incident(IncidentKind.SourceSilent, voice.Sequence, due, voice.Source) { Span = due - voice.Last });
            }
            else if (due < _next)
            {
                _next = due;
            }
        }
    }

    /// <inheritdoc/>
    public override void Resume(DateTimeOffset at)
    {
        foreach (var voice in _voices.Values)
            voice.Last = at > voice.Last ? at : voice.Last;
    }

    private DateTimeOffset? Due(Voice voice)
    {
        if (voice.IsTold || voice.IsAway || voice.Count < _options.KnownBy || voice.Last - voice.First < _options.KnownFor)
            return null;
        var longest = voice.LongestPause(voice.Last) * _options.SilenceFactor;
        return voice.Last + (longest > _options.SilenceAtLeast ? longest : _options.SilenceAtLeast);
    }

    private sealed class Voice
    {
        // The longest pause that ended on a day, by the number of the day.
        private readonly Dictionary<int, TimeSpan> _pauses = [];

        public required string Source { get; init; }

        public required DateTimeOffset First { get; init; }

        public required DateTimeOffset Last { get; set; }

        public long Sequence { get; set; }

        public int Count { get; set; }

        public bool IsAway { get; set; }

        public bool IsTold { get; set; }

        public void Paused(DateTimeOffset until)
        {
            var pause = until - Last;
            var day = Day(until);
            if (pause <= _pauses.GetValueOrDefault(day))
                return;
            _pauses[day] = pause;
            foreach (var old in _pauses.Keys.Where(other => other <= day - Days).ToList())
                _pauses.Remove(old);
        }

        public TimeSpan LongestPause(DateTimeOffset now) =>
            _pauses.Where(pause => pause.Key > Day(now) - Days).Select(static pause => pause.Value).DefaultIfEmpty().Max();

        private static int Day(DateTimeOffset time) => (int)(time.UtcTicks / TimeSpan.TicksPerDay);
    }
}
