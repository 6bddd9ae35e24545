using System.Data.Common;
using System.Text.Json;
using Leadglass.Audit.Validation;

namespace Leadglass.Audit.Storage;

/// <summary>
/// A store in a database of SQL. Several programs may use it at once: each appends in a transaction that begins with the end of the chain, and a commit
/// is on the disk before it returns. Not safe to use from several threads at once.
/// </summary>
public abstract class SqlAuditStore : IAuditStore
{
    private readonly DbConnection _connection;

    private protected SqlAuditStore(DbConnection connection) => _connection = connection;

    /// <summary>What it is called in what is said about it.</summary>
    private protected abstract string Name { get; }

    /// <summary>An expression: the terms of the row in <c>records</c> as JSON, an array of arrays of kind and value; null for none.</summary>
    private protected abstract string TermsOfRecord { get; }

    /// <summary>Statements that let records be removed, until <see cref="Remain"/>.</summary>
    private protected abstract string Release { get; }

    /// <summary>Statements after which an attempt to remove records fails.</summary>
    private protected abstract string Remain { get; }

    /// <inheritdoc/>
    public ChainEnd Append(IReadOnlyList<AuditRecord> records)
    {
        ArgumentNullException.ThrowIfNull(records);
        return Try(() =>
        {
            using var transaction = BeginWriting();
            var end = Append(transaction, records);
            transaction.Commit();
            return end;
        });
    }

    /// <inheritdoc/>
    public ChainEnd Prunable(DateTimeOffset before) => Try(() => Prunable(before, null));

    /// <inheritdoc/>
    public ChainEnd Prune(DateTimeOffset before, Func<ChainEnd, AuditRecord> account)
    {
        ArgumentNullException.ThrowIfNull(account);
        return Try(() =>
        {
            ChainEnd removed;
            using (var transaction = BeginWriting())
            {
                removed = Prunable(before, transaction);
                if (removed.Sequence == 0)
                    return removed;
                Append(transaction, [account(removed)]);
                Run(Release, transaction);
                Run("DELETE FROM terms WHERE sequence <= @a", transaction, removed.Sequence);
                Run("DELETE FROM records WHERE sequence <= @a", transaction, removed.Sequence);
                Run(Remain, transaction);
                transaction.Commit();
            }

            TidyAfterPruning();
            return removed;
        });
    }

    /// <inheritdoc/>
    public ChainEnd End(long upTo = long.MaxValue) => Try(() => End(upTo, null));

    /// <inheritdoc/>
    public IEnumerable<StoredRecord> Search(AuditQuery query)
    {
        ArgumentNullException.ThrowIfNull(query);
        var values = new List<object>();
        var terms = query.Terms.Distinct().ToList();
        // Records are found by the term that the fewest have, in the order of its index; of each, the other terms are looked for.
        var first = terms.Count > 1 ? Try(() => terms.MinBy(term => Count(term, query))) : terms.FirstOrDefault();
        var table = terms.Count == 0 ? "records" : "found";
        List<string> conditions = [.. Within(query, table, values)];
        if (terms.Count > 0)
            conditions.Add($"records.sequence = found.sequence AND {Has(first, "found", values)}");
        foreach (var other in terms.Where(term => term != first))
            conditions.Add($"EXISTS (SELECT 1 FROM terms WHERE terms.sequence = found.sequence AND terms.time = found.time AND {Has(other, "terms", values)})");
        var direction = query.NewestFirst ? " DESC" : "";
        var limit = query.Most is { } most ? $" LIMIT {Parameter(values, most)}" : "";
        return Read(
            $"{(terms.Count == 0 ? "records" : "terms AS found CROSS JOIN records")} {(conditions.Count == 0 ? "" : $"WHERE {string.Join(" AND ", conditions)} ")}ORDER BY {table}.time{direction}, {table}.sequence{direction}{limit}",
            values);
    }

    /// <inheritdoc/>
    public IEnumerable<StoredRecord> ReadAll(long after = 0, long most = long.MaxValue) => Read("records WHERE sequence > @a ORDER BY sequence LIMIT @b", [after, most]);

    /// <inheritdoc/>
    public virtual void Dispose()
    {
        _connection.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>Connects, and makes or checks the tables.</summary>
    private protected abstract void Prepare(AuditStoreMode mode);

    /// <summary>Begins a transaction during which nobody else writes: between reading the end of the chain and writing to it nothing may be added.</summary>
    private protected abstract DbTransaction BeginWriting();

    /// <summary>Writes rows of both tables.</summary>
    private protected abstract void Insert(DbTransaction transaction, IReadOnlyList<StoredRecord> records);

    /// <summary>A condition: a column of the values of terms is that of a parameter.</summary>
    private protected abstract string IsValue(string column, string parameter);

    /// <summary>What the database does so that little is left of what was removed.</summary>
    private protected abstract void TidyAfterPruning();

    /// <summary>A connection for one reading that may take long, and be left half done; disposed after it if it is not that of the store.</summary>
    private protected abstract DbConnection ForReading();

    /// <summary>Says in a sentence what a failure of the database means.</summary>
    private protected abstract string Explain(DbException failure);

    /// <summary>A store that is ready to be used; one that cannot be opened is closed.</summary>
    private protected static T Opened<T>(T store, AuditStoreMode mode)
        where T : SqlAuditStore
    {
        try
        {
            store.Try(() =>
            {
                store.Prepare(mode);
                return true;
            });
            return store;
        }
        catch
        {
            store.Dispose();
            throw;
        }
    }

    /// <summary>Runs something, and turns the failures of the database into those of the store.</summary>
    private protected T Try<T>(Func<T> work)
    {
        try
        {
            return work();
        }
        catch (DbException e)
        {
            throw new IOException(Explain(e), e);
        }
        catch (Exception e) when (e is InvalidCastException or InvalidOperationException or ArgumentOutOfRangeException or OverflowException or JsonException)
        {
            throw new IOException($"{Name} is damaged: a record has a value that was never written ({e.Message})", e);
        }
    }

    /// <summary>Makes a command whose parameters are <c>@a</c>, <c>@b</c> and so on.</summary>
    private protected DbCommand Command(string text, DbTransaction? transaction, params IEnumerable<object> values) => Command(_connection, text, transaction, values);

    /// <summary>Runs statements.</summary>
    private protected void Run(string text, DbTransaction? transaction, params IEnumerable<object> values)
    {
        using var command = Command(text, transaction, values);
        command.ExecuteNonQuery();
    }

    /// <summary>Asks for one value; null stands for nothing.</summary>
    private protected object? Ask(string text, DbTransaction? transaction = null)
    {
        using var command = Command(text, transaction);
        return command.ExecuteScalar() is { } value and not DBNull ? value : null;
    }

    private static DbCommand Command(DbConnection connection, string text, DbTransaction? transaction, IEnumerable<object> values)
    {
        var command = connection.CreateCommand();
#pragma warning disable CA2100 // Every text is ours; what comes from elsewhere is a parameter.
        (command.CommandText, command.Transaction) = (text, transaction);
#pragma warning restore CA2100
        foreach (var value in values)
        {
            var parameter = command.CreateParameter();
            (parameter.ParameterName, parameter.Value) = (ParameterName(command.Parameters.Count), value);
            command.Parameters.Add(parameter);
        }

        return command;
    }

    private static string ParameterName(int index) => $"@{(char)('a' + (index % 26))}{(index < 26 ? "" : $"{index / 26}")}";

    private static string Parameter(List<object> values, object value)
    {
        values.Add(value);
        return ParameterName(values.Count - 1);
    }

    private static IEnumerable<string> Within(AuditQuery query, string table, List<object> values)
    {
        if (query.From is { } from)
            yield return $"{table}.time >= {Parameter(values, from.ToUnixTimeMilliseconds())}";
        if (query.To is { } to)
            yield return $"{table}.time < {Parameter(values, to.ToUnixTimeMilliseconds())}";
        if (query.Sequence is { } sequence)
            yield return $"{table}.sequence = {Parameter(values, sequence)}";
        if (query.After is { } last)
            yield return $"({table}.time, {table}.sequence) {(query.NewestFirst ? '<' : '>')} ({Parameter(values, last.Record.Time.ToUnixTimeMilliseconds())}, {Parameter(values, last.Sequence)})";
    }

    private string Has(AuditTerm term, string table, List<object> values) => $"{table}.kind = {Parameter(values, (long)term.Kind)} AND {IsValue($"{table}.value", Parameter(values, term.Value))}";

    /// <summary>How many records have a term, up to a number that is many.</summary>
    private long Count(AuditTerm term, AuditQuery query)
    {
        var values = new List<object>();
        var conditions = Within(query, "terms", values).Append(Has(term, "terms", values)).ToList();
        using var command = Command($"SELECT count(*) FROM (SELECT 1 FROM terms WHERE {string.Join(" AND ", conditions)} LIMIT 1000) AS counted", null, values);
        return Convert.ToInt64(command.ExecuteScalar(), System.Globalization.CultureInfo.InvariantCulture);
    }

    private ChainEnd Append(DbTransaction transaction, IReadOnlyList<AuditRecord> records)
    {
        var (sequence, last) = End(long.MaxValue, transaction);
        var hash = last.ToArray();
        Insert(transaction, [.. records.Select(record => new StoredRecord(++sequence, record, hash = HashChain.Next(hash, sequence, record)))]);
        return new ChainEnd(sequence, hash);
    }

    /// <summary>The last record before the first that is too young: only a beginning can be removed, or the chain would have holes.</summary>
    private ChainEnd Prunable(DateTimeOffset before, DbTransaction? transaction)
    {
        using var command = Command(
            "SELECT sequence, hash FROM records WHERE sequence < coalesce((SELECT min(sequence) FROM records WHERE received >= @a), 9223372036854775807) ORDER BY sequence DESC LIMIT 1",
            transaction,
            before.ToUnixTimeMilliseconds());
        return ReadEnd(command);
    }

    private ChainEnd End(long upTo, DbTransaction? transaction)
    {
        using var command = Command("SELECT sequence, hash FROM records WHERE sequence <= @a ORDER BY sequence DESC LIMIT 1", transaction, upTo);
        return ReadEnd(command);
    }

    private static ChainEnd ReadEnd(DbCommand command)
    {
        using var reader = command.ExecuteReader();
        return reader.Read() ? new ChainEnd(reader.GetInt64(0), reader.GetFieldValue<byte[]>(1)) : new ChainEnd(0, HashChain.Beginning);
    }

    private IEnumerable<StoredRecord> Read(string from, IReadOnlyList<object> values)
    {
        var connection = Try(ForReading);
        using var ending = connection == _connection ? null : connection;
        using var command = Command(connection, $"SELECT records.sequence, records.received, records.time, records.transport, records.remote, records.verdict, records.octets, records.hash, {TermsOfRecord} FROM {from}", null, values);
        using var reader = Try(command.ExecuteReader);
        while (Try(reader.Read))
            yield return Try(() => Stored(reader));
    }

    private static StoredRecord Stored(DbDataReader reader) => new(
        reader.GetInt64(0),
        new AuditRecord
        {
            ReceivedAt = DateTimeOffset.FromUnixTimeMilliseconds(reader.GetInt64(1)),
            Time = DateTimeOffset.FromUnixTimeMilliseconds(reader.GetInt64(2)),
            Transport = reader.GetString(3),
            Remote = reader.GetString(4),
            Verdict = (AuditVerdict)checked((int)reader.GetInt64(5)),
            Octets = reader.GetFieldValue<byte[]>(6),
            Terms = reader.IsDBNull(8) ? [] : Terms(reader.GetString(8)),
        },
        reader.GetFieldValue<byte[]>(7));

    private static IReadOnlyList<AuditTerm> Terms(string json)
    {
        using var parsed = JsonDocument.Parse(json);
        return AuditTerms.InOrder(parsed.RootElement.EnumerateArray().Select(static term => new AuditTerm((AuditTermKind)term[0].GetInt32(), term[1].GetString()!)));
    }
}
