using System.Net;
using System.Text;
using Leadglass.Audit.Storage;
using Leadglass.Audit.Syslog;
using Leadglass.Audit.Validation;
using Leadglass.TestKit;
using Microsoft.Data.Sqlite;

namespace Leadglass.Audit.Tests.Storage;

public sealed class SqliteAuditStoreTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Path => _folder.File("audit.db");

    private static DateTimeOffset Now { get; } = new(2026, 3, 4, 5, 6, 7, TimeSpan.Zero);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Samples_AreFoundByEveryTermAndComeBackAsTheyWere()
    {
        using var store = Filled();

        foreach (var stored in store.ReadAll().ToList())
        {
            Assert.Equal(Received(Sample.Names.ElementAt((int)stored.Sequence - 1)).Octets.ToArray(), stored.Record.Octets.ToArray());
            foreach (var term in stored.Record.Terms)
                Assert.Contains(stored.Sequence, store.Search(new AuditQuery { Terms = [term] }).Select(found => found.Sequence));
        }
    }

    [Fact]
    public void Search_ByEventAndTime_FindsTheOneAndRefusesTheOther()
    {
        using var store = Filled();
        var export = new AuditTerm(AuditTermKind.Event, "110106");
        var first = store.Search(new AuditQuery { Terms = [export] }).First().Record;

        Assert.Contains("110106", Encoding.UTF8.GetString(first.Octets.Span), StringComparison.Ordinal);
        Assert.Contains(store.Search(new AuditQuery { From = first.Time, To = first.Time.AddMilliseconds(1), Terms = [export] }), found => found.Record.Time == first.Time);
        Assert.Empty(store.Search(new AuditQuery { From = first.Time, To = first.Time, Terms = [export] }));
        Assert.Empty(store.Search(new AuditQuery { Terms = [export, new AuditTerm(AuditTermKind.Event, "110100")] }));
    }

    [Fact]
    public void UnreadableOctets_AreKept()
    {
        using var store = Open();
        store.Append([AuditRecord.Of(new ReceivedMessage { Transport = SyslogTransport.Tcp, Octets = new byte[] { 0, 0xFF, 0 } }, Now)]);

        var record = Assert.Single(store.ReadAll()).Record;

        Assert.Equal([0, 0xFF, 0], record.Octets.ToArray());
        Assert.Equal((AuditVerdict.Wrong, Now), (record.Verdict, record.Time));
    }

    [Fact]
    public void Chain_AcrossReopening_Holds()
    {
        Filled().Dispose();
        using (var again = Open())
            again.Append([AuditRecord.Of(Received("14-patient-record"), Now)]);
        using var copy = SqliteAuditStore.Open(Path, AuditStoreMode.Read);

        var result = HashChain.Verify(copy.ReadAll(), []);

        Assert.Null(result.Break);
        Assert.Equal(Sample.Names.Count() + 1, result.Count);
    }

    [Theory]
    [InlineData("UPDATE records SET octets = x'00' WHERE sequence = 5", 4)]
    [InlineData("UPDATE records SET time = time + 1 WHERE sequence = 5", 4)]
    [InlineData("UPDATE records SET remote = '' WHERE sequence = 5", 4)]
    [InlineData("UPDATE records SET verdict = 1 - verdict WHERE sequence = 5", 4)]
    [InlineData("UPDATE records SET hash = x'00' WHERE sequence = 5", 4)]
    [InlineData("DELETE FROM records WHERE sequence = 5", 4)]
    [InlineData("DELETE FROM terms WHERE sequence = 5 AND kind = 2", 4)]
    [InlineData("UPDATE terms SET value = 'nobody' WHERE sequence = 5 AND kind = 5", 4)]
    [InlineData("INSERT INTO terms VALUES (3, 'another', 5)", 4)]
    public void Chain_AfterAChange_HoldsUpToIt(string change, long intact)
    {
        Filled().Dispose();
        Run("DROP TRIGGER records_stay; DROP TRIGGER records_remain; DROP TRIGGER terms_stay; DROP TRIGGER terms_remain; " + change);
        using var store = SqliteAuditStore.Open(Path, AuditStoreMode.Read);

        var result = HashChain.Verify(store.ReadAll(), []);

        Assert.NotNull(result.Break);
        Assert.Equal(intact, result.Count);
    }

    [Fact]
    public void Chain_RecordThatWasChangedTogetherWithItsHash_BreaksAtTheNext()
    {
        using var store = Filled();
        var records = store.ReadAll().ToList();
        var changed = records[4].Record with { Remote = "" };
        records[4] = new StoredRecord(5, changed, HashChain.Next(records[3].Hash.Span, 5, changed));

        var result = HashChain.Verify(records, []);

        Assert.NotNull(result.Break);
        Assert.Equal(5, result.Count);
    }

    [Theory]
    [InlineData("UPDATE records SET octets = x'00'")]
    [InlineData("DELETE FROM records")]
    [InlineData("UPDATE terms SET value = 'nobody'")]
    [InlineData("DELETE FROM terms")]
    public void Change_BySlip_IsRefusedByTheFileItself(string change)
    {
        Filled().Dispose();

        Assert.Throws<SqliteException>(() => Run(change));
    }

    [Fact]
    public void Append_WhileAnotherProgramHoldsTheStore_SaysSoAndWorksAfterwards()
    {
        using var store = Filled();
        using (var other = Connect())
        {
            using var holding = other.BeginTransaction(deferred: false);
            Assert.Equal("the store is locked by another program", Assert.Throws<IOException>(() => store.Append([AuditRecord.Of(Received("14-patient-record"), Now)])).Message);
        }

        store.Append([AuditRecord.Of(Received("14-patient-record"), Now)]);

        Assert.Equal(Sample.Names.Count() + 1, HashChain.Verify(store.ReadAll(), []).Count);
    }

    [Fact]
    public void Open_SomethingElse_SaysSo()
    {
        File.WriteAllText(Path, "This is a letter, and certainly no database of anybody.");

        Assert.Throws<IOException>(() => SqliteAuditStore.Open(Path, AuditStoreMode.Create));
        Assert.Throws<IOException>(() => SqliteAuditStore.Open(_folder.File("nothing.db"), AuditStoreMode.Read));
    }

    private static ReceivedMessage Received(string sample) => new() { Transport = SyslogTransport.Tls, Remote = new IPEndPoint(IPAddress.Loopback, 4711), Octets = Sample.Read(sample) };

    private SqliteAuditStore Open() => SqliteAuditStore.Open(Path, AuditStoreMode.Create, TimeSpan.FromSeconds(1));

    private SqliteAuditStore Filled()
    {
        var store = Open();
        store.Append([.. Sample.Names.Select(name => AuditRecord.Of(Received(name), Now))]);
        return store;
    }

    private SqliteConnection Connect()
    {
        var connection = new SqliteConnection($"Data Source={Path};Pooling=False");
        connection.Open();
        return connection;
    }

    private void Run(string sql)
    {
        using var connection = Connect();
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // The test's own text.
        command.CommandText = sql;
#pragma warning restore CA2100
        command.ExecuteNonQuery();
    }
}
