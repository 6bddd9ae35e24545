using Leadglass.Audit.Messages;

namespace Leadglass.Audit.Alerts;

/// <summary>Sources whose events are not when they are received.</summary>
internal sealed class ClockWatch : Watch
{
    private readonly AlertOptions _options;
    private readonly Recent<Clock> _clocks;

    public ClockWatch(AlertOptions options)
        : base("clocks")
    {
        _options = options;
        _clocks = new Recent<Clock>(options.MostRemembered, _ => Forget());
    }

    /// <inheritdoc/>
    public override void Take(Sighting seen, List<Incident> noticed)
    {
        // Without its zone a time says nothing about a clock.
        if (seen.Source.Length == 0 || AuditTime.Parse(seen.Message.Event.DateTime) is not { HasZone: true })
            return;
        var late = seen.ReceivedAt - seen.Time;
        var clock = _clocks.FindOrAdd(Sighting.Key(seen.Source), static () => new Clock());
        if (late.Duration() <= _options.ClockTolerance)
        {
            (clock.IsAhead, clock.IsLate, clock.IsBehind, clock.InARow) = (false, false, false, 0);
        }
        else if (late < TimeSpan.Zero)
        {
            if (!clock.IsAhead)
                noticed.Add(Noticed(IncidentKind.ClockAhead, seen, late));
            (clock.IsAhead, clock.InARow) = (true, 0);
        }
        else
        {
            TakeLate(clock, seen, late, noticed);
        }
    }

    // What waited in a spool comes all at once, or is late by less and less; a slow clock is late by the same all the time.
    private void TakeLate(Clock clock, Sighting seen, TimeSpan late, List<Incident> noticed)
    {
        var (least, most) = clock.InARow == 0 ? (late, late) : (Min(clock.Least, late), Max(clock.Most, late));
        if (clock.InARow == 0 || most - least > _options.ClockTolerance)
            (clock.InARow, clock.Since, least, most) = (0, seen.ReceivedAt, late, late);
        (clock.Least, clock.Most) = (least, most);
        clock.InARow++;
        if (!clock.IsBehind && clock.InARow >= _options.LateInARow && seen.ReceivedAt - clock.Since >= _options.LateFor)
        {
            (clock.IsBehind, clock.IsLate) = (true, true);
            noticed.Add(Noticed(IncidentKind.ClockBehind, seen, late) with { Count = clock.InARow });
        }
        else if (!clock.IsLate)
        {
            clock.IsLate = true;
            noticed.Add(Noticed(IncidentKind.Late, seen, late));
        }
    }

    private static Incident Noticed(IncidentKind kind, Sighting seen, TimeSpan late) => new(kind, seen.Sequence, seen.ReceivedAt, seen.Source) { Span = late.Duration() };

    private static TimeSpan Min(TimeSpan one, TimeSpan other) => one < other ? one : other;

    private static TimeSpan Max(TimeSpan one, TimeSpan other) => one > other ? one : other;

    private sealed class Clock
    {
        public bool IsAhead { get; set; }

        public bool IsLate { get; set; }

        public bool IsBehind { get; set; }

        public int InARow { get; set; }

        public DateTimeOffset Since { get; set; }

        public TimeSpan Least { get; set; }

        public TimeSpan Most { get; set; }
    }
}
