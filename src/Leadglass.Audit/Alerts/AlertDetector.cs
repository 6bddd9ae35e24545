using Leadglass.Audit.Storage;

namespace Leadglass.Audit.Alerts;

/// <summary>
/// Finds what the records of a store show together. Fed with records in the order of the store, and told when time has passed without any; has no clock of
/// its own, and answers the same to the same. Remembers no more than <see cref="AlertOptions.MostRemembered"/> of each thing. Not safe to use from several threads at once.
/// </summary>
public sealed class AlertDetector
{
    private static readonly TimeSpan ForgottenAgain = TimeSpan.FromDays(1);

    // Records that overtake each other are apart by less; by more, the clock of the repository was put back.
    private static readonly TimeSpan SetBack = TimeSpan.FromMinutes(1);

    private readonly IReadOnlyList<(Watch Watch, Forgetting Forgetting)> _watches;
    private DateTimeOffset _now = DateTimeOffset.MinValue;

    /// <summary>Makes a detector that has seen nothing.</summary>
    /// <param name="options">From where on something is an alert; the defaults when <see langword="null"/>.</param>
    public AlertDetector(AlertOptions? options = null)
    {
        options ??= new AlertOptions();
        Watch[] watches =
        [
            .. Pair.All(options).Select(pair => new PairWatch(pair, options)),
            new SilenceWatch(options), new ClockWatch(options), new LoginWatch(options), new ExportWatch(options), new AccessWatch(options),
        ];
        _watches = [.. watches.Select(static watch => (watch, new Forgetting()))];
    }

    /// <summary>Takes the next record. Time passes to its reception.</summary>
    /// <param name="stored">The record.</param>
    /// <returns>The alerts, in the order of their times.</returns>
    public IReadOnlyList<Alert> Take(StoredRecord stored)
    {
        ArgumentNullException.ThrowIfNull(stored);
        if (WatchMark.IsStart(stored.Record) || _now - stored.Record.ReceivedAt > SetBack)
            Resume(stored.Record.ReceivedAt);
        var noticed = Passing(stored.Record.ReceivedAt);

        // What the repository writes itself is about itself. What cannot be read is kept, and shows nothing.
        if (stored.Record.Transport != AuditRecord.Own && stored.Record.Terms.Count > 0 && stored.Record.Examine().Message is { } message)
        {
            var seen = new Sighting(stored, message);
            foreach (var (watch, forgetting) in _watches)
            {
                watch.Take(seen, noticed);
                if (forgetting.IsNews(watch.Forgotten, _now))
                    noticed.Add(new Incident(IncidentKind.Forgotten, seen.Sequence, _now, seen.Source) { Who = watch.Name, Count = watch.Forgotten });
            }
        }

        return Judged(noticed);
    }

    /// <summary>Time has passed, and everything that was received until then was taken.</summary>
    /// <param name="to">Until when; a time before the latest record changes nothing.</param>
    /// <returns>The alerts, in the order of their times.</returns>
    public IReadOnlyList<Alert> Pass(DateTimeOffset to) => Judged(Passing(to));

    private void Resume(DateTimeOffset at)
    {
        _now = at;
        foreach (var (watch, _) in _watches)
            watch.Resume(at);
    }

    private List<Incident> Passing(DateTimeOffset to)
    {
        var noticed = new List<Incident>();
        _now = to > _now ? to : _now;
        foreach (var (watch, _) in _watches)
            watch.Pass(_now, noticed);
        return noticed;
    }

    private static List<Alert> Judged(List<Incident> noticed) =>
        [.. noticed.OrderBy(static incident => incident.At).SelectMany(static incident => AlertRules.All.Judge(incident, $"record {incident.Sequence}").Select(finding => new Alert(incident, finding)))];

    /// <summary>When it was told last that a watch forgets, and how much that had been.</summary>
    private sealed class Forgetting
    {
        private int _told;
        private DateTimeOffset _at = DateTimeOffset.MinValue;

        public bool IsNews(int forgotten, DateTimeOffset now)
        {
            if (forgotten == _told || (_told > 0 && now - _at < ForgottenAgain))
                return false;
            (_told, _at) = (forgotten, now);
            return true;
        }
    }
}
