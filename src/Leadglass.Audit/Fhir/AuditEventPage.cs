using Leadglass.Audit.Storage;

namespace Leadglass.Audit.Fhir;

/// <summary>One page of what a search finds.</summary>
/// <param name="Found">The resources.</param>
/// <param name="Next">The number of the record after which the next page begins; <see langword="null"/> if there is none.</param>
/// <param name="IsCutShort">Whether the page ends because enough records were looked at, and not because it is full.</param>
internal sealed record AuditEventPage(IReadOnlyList<StoredAuditEvent> Found, long? Next, bool IsCutShort)
{
    // What no index finds is compared record by record, some 20,000 a second: no request shall take much longer.
    private const int MostLookedAt = 50_000;

    private const int FirstPiece = 100;
    private const int LargestPiece = 6_400;

    // A page is written in one piece.
    private const int MostOctets = 16 * 1024 * 1024;

    /// <summary>Reads a page.</summary>
    /// <param name="store">The store.</param>
    /// <param name="search">The search.</param>
    /// <returns>The page; <see langword="null"/> if the record at which it begins is no longer there.</returns>
    /// <exception cref="IOException">The store cannot be read.</exception>
    public static AuditEventPage? Read(IAuditStore store, AuditEventSearch search)
    {
        var query = search.Query;
        if (search.After is { } after)
        {
            query = query with { After = store.Search(new AuditQuery { Sequence = after }).FirstOrDefault() };
            if (query.After is null)
                return null;
        }

        var found = new List<StoredAuditEvent>();
        var (lookedAt, last, octets) = (0, 0L, 0L);
        foreach (var stored in InPieces(store, query))
        {
            if (lookedAt++ == MostLookedAt)
                return new AuditEventPage(found, last, IsCutShort: true);
            if (StoredAuditEvent.Of(stored) is { } resource && search.Holds(resource.Message))
            {
                if (found.Count == search.Count || octets > MostOctets)
                    return new AuditEventPage(found, found[^1].Sequence, IsCutShort: false);
                found.Add(resource);
                octets += stored.Record.Octets.Length;
            }

            last = stored.Sequence;
        }

        return new AuditEventPage(found, null, IsCutShort: false);
    }

    /// <summary>What a query finds, asked for in growing pieces: a database prepares all that it is asked for, and most pages are short.</summary>
    private static IEnumerable<StoredRecord> InPieces(IAuditStore store, AuditQuery query)
    {
        for (var most = FirstPiece; ; most = Math.Min(4 * most, LargestPiece))
        {
            var count = 0;
            foreach (var stored in store.Search(query with { Most = most }))
            {
                count++;
                query = query with { After = stored };
                yield return stored;
            }

            if (count < most)
                yield break;
        }
    }
}
