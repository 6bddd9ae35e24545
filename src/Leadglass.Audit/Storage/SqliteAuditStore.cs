using System.Data;
using System.Globalization;
using Leadglass.Audit.Validation;
using Microsoft.Data.Sqlite;

namespace Leadglass.Audit.Storage;

/// <summary>
/// A store in one SQLite file. Several programs may use it at once: each appends in a transaction that begins with the end of the chain, and a commit
/// is on the disk before it returns. Not safe to use from several threads at once.
/// </summary>
public sealed class SqliteAuditStore : IAuditStore
{
    private const int Version = 1;

    private const string Schema = """
        CREATE TABLE records (
            sequence INTEGER PRIMARY KEY, received INTEGER NOT NULL, time INTEGER NOT NULL, transport TEXT NOT NULL, remote TEXT NOT NULL,
            verdict INTEGER NOT NULL, octets BLOB NOT NULL, hash BLOB NOT NULL);
        CREATE INDEX records_by_time ON records (time);
        CREATE TABLE terms (kind INTEGER NOT NULL, value TEXT NOT NULL, sequence INTEGER NOT NULL, PRIMARY KEY (kind, value, sequence)) WITHOUT ROWID;
        CREATE INDEX terms_by_sequence ON terms (sequence);
        -- Against slips; against intent there is the chain.
        CREATE TRIGGER records_stay BEFORE UPDATE ON records BEGIN SELECT RAISE(ABORT, 'audit records are never changed'); END;
        CREATE TRIGGER terms_stay BEFORE UPDATE ON terms BEGIN SELECT RAISE(ABORT, 'audit records are never changed'); END;
        PRAGMA user_version = 1;
        """;

    private const string Remaining = """
        CREATE TRIGGER records_remain BEFORE DELETE ON records BEGIN SELECT RAISE(ABORT, 'audit records are never removed'); END;
        CREATE TRIGGER terms_remain BEFORE DELETE ON terms BEGIN SELECT RAISE(ABORT, 'audit records are never removed'); END;
        """;

    private readonly SqliteConnection _connection;

    private SqliteAuditStore(SqliteConnection connection) => _connection = connection;

    /// <summary>Opens a store.</summary>
    /// <param name="path">The file.</param>
    /// <param name="mode">Whether it is made if it is not there, and whether it can be written to.</param>
    /// <param name="patience">How long to wait for another program that writes, in whole seconds, at least one; five by default.</param>
    /// <exception cref="IOException">There is no such file, it cannot be opened, or it is no store of this version.</exception>
    public static SqliteAuditStore Open(string path, AuditStoreMode mode, TimeSpan? patience = null)
    {
        var settings = new SqliteConnectionStringBuilder
        {
            DataSource = path,
            Pooling = false,
            DefaultTimeout = (int)(patience ?? TimeSpan.FromSeconds(5)).TotalSeconds,
            Mode = mode switch { AuditStoreMode.Create => SqliteOpenMode.ReadWriteCreate, AuditStoreMode.Write => SqliteOpenMode.ReadWrite, _ => SqliteOpenMode.ReadOnly },
        };
        var store = new SqliteAuditStore(new SqliteConnection(settings.ToString()));
        try
        {
            store._connection.Open();
            store.Prepare(mode);
            return store;
        }
        catch (SqliteException e)
        {
            store.Dispose();
            throw Failure(e);
        }
        catch
        {
            store.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public void Append(IReadOnlyList<AuditRecord> records)
    {
        ArgumentNullException.ThrowIfNull(records);
        try
        {
            // Immediate: between reading the end of the chain and writing to it nobody else may write.
            using var transaction = _connection.BeginTransaction(IsolationLevel.Serializable, deferred: false);
            Append(transaction, records);
            transaction.Commit();
        }
        catch (SqliteException e)
        {
            throw Failure(e);
        }
    }

    /// <inheritdoc/>
    public ChainEnd Prunable(DateTimeOffset before) => Try(() => Prunable(before, null));

    /// <inheritdoc/>
    public ChainEnd Prune(DateTimeOffset before, Func<ChainEnd, AuditRecord> account)
    {
        ArgumentNullException.ThrowIfNull(account);
        try
        {
            // What is removed is overwritten, not only unlinked.
            Number("PRAGMA secure_delete = on");
            ChainEnd removed;
            using (var transaction = _connection.BeginTransaction(IsolationLevel.Serializable, deferred: false))
            {
                removed = Prunable(before, transaction);
                if (removed.Sequence == 0)
                    return removed;
                Append(transaction, [account(removed)]);
                Number("DROP TRIGGER records_remain; DROP TRIGGER terms_remain", transaction);
                using var terms = Command("DELETE FROM terms WHERE sequence <= $a", transaction, 1);
                Run(terms, removed.Sequence);
                using var record = Command("DELETE FROM records WHERE sequence <= $a", transaction, 1);
                Run(record, removed.Sequence);
                Number(Remaining, transaction);
                transaction.Commit();
            }

            // The journal still holds the pages as they were; somebody who reads just now keeps it from being emptied until the next time.
            Number("PRAGMA wal_checkpoint(truncate)");
            return removed;
        }
        catch (SqliteException e)
        {
            throw Failure(e);
        }
    }

    /// <inheritdoc/>
    public ChainEnd End(long upTo = long.MaxValue) => Try(() => End(upTo, null));

    /// <inheritdoc/>
    public IEnumerable<StoredRecord> Search(AuditQuery query)
    {
        ArgumentNullException.ThrowIfNull(query);
        var command = _connection.CreateCommand();
        var conditions = new List<string>();
        if (query.From is { } from)
            conditions.Add($"time >= {Parameter(command, from.ToUnixTimeMilliseconds())}");
        if (query.To is { } to)
            conditions.Add($"time < {Parameter(command, to.ToUnixTimeMilliseconds())}");
        foreach (var (kind, value) in query.Terms)
            conditions.Add($"sequence IN (SELECT sequence FROM terms WHERE kind = {Parameter(command, (int)kind)} AND value = {Parameter(command, value)})");
        return Read(command, (conditions.Count == 0 ? "" : $"WHERE {string.Join(" AND ", conditions)} ") + "ORDER BY time, sequence");
    }

    /// <inheritdoc/>
    public IEnumerable<StoredRecord> ReadAll() => Read(_connection.CreateCommand(), "ORDER BY sequence");

    /// <summary>Closes the file.</summary>
    public void Dispose() => _connection.Dispose();

    private void Prepare(AuditStoreMode mode)
    {
        if (mode == AuditStoreMode.Create && Number("PRAGMA user_version") == 0 && Number("SELECT count(*) FROM sqlite_master") == 0)
        {
            // The journal keeps readers and the writer out of each other's way.
            Number("PRAGMA journal_mode = wal");
            using var transaction = _connection.BeginTransaction(IsolationLevel.Serializable, deferred: false);
            if (Number("PRAGMA user_version", transaction) == 0)
            {
                Number(Schema, transaction);
                Number(Remaining, transaction);
            }

            transaction.Commit();
        }

        if (Number("PRAGMA user_version") != Version || Number("SELECT count(*) FROM sqlite_master WHERE name IN ('records', 'terms')") != 2)
            throw new IOException($"{_connection.DataSource} is no audit store, or one of another version");

        // A commit waits until the journal is on the disk; with less, a power failure could take what a sender has already forgotten.
        Number("PRAGMA synchronous = full");
    }

    private void Append(SqliteTransaction transaction, IReadOnlyList<AuditRecord> records)
    {
        var end = End(long.MaxValue, transaction);
        var (sequence, hash) = (end.Sequence, end.Hash.ToArray());
        using var record = Command("INSERT INTO records VALUES ($a, $b, $c, $d, $e, $f, $g, $h)", transaction, 8);
        using var term = Command("INSERT INTO terms VALUES ($a, $b, $c)", transaction, 3);
        foreach (var added in records)
        {
            hash = HashChain.Next(hash, ++sequence, added);
            Run(record, sequence, added.ReceivedAt.ToUnixTimeMilliseconds(), added.Time.ToUnixTimeMilliseconds(), added.Transport, added.Remote, (int)added.Verdict, added.Octets.ToArray(), hash);
            foreach (var (kind, value) in added.Terms)
                Run(term, (int)kind, value, sequence);
        }
    }

    /// <summary>The last record before the first that is too young: only a beginning can be removed, or the chain would have holes.</summary>
    private ChainEnd Prunable(DateTimeOffset before, SqliteTransaction? transaction)
    {
        using var command = Command(
            "SELECT sequence, hash FROM records WHERE sequence < coalesce((SELECT min(sequence) FROM records WHERE received >= $a), 9223372036854775807) ORDER BY sequence DESC LIMIT 1", transaction, 1);
        command.Parameters[0].Value = before.ToUnixTimeMilliseconds();
        return ReadEnd(command);
    }

    private ChainEnd End(long upTo, SqliteTransaction? transaction)
    {
        using var command = Command("SELECT sequence, hash FROM records WHERE sequence <= $a ORDER BY sequence DESC LIMIT 1", transaction, 1);
        command.Parameters[0].Value = upTo;
        return ReadEnd(command);
    }

    private static ChainEnd ReadEnd(SqliteCommand command)
    {
        using var reader = command.ExecuteReader();
        return reader.Read() ? new ChainEnd(reader.GetInt64(0), reader.GetFieldValue<byte[]>(1)) : new ChainEnd(0, HashChain.Beginning);
    }

    private IEnumerable<StoredRecord> Read(SqliteCommand command, string which)
    {
        using var terms = Command("SELECT kind, value FROM terms WHERE sequence = $a", null, 1);
        using (command)
        {
            command.CommandText = "SELECT sequence, received, time, transport, remote, verdict, octets, hash FROM records " + which;
            using var reader = Try(command.ExecuteReader);
            while (Try(reader.Read))
                yield return Try(() => Stored(reader, terms));
        }
    }

    private static StoredRecord Stored(SqliteDataReader reader, SqliteCommand terms)
    {
        var sequence = reader.GetInt64(0);
        return new StoredRecord(
            sequence,
            new AuditRecord
            {
                ReceivedAt = DateTimeOffset.FromUnixTimeMilliseconds(reader.GetInt64(1)),
                Time = DateTimeOffset.FromUnixTimeMilliseconds(reader.GetInt64(2)),
                Transport = reader.GetString(3),
                Remote = reader.GetString(4),
                Verdict = (AuditVerdict)reader.GetInt32(5),
                Octets = reader.GetFieldValue<byte[]>(6),
                Terms = Terms(terms, sequence),
            },
            reader.GetFieldValue<byte[]>(7));
    }

    private static IReadOnlyList<AuditTerm> Terms(SqliteCommand command, long sequence)
    {
        command.Parameters[0].Value = sequence;
        using var reader = command.ExecuteReader();
        var terms = new List<AuditTerm>();
        while (reader.Read())
            terms.Add(new AuditTerm((AuditTermKind)reader.GetInt32(0), reader.GetString(1)));
        return AuditTerms.InOrder(terms);
    }

    private SqliteCommand Command(string text, SqliteTransaction? transaction, int parameters)
    {
        var command = _connection.CreateCommand();
        (command.CommandText, command.Transaction) = (text, transaction);
        for (var index = 0; index < parameters; index++)
            command.Parameters.Add(new SqliteParameter { ParameterName = $"${(char)('a' + index)}" });
        return command;
    }

    private static void Run(SqliteCommand command, params ReadOnlySpan<object> values)
    {
        for (var index = 0; index < values.Length; index++)
            command.Parameters[index].Value = values[index];
        command.ExecuteNonQuery();
    }

    private static string Parameter(SqliteCommand command, object value)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"$p{command.Parameters.Count}");
        command.Parameters.AddWithValue(name, value);
        return name;
    }

    private long Number(string sql, SqliteTransaction? transaction = null)
    {
        using var command = Command(sql, transaction, 0);
        return command.ExecuteScalar() as long? ?? 0;
    }

    private T Try<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (SqliteException e)
        {
            throw Failure(e);
        }
        catch (Exception e) when (e is InvalidCastException or InvalidOperationException or ArgumentOutOfRangeException or OverflowException)
        {
            throw new IOException($"{_connection.DataSource} is damaged: a record has a value that was never written ({e.Message})", e);
        }
    }

    // https://www.sqlite.org/rescode.html
    private static IOException Failure(SqliteException e) => new(
        e.SqliteErrorCode switch
        {
            5 or 6 => "the store is locked by another program",
            8 => "the store cannot be written to",
            11 or 26 => "the store is damaged, or no SQLite file",
            13 => "the disk is full",
            14 => "the store cannot be opened; is the path right?",
            _ => $"the store failed: {e.Message}",
        },
        e);
}
