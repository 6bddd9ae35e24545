namespace Leadglass.TestKit;

/// <summary>A clock that stands still until the test moves it. Timers that come due meanwhile run before <see cref="Advance"/> returns, in their order.</summary>
public sealed class ManualTime : TimeProvider
{
    private readonly Lock _lock = new();
    private readonly List<Alarm> _alarms = [];
    private DateTimeOffset _now = new(2026, 6, 1, 12, 0, 0, TimeSpan.Zero);

    /// <inheritdoc/>
    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <summary>How long each timer that is set has still to go.</summary>
    public IReadOnlyList<TimeSpan> Remaining
    {
        get
        {
            lock (_lock)
                return [.. _alarms.Where(alarm => alarm.DueAt is not null).Select(alarm => alarm.DueAt!.Value - _now)];
        }
    }

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow()
    {
        lock (_lock)
            return _now;
    }

    /// <inheritdoc/>
    public override long GetTimestamp() => GetUtcNow().Ticks;

    /// <inheritdoc/>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var alarm = new Alarm(this, () => callback(state));
        lock (_lock)
            _alarms.Add(alarm);
        alarm.Change(dueTime, period);
        return alarm;
    }

    /// <summary>Moves the clock forward, from one timer that comes due to the next.</summary>
    /// <param name="duration">How far; not negative.</param>
    public void Advance(TimeSpan duration)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(duration, TimeSpan.Zero);
        var end = GetUtcNow() + duration;
        while (Next(end) is { } alarm)
            alarm.Ring();
        lock (_lock)
            _now = end;
    }

    /// <summary>Waits until something waits for time to pass, then lets it pass.</summary>
    /// <param name="duration">How far; not negative.</param>
    public async Task AdvanceWhenAwaitedAsync(TimeSpan duration)
    {
        while (Remaining.Count == 0)
            await Task.Yield();
        Advance(duration);
    }

    private Alarm? Next(DateTimeOffset end)
    {
        lock (_lock)
        {
            var next = _alarms.Where(alarm => alarm.DueAt <= end).MinBy(alarm => alarm.DueAt);
            if (next?.DueAt is not { } due)
                return null;
            _now = due > _now ? due : _now;
            next.DueAt = next.Period is { } period ? due + period : null;
            return next;
        }
    }

    private sealed class Alarm(ManualTime time, Action ring) : ITimer
    {
        public DateTimeOffset? DueAt { get; set; }

        public TimeSpan? Period { get; private set; }

        public void Ring() => ring();

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (time._lock)
            {
                DueAt = dueTime == Timeout.InfiniteTimeSpan ? null : time._now + dueTime;
                Period = period <= TimeSpan.Zero ? null : period;
                return true;
            }
        }

        public void Dispose()
        {
            lock (time._lock)
                time._alarms.Remove(this);
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
