using System.Globalization;
using System.Text.Json;
using Leadglass.Findings;
using Microsoft.Data.Sqlite;

namespace Leadglass.Exposure.Watching;

/// <summary>
/// What a watch knows, in a SQLite file: the last word about each target, the addresses that names have had, and the changes, each until everybody has been told.
/// What a run found is kept whole or not at all. One program at a time uses it.
/// </summary>
public sealed class WatchStore : IDisposable
{
    private const int Version = 1;
    private const int MostWaiting = 100_000;

    private readonly SqliteConnection _connection;
    private readonly FileStream _lock;

    private WatchStore(SqliteConnection connection, FileStream one) => (_connection, _lock) = (connection, one);

    /// <summary>When the last run ended; <see langword="null"/> before the first.</summary>
    public DateTimeOffset? LastRun => Ask("SELECT max(finished) FROM runs") is long finished ? DateTimeOffset.FromUnixTimeMilliseconds(finished) : null;

    /// <summary>What is known of each target.</summary>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public IReadOnlyList<WatchedTarget> Targets => Try(() => Read("SELECT id, answers, days, facts FROM targets", static row =>
        new WatchedTarget(row.GetString(0), row.GetInt64(1) != 0, row.IsDBNull(2) ? null : row.GetInt32(2), Facts(row.GetString(3)))));

    /// <summary>Opens a file, and makes it if it is not there.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="IOException">Another program uses it, or it is none of this kind.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be written.</exception>
    public static WatchStore Open(string path)
    {
        FileStream one;
        try
        {
            one = new FileStream(path + ".lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException e)
        {
            throw new IOException($"{path} is used by another leadglass watch; two would check the same systems at once. End that one, or take another --state. ({e.Message})", e);
        }

        var store = new WatchStore(new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ToString()), one);
        try
        {
            store.Try(store.Prepare);
            return store;
        }
        catch
        {
            store.Dispose();
            throw;
        }
    }

    /// <summary>Keeps what a run found: all of it, or nothing.</summary>
    /// <param name="finished">When it ended.</param>
    /// <param name="targets">What is known now.</param>
    /// <param name="changes">What changed.</param>
    /// <param name="listeners">Who is to be told of each change.</param>
    /// <exception cref="IOException">The file cannot be written. Nothing was kept.</exception>
    public void Keep(DateTimeOffset finished, IReadOnlyList<WatchedTarget> targets, IReadOnlyList<Change> changes, IReadOnlyList<string> listeners) => Try(() =>
    {
        using var transaction = _connection.BeginTransaction();
        Run("INSERT INTO runs VALUES (@a)", finished.ToUnixTimeMilliseconds());
        Run("DELETE FROM runs WHERE finished < @a", finished.AddYears(-1).ToUnixTimeMilliseconds());
        foreach (var target in targets)
            Run("INSERT OR REPLACE INTO targets VALUES (@a, @b, @c, @d)", target.Id, target.Answers ? 1L : 0L, (object?)target.CertificateDays ?? DBNull.Value, Json(target.Facts));
        foreach (var change in changes)
        {
            Run("INSERT INTO changes (time, kind, severity, target, words) VALUES (@a, @b, @c, @d, @e)", change.Time.ToUnixTimeMilliseconds(), $"{change.Kind}", $"{change.Severity}", change.Target, change.Words);
            foreach (var listener in listeners)
                Run("INSERT INTO waiting VALUES (last_insert_rowid(), @a)", listener);
        }

        transaction.Commit();
        return true;
    });

    /// <summary>Keeps which addresses a name has.</summary>
    /// <param name="name">The name.</param>
    /// <param name="addresses">Its addresses, at least one.</param>
    /// <param name="time">When that was found out.</param>
    /// <returns>What they were before, where they are others now; otherwise <see langword="null"/>.</returns>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public string? Resolved(string name, IEnumerable<string> addresses, DateTimeOffset time) => Try(() =>
    {
        var now = string.Join(' ', addresses.Order(StringComparer.Ordinal));
        var before = Ask("SELECT addresses FROM names WHERE name = @a ORDER BY rowid DESC LIMIT 1", name) as string;
        if (before != now)
            Run("INSERT INTO names VALUES (@a, @b, @c)", name, now, time.ToUnixTimeMilliseconds());
        return before == now ? null : before;
    });

    /// <summary>The changes that somebody has not been told of, oldest first.</summary>
    /// <param name="listener">Who.</param>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public IReadOnlyList<(long Number, Change Change)> Waiting(string listener) => Try(() => Read(
        $"SELECT number, time, kind, severity, target, words FROM changes JOIN waiting ON change = number WHERE listener = @a ORDER BY number LIMIT {MostWaiting}",
        static row => (row.GetInt64(0), new Change(
            DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(1)), Enum.Parse<ChangeKind>(row.GetString(2)), Enum.Parse<Severity>(row.GetString(3)), row.GetString(4), row.GetString(5))),
        listener));

    /// <summary>Says that somebody was told.</summary>
    /// <param name="number">The number of the change.</param>
    /// <param name="listener">Who.</param>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public void Told(long number, string listener) => Try(() =>
    {
        Run("DELETE FROM waiting WHERE change = @a AND listener = @b", number, listener);
        return true;
    });

    /// <summary>How many changes there have been, by their kinds.</summary>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public IReadOnlyList<(string Kind, long Count)> Counts() => Try(() => Read("SELECT kind, count(*) FROM changes GROUP BY kind ORDER BY kind", static row => (row.GetString(0), row.GetInt64(1))));

    /// <summary>Closes the file.</summary>
    public void Dispose()
    {
        _connection.Dispose();
        _lock.Dispose();
    }

    private bool Prepare()
    {
        _connection.Open();
        if (Ask("SELECT count(*) FROM sqlite_master") is 0L)
        {
            Run($"""
                BEGIN;
                CREATE TABLE runs (finished INTEGER NOT NULL);
                CREATE TABLE targets (id TEXT PRIMARY KEY, answers INTEGER NOT NULL, days INTEGER, facts TEXT NOT NULL);
                CREATE TABLE changes (number INTEGER PRIMARY KEY, time INTEGER NOT NULL, kind TEXT NOT NULL, severity TEXT NOT NULL, target TEXT NOT NULL, words TEXT NOT NULL);
                CREATE TABLE waiting (change INTEGER NOT NULL, listener TEXT NOT NULL, PRIMARY KEY (change, listener)) WITHOUT ROWID;
                CREATE TABLE names (name TEXT NOT NULL, addresses TEXT NOT NULL, first INTEGER NOT NULL);
                PRAGMA user_version = {Version};
                COMMIT;
                """);
        }

        if (Ask("PRAGMA user_version") is not (long)Version || Ask("SELECT count(*) FROM sqlite_master WHERE name IN ('targets', 'waiting')") is not 2L)
            throw new IOException($"{_connection.DataSource} is no file of leadglass watch, or one of another version; take another --state");
        return true;
    }

    private T Try<T>(Func<T> work)
    {
        try
        {
            return work();
        }
        catch (SqliteException e)
        {
            throw new IOException($"{_connection.DataSource}: {e.Message}", e);
        }
        catch (Exception e) when (e is InvalidCastException or InvalidOperationException or ArgumentException or JsonException)
        {
            throw new IOException($"{_connection.DataSource} is damaged: {e.Message}", e);
        }
    }

    private SqliteCommand Command(string text, object[] values)
    {
        var command = _connection.CreateCommand();
#pragma warning disable CA2100 // Every text is ours; what comes from elsewhere is a parameter.
        command.CommandText = text;
#pragma warning restore CA2100
        for (var index = 0; index < values.Length; index++)
            command.Parameters.AddWithValue($"@{(char)('a' + index)}", values[index]);
        return command;
    }

    private void Run(string text, params object[] values)
    {
        using var command = Command(text, values);
        command.ExecuteNonQuery();
    }

    private object? Ask(string text, params object[] values)
    {
        using var command = Command(text, values);
        return command.ExecuteScalar();
    }

    private List<T> Read<T>(string text, Func<SqliteDataReader, T> row, params object[] values)
    {
        using var command = Command(text, values);
        using var reader = command.ExecuteReader();
        var rows = new List<T>();
        while (reader.Read())
            rows.Add(row(reader));
        return rows;
    }

    private static string Json(IReadOnlyDictionary<string, string> facts)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
        {
            json.WriteStartObject();
            foreach (var (key, value) in facts)
                json.WriteString(key, value);
            json.WriteEndObject();
        }

        return System.Text.Encoding.UTF8.GetString(stream.ToArray());
    }

    private static Dictionary<string, string> Facts(string json)
    {
        using var parsed = JsonDocument.Parse(json);
        return parsed.RootElement.EnumerateObject().ToDictionary(static fact => fact.Name, static fact => fact.Value.GetString() ?? "");
    }
}
