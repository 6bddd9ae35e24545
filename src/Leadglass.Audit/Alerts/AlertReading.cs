using Leadglass.Audit.Storage;

namespace Leadglass.Audit.Alerts;

/// <summary>Reads a store as a detector wants it: in the order of reception, beginning early enough.</summary>
public static class AlertReading
{
    /// <summary>The alerts of a time; read while they are enumerated.</summary>
    /// <param name="store">The store.</param>
    /// <param name="from">The earliest moment at which one could be noticed; <see langword="null"/> for the beginning of the store.</param>
    /// <param name="to">The moment before which it was; nothing that was received later is read.</param>
    /// <param name="options">From where on something is an alert; the defaults when <see langword="null"/>.</param>
    /// <exception cref="IOException">The store cannot be read.</exception>
    public static IEnumerable<Alert> Read(IAuditStore store, DateTimeOffset? from, DateTimeOffset to, AlertOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(store);
        options ??= new AlertOptions();
        var detector = new AlertDetector(options);
        return store.ReadAll(from is { } begin ? LastBefore(store, begin, options) : 0)
            .TakeWhile(stored => stored.Record.ReceivedAt < to)
            .SelectMany(detector.Take)
            .Concat(AtEnd())
            .Where(alert => alert.Incident.At < to && (from is null || alert.Incident.At >= from));

        IEnumerable<Alert> AtEnd()
        {
            foreach (var alert in detector.Pass(to))
                yield return alert;
        }
    }

    /// <summary>The number of the last record that a detector need not have seen to know at a moment what it would know had it never ended.</summary>
    /// <param name="store">The store.</param>
    /// <param name="moment">The moment.</param>
    /// <param name="options">What it looks for.</param>
    /// <exception cref="IOException">The store cannot be read.</exception>
    public static long LastBefore(IAuditStore store, DateTimeOffset moment, AlertOptions options)
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(options);
        // Halved again and again: records have come in the order of their numbers, and no index knows when.
        var (before, notBefore) = (0L, store.End().Sequence);
        while (before < notBefore)
        {
            var middle = before + ((notBefore - before) / 2);
            if (store.ReadAll(middle, 1).FirstOrDefault() is { } next && moment - next.Record.ReceivedAt > options.ReadBack)
                before = next.Sequence;
            else
                notBefore = middle;
        }

        return before;
    }
}
