using System.Security.Cryptography;

namespace Leadglass.Audit.Web;

/// <summary>Who is logged in, and who has failed too often. Nothing of it outlives the process. Safe to use from several threads.</summary>
internal sealed class WebSessions(WebUsers users, TimeProvider time)
{
    /// <summary>After this long without a request a session ends.</summary>
    public static readonly TimeSpan Idle = TimeSpan.FromMinutes(15);

    /// <summary>After this long every session ends.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromHours(10);

    /// <summary>How long one waits after too many failures.</summary>
    public static readonly TimeSpan Penalty = TimeSpan.FromMinutes(1);

    private const int MostFailures = 5;
    private const int MostKept = 1_000;

    // A password takes a third of a second of a core: whoever tries many does not take all cores.
    private static readonly SemaphoreSlim Checking = new(1);

    private readonly Lock _lock = new();
    private readonly OrderedDictionary<string, Session> _sessions = [];
    private readonly OrderedDictionary<string, (int Count, DateTimeOffset Last)> _failures = [];

    /// <summary>Tries to log somebody in.</summary>
    /// <param name="name">The name given. Untrusted.</param>
    /// <param name="password">The password given. Untrusted.</param>
    /// <param name="from">Where from: others who fail with the name elsewhere do not lock it here.</param>
    /// <param name="cancellationToken">Ends the wait for others.</param>
    /// <returns>Whether the password is right, and if so the secret of the session; neither where one has to wait first.</returns>
    public async Task<(bool? Accepted, string? Secret)> EnterAsync(string name, string password, string from, CancellationToken cancellationToken)
    {
        var who = $"{name} {from}";
        await Checking.WaitAsync(cancellationToken);
        try
        {
            if (MustWait(who))
                return (null, null);
            if (!WebUsers.IsName(name) || !users.Accepts(name, password) || users.Find(name) is not { } line)
            {
                Failed(who);
                return (false, null);
            }

            var secret = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));
            var now = time.GetUtcNow();
            lock (_lock)
            {
                _failures.Remove(who);
                Bounded(_sessions)[secret] = new Session(name, line, now, now);
            }

            return (true, secret);
        }
        finally
        {
            Checking.Release();
        }
    }

    /// <summary>Whose a session is; <see langword="null"/> if it has ended, or the user is no longer the one who logged in.</summary>
    /// <param name="secret">What the browser sent. Untrusted.</param>
    public string? UserOf(string secret)
    {
        var now = time.GetUtcNow();
        lock (_lock)
        {
            if (!_sessions.TryGetValue(secret, out var session))
                return null;
            if (now - session.LastSeen <= Idle && now - session.Began <= Longest && users.Find(session.Name) == session.Line)
            {
                _sessions[secret] = session with { LastSeen = now };
                return session.Name;
            }

            _sessions.Remove(secret);
            return null;
        }
    }

    /// <summary>Ends a session.</summary>
    /// <param name="secret">What the browser sent. Untrusted.</param>
    public void Leave(string secret)
    {
        lock (_lock)
            _sessions.Remove(secret);
    }

    private bool MustWait(string who)
    {
        lock (_lock)
            return _failures.TryGetValue(who, out var failed) && failed.Count >= MostFailures && time.GetUtcNow() - failed.Last < Penalty;
    }

    private void Failed(string who)
    {
        lock (_lock)
        {
            var before = _failures.TryGetValue(who, out var failed) && time.GetUtcNow() - failed.Last < Penalty ? failed.Count : 0;
            Bounded(_failures)[who] = (before + 1, time.GetUtcNow());
        }
    }

    private static OrderedDictionary<string, T> Bounded<T>(OrderedDictionary<string, T> all)
    {
        if (all.Count >= MostKept)
            all.RemoveAt(0);
        return all;
    }

    private sealed record Session(string Name, string Line, DateTimeOffset Began, DateTimeOffset LastSeen);
}
