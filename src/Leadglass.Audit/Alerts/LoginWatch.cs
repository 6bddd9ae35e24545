namespace Leadglass.Audit.Alerts;

/// <summary>Log-ins (110114 with 110122) that fail in a row, of one user or from one place in the network, and the success after them.</summary>
internal sealed class LoginWatch : Watch
{
    private readonly AlertOptions _options;
    private readonly Recent<Row> _users;
    private readonly Recent<Row> _nodes;

    public LoginWatch(AlertOptions options)
        : base("users and places that log in")
    {
        _options = options;
        _users = new Recent<Row>(options.MostRemembered, _ => Forget());
        _nodes = new Recent<Row>(options.MostRemembered, _ => Forget());
    }

    /// <inheritdoc/>
    public override void Take(Sighting seen, List<Incident> noticed)
    {
        if (!seen.IsEvent("110114", "110122") || seen.Actor is not { } person)
            return;
        var user = Take(seen, _users, person.UserId, _options.FailuresOfUser, IncidentKind.LoginsOfUserFailed, IncidentKind.LoginOfUserAfterFailures);
        var node = person.NetworkAccessPointId is { Length: > 0 } place
            ? Take(seen, _nodes, place, _options.FailuresFromNode, IncidentKind.LoginsFromNodeFailed, IncidentKind.LoginFromNodeAfterFailures) : null;
        if ((user ?? node) is { } worst)
            noticed.Add(worst);
        // A row of the user is no reason to keep quiet about a place that tries many users.
        if (user is not null && node?.Kind == IncidentKind.LoginsFromNodeFailed)
            noticed.Add(node);
    }

    private Incident? Take(Sighting seen, Recent<Row> rows, string who, int enough, IncidentKind failed, IncidentKind succeeded)
    {
        var key = Sighting.Key(who);
        // 4 is a failure here: the user was let in after all at most in a later message. An outcome that nobody can read is neither.
        var outcome = seen.Message.Event.OutcomeIndicator.Trim();
        if (outcome == "0")
        {
            var count = rows.Find(key) is { } ended && IsOf(ended, seen) ? ended.Count : 0;
            rows.Remove(key);
            return count >= enough ? new Incident(succeeded, seen.Sequence, seen.ReceivedAt, seen.Source) { Who = who, Count = count } : null;
        }

        if (outcome is not ("4" or "8" or "12"))
            return null;
        var row = rows.FindOrAdd(key, static () => new Row());
        if (!IsOf(row, seen))
            (row.Count, row.User) = (0, null);
        // One user who fails again and again at one place says nothing about the place.
        var user = Sighting.Key(seen.Actor!.UserId);
        var counts = rows == _users || row.User != user;
        (row.Last, row.User) = (seen.Time, user);
        if (counts)
            row.Count++;
        return counts && row.Count == enough ? new Incident(failed, seen.Sequence, seen.ReceivedAt, seen.Source) { Who = who, Count = row.Count } : null;
    }

    private bool IsOf(Row row, Sighting seen) => (seen.Time - row.Last).Duration() <= _options.FailuresWithin;

    private sealed class Row
    {
        public int Count { get; set; }

        public DateTimeOffset Last { get; set; }

        public string? User { get; set; }
    }
}
