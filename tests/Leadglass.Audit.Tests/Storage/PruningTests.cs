using System.Text;
using Leadglass.Audit.Building;
using Leadglass.Audit.Messages;
using Leadglass.Audit.Storage;
using Leadglass.Audit.Syslog;
using Leadglass.Audit.Validation;
using Leadglass.TestKit;
using Microsoft.Data.Sqlite;

namespace Leadglass.Audit.Tests.Storage;

public sealed class PruningTests : IDisposable
{
    private static readonly DateTimeOffset Begin = new(2020, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly TemporaryFolder _folder = new();
    private readonly SqliteAuditStore _store;

    public PruningTests()
    {
        _store = SqliteAuditStore.Open(Path, AuditStoreMode.Create);
        // Received on the days 0 to 4; day 1 came after day 3, by a clock that was set back.
        _store.Append([.. new[] { 0, 2, 3, 1, 4 }.Select(day => AuditRecord.Of(
            new ReceivedMessage { Transport = SyslogTransport.Tcp, Octets = Encoding.UTF8.GetBytes($"secret of day {day}") }, Begin.AddDays(day)))]);
    }

    private string Path => _folder.File("audit.db");

    public void Dispose()
    {
        _store.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void Prune_RemovesTheBeginningAndTheChainHoldsFromThere()
    {
        Assert.Equal(2, _store.Prunable(Begin.AddDays(3)).Sequence);
        var removed = Prune(3);

        Assert.Equal(2, removed.Sequence);
        Assert.Equal([3, 4, 5, 6], _store.ReadAll().Select(stored => stored.Sequence));
        var result = HashChain.Verify(_store.ReadAll(), []);
        Assert.Equal((null, 6, 2), (result.Break, result.Count, result.Removed));
    }

    [Fact]
    public void Prune_IsRecordedAsASecurityAlertThatKeepsTheStandard()
    {
        Prune(3);

        var account = _store.ReadAll().Last().Record;

        Assert.Equal((AuditRecord.Own, AuditVerdict.Standard), (account.Transport, account.Verdict));
        Assert.Equal(["110113", "110132"], account.Values(AuditTermKind.Event));
    }

    [Fact]
    public void Prune_EverythingAndAgain_LeavesTheLastAccount()
    {
        Prune(30);
        Assert.Equal(0, Prune(30).Sequence); // the account is younger

        var again = _store.Prune(Begin.AddDays(300), removed => Account(removed, Begin.AddDays(301)));

        Assert.Equal(6, again.Sequence);
        Assert.Equal([7], _store.ReadAll().Select(stored => stored.Sequence));
        Assert.Null(HashChain.Verify(_store.ReadAll(), []).Break);
    }

    [Fact]
    public void Prune_LeavesNoOctetOfWhatWasRemovedInTheFiles()
    {
        Prune(3);
        _store.Dispose();

        var octets = Directory.GetFiles(_folder.Path).SelectMany(File.ReadAllBytes).ToArray();

        Assert.True(octets.AsSpan().IndexOf("secret of day 2"u8) < 0);
        Assert.True(octets.AsSpan().IndexOf("secret of day 3"u8) >= 0);
    }

    [Fact]
    public void StoreThatWasPruned_StillRefusesSlips()
    {
        Prune(3);
        using var connection = new SqliteConnection($"Data Source={Path};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "DELETE FROM records";

        Assert.Throws<SqliteException>(() => command.ExecuteNonQuery());
    }

    [Fact]
    public void BeginningThatNobodyAccountsFor_IsABreak()
    {
        var records = _store.ReadAll().Skip(2).ToList();

        var result = HashChain.Verify(records, []);

        Assert.Contains("begins with record 3", result.Break, StringComparison.Ordinal);
    }

    [Fact]
    public void MoreRemovedThanTheAccountSays_IsABreak()
    {
        Prune(3);

        Assert.NotNull(HashChain.Verify(_store.ReadAll().Skip(1), []).Break);
    }

    [Fact]
    public void AccountThatCameFromElsewhere_AccountsForNothing()
    {
        var second = _store.ReadAll().ElementAt(1);
        var forged = AuditMessageWriter.Write(Message(new ChainEnd(2, second.Hash), Begin), oneLine: true);
        _store.Append([AuditRecord.Of(new ReceivedMessage { Transport = SyslogTransport.Tcp, Octets = forged }, Begin)]);

        Assert.NotNull(HashChain.Verify(_store.ReadAll().Skip(2), []).Break);
    }

    [Fact]
    public void FirstRecordThatWasChanged_IsABreak()
    {
        Prune(3);
        var records = _store.ReadAll().ToList();
        records[0] = records[0] with { Record = records[0].Record with { Remote = "192.0.2.1:1" } };

        Assert.NotNull(HashChain.Verify(records, []).Break);
    }

    [Fact]
    public void CheckpointsOfWhatWasRemoved_AreNoBreak()
    {
        var second = _store.ReadAll().ElementAt(1);
        Prune(3);

        Assert.Null(HashChain.Verify(_store.ReadAll(), [Checkpoint.Of(new ChainEnd(2, second.Hash), Begin, static _ => [])]).Break);
    }

    private static AuditMessage Message(ChainEnd removed, DateTimeOffset time) =>
        Pruning.Account(removed, new AuditSource { Id = "repository" }, time, [Participants.ThisProcess()], new Uri("file:///audit.db"));

    private static AuditRecord Account(ChainEnd removed, DateTimeOffset time) => AuditRecord.Of(Message(removed, time), time);

    private ChainEnd Prune(int days) => _store.Prune(Begin.AddDays(days), removed => Account(removed, Begin.AddDays(100)));
}
