using System.Data;
using System.Data.Common;
using Npgsql;
using NpgsqlTypes;

namespace Leadglass.Audit.Storage;

/// <summary>
/// A store in a database of PostgreSQL, in its schema <c>leadglass_audit</c>: one store a database. A connection that broke is made again with the next
/// batch. Whether a commit is on the disk is also the matter of the server's settings.
/// </summary>
public sealed class PostgreSqlAuditStore : SqlAuditStore
{
    private const string Mark = "leadglass audit store";

    // Whoever appends takes this lock of the database; readers never do.
    private const long Lock = 0x6C67_6175_6469_74;

    // Against slips; against intent there is the chain.
    private const string Triggers = """
        CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'audit records are never changed or removed'; END $$;
        CREATE TRIGGER records_stay BEFORE UPDATE ON records FOR EACH STATEMENT EXECUTE FUNCTION refuse();
        CREATE TRIGGER terms_stay BEFORE UPDATE ON terms FOR EACH STATEMENT EXECUTE FUNCTION refuse();
        CREATE TRIGGER records_remain BEFORE DELETE OR TRUNCATE ON records FOR EACH STATEMENT EXECUTE FUNCTION refuse();
        CREATE TRIGGER terms_remain BEFORE DELETE OR TRUNCATE ON terms FOR EACH STATEMENT EXECUTE FUNCTION refuse();
        """;

    private readonly NpgsqlDataSource _source;
    private readonly NpgsqlConnection _connection;

    private PostgreSqlAuditStore(NpgsqlDataSource source, NpgsqlConnection connection)
        : base(connection) => (_source, _connection) = (source, connection);

    private protected override string Name => $"the database {_connection.Database}";

    private protected override string TermsOfRecord => "(SELECT json_agg(json_build_array(kind, value))::text FROM terms WHERE terms.sequence = records.sequence AND terms.time = records.time)";

    private protected override string Release => "ALTER TABLE records DISABLE TRIGGER records_remain; ALTER TABLE terms DISABLE TRIGGER terms_remain;";

    private protected override string Remain => "ALTER TABLE records ENABLE TRIGGER records_remain; ALTER TABLE terms ENABLE TRIGGER terms_remain;";

    /// <summary>Opens a store.</summary>
    /// <param name="connection">A connection string of Npgsql.</param>
    /// <param name="mode">Whether it is made if it is not there, and whether it can be written to. The database itself must be there.</param>
    /// <param name="patience">How long to wait for another program that writes; five seconds by default.</param>
    /// <exception cref="IOException">The text is no connection string, the server cannot be reached or refuses, or there is no store of this version.</exception>
    public static PostgreSqlAuditStore Open(string connection, AuditStoreMode mode, TimeSpan? patience = null)
    {
        var settings = AuditStoreAddress.Settings(connection);
        settings.SearchPath = "leadglass_audit";
        settings.ApplicationName ??= "leadglass";
        settings.Options = $"{settings.Options} -c lock_timeout={(int)(patience ?? AuditStoreAddress.Patience).TotalMilliseconds}"
            + (mode == AuditStoreMode.Read ? " -c default_transaction_read_only=on" : "");
        var source = NpgsqlDataSource.Create(settings);
        return Opened(new PostgreSqlAuditStore(source, source.CreateConnection()), mode);
    }

    /// <summary>Closes the connections.</summary>
    public override void Dispose()
    {
        base.Dispose();
        _source.Dispose();
    }

    private protected override DbTransaction BeginWriting()
    {
        // A server that was started anew has forgotten us, and that shows only when it is asked; nothing was written yet that could be written twice.
        try
        {
            return Begin();
        }
        catch (NpgsqlException) when (_connection.State != ConnectionState.Open)
        {
            return Begin();
        }
    }

    private protected override void Insert(DbTransaction transaction, IReadOnlyList<StoredRecord> records)
    {
        using (var rows = _connection.BeginBinaryImport("COPY records (sequence, received, time, transport, remote, verdict, octets, hash) FROM STDIN (FORMAT BINARY)"))
        {
            foreach (var (sequence, record, hash) in records)
            {
                rows.StartRow();
                rows.Write(sequence, NpgsqlDbType.Bigint);
                rows.Write(record.ReceivedAt.ToUnixTimeMilliseconds(), NpgsqlDbType.Bigint);
                rows.Write(record.Time.ToUnixTimeMilliseconds(), NpgsqlDbType.Bigint);
                rows.Write(record.Transport, NpgsqlDbType.Text);
                rows.Write(record.Remote, NpgsqlDbType.Text);
                rows.Write((long)record.Verdict, NpgsqlDbType.Bigint);
                rows.Write(record.Octets, NpgsqlDbType.Bytea);
                rows.Write(hash, NpgsqlDbType.Bytea);
            }

            rows.Complete();
        }

        using var terms = _connection.BeginBinaryImport("COPY terms (kind, value, time, sequence) FROM STDIN (FORMAT BINARY)");
        foreach (var (sequence, record, _) in records)
        {
            foreach (var (kind, value) in record.Terms)
            {
                terms.StartRow();
                terms.Write((long)kind, NpgsqlDbType.Bigint);
                terms.Write(value, NpgsqlDbType.Text);
                terms.Write(record.Time.ToUnixTimeMilliseconds(), NpgsqlDbType.Bigint);
                terms.Write(sequence, NpgsqlDbType.Bigint);
            }
        }

        terms.Complete();
    }

    private protected override string IsValue(string column, string parameter) => $"{Indexed(column)} = {Indexed(parameter)} AND {column} = {parameter}";

    // Room that the removed rows had is free for others; their octets stay in it until then.
    private protected override void TidyAfterPruning() => Run("VACUUM records, terms", null);

    // While rows come, a connection can do nothing else, and whoever reads may append in between.
    private protected override DbConnection ForReading() => _source.OpenConnection();

    // https://www.postgresql.org/docs/current/errcodes-appendix.html
    private protected override string Explain(DbException failure) => failure.SqlState switch
    {
        PostgresErrorCodes.LockNotAvailable => "the store is locked by another program",
        PostgresErrorCodes.DiskFull => "the disk is full",
        PostgresErrorCodes.ReadOnlySqlTransaction or PostgresErrorCodes.InsufficientPrivilege => $"the store cannot be written to, or not by this user: {failure.Message}",
        null => $"the store cannot be reached: {failure.Message}",
        _ => $"the store failed: {failure.Message}",
    };

    /// <summary>What of a value is in the index, an entry of which can have 2,704 octets; a value may be longer.</summary>
    private static string Indexed(string value) => $"substr({value}, 1, 200)";

    private NpgsqlTransaction Begin()
    {
        if (_connection.State != ConnectionState.Open)
        {
            _source.Clear();
            _connection.Close();
            _connection.Open();
        }

        // Read committed: what is read after the lock was granted was committed before.
        var transaction = _connection.BeginTransaction(IsolationLevel.ReadCommitted);
        Run("SELECT pg_advisory_xact_lock(@a)", transaction, Lock);
        // A server that acknowledges before it has written could lose what a sender has already forgotten.
        Run("SELECT set_config('synchronous_commit', 'on', true) WHERE current_setting('synchronous_commit') = 'off'", transaction);
        return transaction;
    }

    private protected override void Prepare(AuditStoreMode mode)
    {
        _connection.Open();
        if (mode == AuditStoreMode.Create && Ask("SELECT to_regclass('leadglass_audit.records')::oid") is null)
        {
            using var transaction = BeginWriting();
            if (Ask("SELECT to_regnamespace('leadglass_audit')::oid", transaction) is null)
                Run("CREATE SCHEMA leadglass_audit", transaction);
            if (Ask("SELECT to_regclass('leadglass_audit.records')::oid", transaction) is null)
            {
                Run(AuditSchema.Create("BIGINT", "BYTEA", $"); CREATE INDEX terms_by_value ON terms (kind, {Indexed("value")}, time, sequence)"), transaction);
                Run(Triggers, transaction);
                Run($"COMMENT ON TABLE records IS '{Mark} {AuditSchema.Version}'", transaction);
            }

            transaction.Commit();
        }

        if (Ask("SELECT obj_description(to_regclass('leadglass_audit.records')::oid, 'pg_class')") as string != $"{Mark} {AuditSchema.Version}")
            throw new IOException($"{Name} has no audit store, or one of another version");
    }
}
