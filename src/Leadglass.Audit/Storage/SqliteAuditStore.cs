using System.Data;
using System.Data.Common;
using Microsoft.Data.Sqlite;

namespace Leadglass.Audit.Storage;

/// <summary>A store in one SQLite file.</summary>
public sealed class SqliteAuditStore : SqlAuditStore
{
    // Against slips; against intent there is the chain.
    private const string Staying = """
        CREATE TRIGGER records_stay BEFORE UPDATE ON records BEGIN SELECT RAISE(ABORT, 'audit records are never changed'); END;
        CREATE TRIGGER terms_stay BEFORE UPDATE ON terms BEGIN SELECT RAISE(ABORT, 'audit records are never changed'); END;
        """;

    private readonly SqliteConnection _connection;

    private SqliteAuditStore(SqliteConnection connection)
        : base(connection) => _connection = connection;

    private protected override string Name => _connection.DataSource;

    private protected override string TermsOfRecord => "(SELECT json_group_array(json_array(kind, value)) FROM terms WHERE terms.sequence = records.sequence AND terms.time = records.time)";

    private protected override string Release => "DROP TRIGGER records_remain; DROP TRIGGER terms_remain;";

    private protected override string Remain => """
        CREATE TRIGGER records_remain BEFORE DELETE ON records BEGIN SELECT RAISE(ABORT, 'audit records are never removed'); END;
        CREATE TRIGGER terms_remain BEFORE DELETE ON terms BEGIN SELECT RAISE(ABORT, 'audit records are never removed'); END;
        """;

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
            DefaultTimeout = (int)(patience ?? AuditStoreAddress.Patience).TotalSeconds,
            Mode = mode switch { AuditStoreMode.Create => SqliteOpenMode.ReadWriteCreate, AuditStoreMode.Write => SqliteOpenMode.ReadWrite, _ => SqliteOpenMode.ReadOnly },
        };
        return Opened(new SqliteAuditStore(new SqliteConnection(settings.ToString())), mode);
    }

    private protected override DbTransaction BeginWriting() => _connection.BeginTransaction(IsolationLevel.Serializable, deferred: false);

    private protected override void Insert(DbTransaction transaction, IReadOnlyList<StoredRecord> records)
    {
        using var record = Command("INSERT INTO records VALUES (@a, @b, @c, @d, @e, @f, @g, @h)", transaction, Enumerable.Repeat<object>(DBNull.Value, 8));
        using var term = Command("INSERT INTO terms VALUES (@a, @b, @c, @d)", transaction, Enumerable.Repeat<object>(DBNull.Value, 4));
        foreach (var (sequence, added, hash) in records)
        {
            Run(record, sequence, added.ReceivedAt.ToUnixTimeMilliseconds(), added.Time.ToUnixTimeMilliseconds(), added.Transport, added.Remote, (long)added.Verdict, added.Octets.ToArray(), hash.ToArray());
            foreach (var (kind, value) in added.Terms)
                Run(term, (long)kind, value, added.Time.ToUnixTimeMilliseconds(), sequence);
        }
    }

    private protected override string IsValue(string column, string parameter) => $"{column} = {parameter}";

    // The journal still holds the pages as they were; somebody who reads just now keeps it from being emptied until the next time.
    private protected override void TidyAfterPruning() => Ask("PRAGMA wal_checkpoint(truncate)");

    private protected override DbConnection ForReading() => _connection;

    // https://www.sqlite.org/rescode.html
    private protected override string Explain(DbException failure) => ((SqliteException)failure).SqliteErrorCode switch
    {
        5 or 6 => "the store is locked by another program",
        10 => "the disk fails, or a limit or quota of the system is reached",
        8 => "the store cannot be written to",
        11 or 26 => "the store is damaged, or no SQLite file",
        13 => "the disk is full",
        14 => "the store cannot be opened; is the path right?",
        _ => $"the store failed: {failure.Message}",
    };

    private static void Run(DbCommand command, params ReadOnlySpan<object> values)
    {
        for (var index = 0; index < values.Length; index++)
            command.Parameters[index].Value = values[index];
        command.ExecuteNonQuery();
    }

    private protected override void Prepare(AuditStoreMode mode)
    {
        _connection.Open();
        if (mode == AuditStoreMode.Create && Version() == 0 && Ask("SELECT count(*) FROM sqlite_master") is 0L)
        {
            // The journal keeps readers and the writer out of each other's way.
            Ask("PRAGMA page_size = 8192");
            Ask("PRAGMA journal_mode = wal");
            using var transaction = BeginWriting();
            if (Version(transaction) == 0)
            {
                Run(AuditSchema.Create("INTEGER", "BLOB", ", PRIMARY KEY (kind, value, time, sequence)) WITHOUT ROWID"), transaction);
                Run(Staying + Remain, transaction);
                Run($"PRAGMA user_version = {AuditSchema.Version}", transaction);
            }

            transaction.Commit();
        }

        if (Version() != AuditSchema.Version || Ask("SELECT count(*) FROM sqlite_master WHERE name IN ('records', 'terms')") is not 2L)
            throw new IOException($"{Name} is no audit store, or one of another version");

        // A commit waits until the journal is on the disk; with less, a power failure could take what a sender has already forgotten.
        Ask("PRAGMA synchronous = full");
        // 64 MiB of journal before it is merged: pages of an index that many batches write are then written once.
        Ask("PRAGMA wal_autocheckpoint = 8192");
        // 64 MiB: entries of an index come in any order, and each would else be read again.
        Ask("PRAGMA cache_size = -65536");
        // What is removed is overwritten, not only unlinked.
        Ask("PRAGMA secure_delete = on");
    }

    private long Version(DbTransaction? transaction = null) => Ask("PRAGMA user_version", transaction) as long? ?? 0;
}
