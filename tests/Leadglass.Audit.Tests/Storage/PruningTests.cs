using System.Data.Common;
using System.Text;
using Leadglass.Audit.Building;
using Leadglass.Audit.Messages;
using Leadglass.Audit.Storage;
using Leadglass.Audit.Syslog;
using Leadglass.Audit.Validation;

namespace Leadglass.Audit.Tests.Storage;

public abstract class PruningTests : IAsyncLifetime
{
    private static readonly DateTimeOffset Begin = new(2020, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private protected StoreHome Home { get; private set; } = null!;

    private protected IAuditStore Store { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Home = await NewHomeAsync();
        Store = Home.Open();
        // Received on the days 0 to 4; day 1 came after day 3, by a clock that was set back.
        Store.Append([.. new[] { 0, 2, 3, 1, 4 }.Select(day => AuditRecord.Of(
            new ReceivedMessage { Transport = SyslogTransport.Tcp, Octets = Encoding.UTF8.GetBytes($"secret of day {day}") }, Begin.AddDays(day)))]);
    }

    public ValueTask DisposeAsync()
    {
        Store?.Dispose();
        Home?.Dispose();
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    [Fact]
    public void Prune_RemovesTheBeginningAndTheChainHoldsFromThere()
    {
        Assert.Equal(2, Store.Prunable(Begin.AddDays(3)).Sequence);
        var removed = Prune(3);

        Assert.Equal(2, removed.Sequence);
        Assert.Equal([3, 4, 5, 6], Store.ReadAll().Select(stored => stored.Sequence));
        var result = HashChain.Verify(Store.ReadAll(), []);
        Assert.Equal((null, 6, 2), (result.Break, result.Count, result.Removed));
    }

    [Fact]
    public void Prune_IsRecordedAsASecurityAlertThatKeepsTheStandard()
    {
        Prune(3);

        var account = Store.ReadAll().Last().Record;

        Assert.Equal((AuditRecord.Own, AuditVerdict.Standard), (account.Transport, account.Verdict));
        Assert.Equal(["110113", "110132"], account.Values(AuditTermKind.Event));
    }

    [Fact]
    public void Prune_EverythingAndAgain_LeavesTheLastAccount()
    {
        Prune(30);
        Assert.Equal(0, Prune(30).Sequence); // the account is younger

        var again = Store.Prune(Begin.AddDays(300), removed => Account(removed, Begin.AddDays(301)));

        Assert.Equal(6, again.Sequence);
        Assert.Equal([7], Store.ReadAll().Select(stored => stored.Sequence));
        Assert.Null(HashChain.Verify(Store.ReadAll(), []).Break);
    }

    [Fact]
    public void StoreThatWasPruned_StillRefusesSlips()
    {
        Prune(3);

        Assert.ThrowsAny<DbException>(() => Home.Run("DELETE FROM records"));
        Assert.ThrowsAny<DbException>(() => Home.Run("DELETE FROM terms"));
    }

    [Fact]
    public void BeginningThatNobodyAccountsFor_IsABreak()
    {
        var records = Store.ReadAll().Skip(2).ToList();

        var result = HashChain.Verify(records, []);

        Assert.Contains("begins with record 3", result.Break, StringComparison.Ordinal);
    }

    [Fact]
    public void MoreRemovedThanTheAccountSays_IsABreak()
    {
        Prune(3);

        Assert.NotNull(HashChain.Verify(Store.ReadAll().Skip(1), []).Break);
    }

    [Fact]
    public void AccountThatCameFromElsewhere_AccountsForNothing()
    {
        var second = Store.ReadAll().ElementAt(1);
        var forged = AuditMessageWriter.Write(Message(new ChainEnd(2, second.Hash), Begin), oneLine: true);
        Store.Append([AuditRecord.Of(new ReceivedMessage { Transport = SyslogTransport.Tcp, Octets = forged }, Begin)]);

        Assert.NotNull(HashChain.Verify(Store.ReadAll().Skip(2), []).Break);
    }

    [Fact]
    public void FirstRecordThatWasChanged_IsABreak()
    {
        Prune(3);
        var records = Store.ReadAll().ToList();
        records[0] = records[0] with { Record = records[0].Record with { Remote = "192.0.2.1:1" } };

        Assert.NotNull(HashChain.Verify(records, []).Break);
    }

    [Fact]
    public void CheckpointsOfWhatWasRemoved_AreNoBreak()
    {
        var second = Store.ReadAll().ElementAt(1);
        Prune(3);

        Assert.Null(HashChain.Verify(Store.ReadAll(), [Checkpoint.Of(new ChainEnd(2, second.Hash), Begin, static _ => [])]).Break);
    }

    private protected abstract Task<StoreHome> NewHomeAsync();

    private static AuditMessage Message(ChainEnd removed, DateTimeOffset time) =>
        Pruning.Account(removed, new AuditSource { Id = "repository" }, time, [Participants.ThisProcess()], new Uri("file:///audit.db"));

    private static AuditRecord Account(ChainEnd removed, DateTimeOffset time) => AuditRecord.Of(Message(removed, time), time);

    private protected ChainEnd Prune(int days) => Store.Prune(Begin.AddDays(days), removed => Account(removed, Begin.AddDays(100)));
}
