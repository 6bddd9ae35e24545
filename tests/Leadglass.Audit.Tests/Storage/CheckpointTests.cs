using System.Security.Cryptography;
using System.Text;
using Leadglass.Audit.Storage;
using Leadglass.Audit.Syslog;
using Leadglass.TestKit;

namespace Leadglass.Audit.Tests.Storage;

public sealed class CheckpointTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly ManualTime _time = new();
    private readonly SqliteAuditStore _store;
    private readonly Checkpointer _checkpointer;

    public CheckpointTests()
    {
        _store = SqliteAuditStore.Open(_folder.File("audit.db"), AuditStoreMode.Create);
        _checkpointer = new Checkpointer(_store, File, Sign, _time);
    }

    private CheckpointFile File => new(Path);

    private string Path => _folder.File("audit.db.checkpoints");

    public void Dispose()
    {
        _store.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void Line_IsOneStatementAndItsSignature()
    {
        var hash = Enumerable.Repeat((byte)0xAB, 32).ToArray();

        var checkpoint = Checkpoint.Of(new ChainEnd(1234, hash), new DateTimeOffset(2026, 3, 4, 6, 6, 7, 89, TimeSpan.FromHours(1)), static _ => [1, 2, 3]);

        Assert.Equal($"leadglass-audit-checkpoint-1 1234 {string.Concat(Enumerable.Repeat("ab", 32))} 2026-03-04T05:06:07.089Z AQID", checkpoint.Line);
        Assert.Equal(checkpoint.Line, Checkpoint.TryRead(checkpoint.Line)?.Line);
    }

    [Theory]
    [InlineData("")]
    [InlineData("leadglass-audit-checkpoint-2 1 HASH 2026-03-04T05:06:07.089Z AQID")]
    [InlineData("leadglass-audit-checkpoint-1 0 HASH 2026-03-04T05:06:07.089Z AQID")]
    [InlineData("leadglass-audit-checkpoint-1 01 HASH 2026-03-04T05:06:07.089Z AQID")]
    [InlineData("leadglass-audit-checkpoint-1 99999999999999999999 HASH 2026-03-04T05:06:07.089Z AQID")]
    [InlineData("leadglass-audit-checkpoint-1 1 HASHab 2026-03-04T05:06:07.089Z AQID")]
    [InlineData("leadglass-audit-checkpoint-1 1 xyz 2026-03-04T05:06:07.089Z AQID")]
    [InlineData("leadglass-audit-checkpoint-1 1 HASH 2026-03-04T05:06:07.089+01:00 AQID")]
    [InlineData("leadglass-audit-checkpoint-1 1 HASH yesterday AQID")]
    [InlineData("leadglass-audit-checkpoint-1 1 HASH 2026-03-04T05:06:07.089Z A?ID")]
    [InlineData("leadglass-audit-checkpoint-1 1 HASH 2026-03-04T05:06:07.089Z AQID more")]
    public void Line_WrittenInAnyOtherWay_IsNone(string line) =>
        Assert.Null(Checkpoint.TryRead(line.Replace("HASH", string.Concat(Enumerable.Repeat("ab", 32)), StringComparison.Ordinal)));

    [Fact]
    public async Task Run_SignsOncePerIntervalAndOnlyWhatIsNew()
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        Append(2);
        var running = _checkpointer.RunAsync(TimeSpan.FromSeconds(60), Assert.Fail, ending.Token);
        await _time.AdvanceWhenAwaitedAsync(TimeSpan.FromSeconds(60)); // nothing new
        Assert.Equal([2], Read().Select(checkpoint => checkpoint.Sequence));

        await ending.CancelAsync();
        await running;
        Append(1);
        _checkpointer.Make();

        Assert.Equal([2, 3], Read().Select(checkpoint => checkpoint.Sequence));
        Assert.All(Read(), checkpoint => Assert.Equal(Sign(checkpoint.ToStatement()), checkpoint.Signature.ToArray()));
        Assert.Null(HashChain.Verify(_store.ReadAll(), Read()).Break);
    }

    [Fact]
    public void EmptyStore_HasNothingToSign()
    {
        _checkpointer.Make();

        Assert.False(System.IO.File.Exists(Path));
    }

    [Fact]
    public void EndThatWasCutOff_IsNoticedByTheCheckpointOnly()
    {
        Append(3);
        _checkpointer.Make();
        var shortened = _store.ReadAll().Take(2).ToList();

        Assert.Null(HashChain.Verify(shortened, []).Break);
        var result = HashChain.Verify(shortened, Read());

        Assert.Contains("the end was cut off", result.Break, StringComparison.Ordinal);
        Assert.Equal(2, result.Count);
    }

    [Fact]
    public void ChainThatWasMadeAnew_IsNoticedByTheCheckpointOnly()
    {
        Append(2);
        _checkpointer.Make();
        using var other = SqliteAuditStore.Open(_folder.File("forged.db"), AuditStoreMode.Create);
        other.Append([Record(7), Record(8), Record(9)]);

        Assert.Null(HashChain.Verify(other.ReadAll(), []).Break);
        var result = HashChain.Verify(other.ReadAll(), Read());

        Assert.Contains("made anew", result.Break, StringComparison.Ordinal);
        Assert.Equal(1, result.Count);
    }

    [Fact]
    public void Contradiction_StoreThatGrewAfterTheCheckpoint_IsNone()
    {
        Assert.Null(_checkpointer.Contradiction(static _ => true));
        Append(2);
        _checkpointer.Make();
        Append(1);

        Assert.Null(_checkpointer.Contradiction(static _ => true));
    }

    [Fact]
    public void Contradiction_StoreThatIsShorterThanTheLatestCheckpointOfOurs_IsNamed()
    {
        Append(3);
        _checkpointer.Make();
        using var cut = SqliteAuditStore.Open(_folder.File("cut.db"), AuditStoreMode.Create);
        cut.Append([.. _store.ReadAll().Take(2).Select(stored => stored.Record)]);
        var starting = new Checkpointer(cut, File, Sign, _time);

        Assert.Contains("it ends with record 2, and the checkpoint of", starting.Contradiction(static _ => true), StringComparison.Ordinal);
        Assert.Null(starting.Contradiction(static _ => false)); // whoever wrote that
    }

    [Fact]
    public void Contradiction_StoreThatWasMadeAnewAndIsLonger_IsNamed()
    {
        Append(2);
        _checkpointer.Make();
        using var other = SqliteAuditStore.Open(_folder.File("forged.db"), AuditStoreMode.Create);
        other.Append([Record(7), Record(8), Record(9)]);

        Assert.Contains("made anew", new Checkpointer(other, File, Sign, _time).Contradiction(static _ => true), StringComparison.Ordinal);
    }

    [Fact]
    public void Contradiction_RecordOfTheCheckpointWasRemovedForItsAge_IsNone()
    {
        Append(2);
        _checkpointer.Make();
        _store.Prune(DateTimeOffset.MaxValue, static _ => Record(3));

        Assert.Equal(0, _store.End(2).Sequence);
        Assert.Null(_checkpointer.Contradiction(static _ => true));
    }

    [Fact]
    public void LineThatAPowerFailureCutOff_IsForgottenAndWrittenOver()
    {
        Append(1);
        _checkpointer.Make();
        System.IO.File.AppendAllText(Path, "leadglass-audit-check");
        Assert.Equal([1], Read().Select(checkpoint => checkpoint.Sequence));

        Append(1);
        _checkpointer.Make();

        Assert.Equal([1, 2], Read().Select(checkpoint => checkpoint.Sequence));
    }

    [Fact]
    public void FileThatCannotBeWritten_IsTriedAgain()
    {
        Append(1);
        Directory.CreateDirectory(Path);
        Assert.Throws<IOException>(_checkpointer.Make);
        Directory.Delete(Path);

        _checkpointer.Make();

        Assert.Single(Read());
    }

    private static byte[] Sign(byte[] statement) => SHA256.HashData(statement);

    private static AuditRecord Record(int number) =>
        AuditRecord.Of(new ReceivedMessage { Transport = SyslogTransport.Tcp, Octets = Encoding.UTF8.GetBytes($"{number}") }, DateTimeOffset.UnixEpoch);

    private void Append(int count) => _store.Append([.. Enumerable.Range(0, count).Select(Record)]);

    private IReadOnlyList<Checkpoint> Read()
    {
        var unreadable = new List<int>();
        var read = File.Read(unreadable);
        Assert.Empty(unreadable);
        return read;
    }
}
