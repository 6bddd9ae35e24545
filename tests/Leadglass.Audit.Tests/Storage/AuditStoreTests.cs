using System.Data.Common;
using System.Net;
using System.Text;
using Leadglass.Audit.Building;
using Leadglass.Audit.Messages;
using Leadglass.Audit.Storage;
using Leadglass.Audit.Syslog;
using Leadglass.Audit.Validation;

namespace Leadglass.Audit.Tests.Storage;

/// <summary>What every store does, whatever keeps it.</summary>
public abstract class AuditStoreTests : IAsyncLifetime
{
    private protected static DateTimeOffset Now { get; } = new(2026, 3, 4, 5, 6, 7, TimeSpan.Zero);

    private protected StoreHome Home { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Home = await NewHomeAsync();

    public ValueTask DisposeAsync()
    {
        Home?.Dispose();
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    [Fact]
    public void Samples_AreFoundByEveryTermAndComeBackAsTheyWere()
    {
        using var store = Filled();

        foreach (var stored in store.ReadAll().ToList())
        {
            Assert.Equal(stored.Sequence, Assert.Single(store.Search(new AuditQuery { Sequence = stored.Sequence })).Sequence);
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

    /// <summary>Whatever the database chooses to begin with, it is what a walk over all records finds.</summary>
    [Fact]
    public void Search_ByAnyTwoTermsAndATime_FindsWhatHasBoth()
    {
        using var store = Filled();
        var all = store.ReadAll().ToList();
        var terms = all.SelectMany(static stored => stored.Record.Terms).Distinct().ToList();
        var from = all.Select(static stored => stored.Record.Time).Order().ElementAt(all.Count / 3);
        foreach (var (one, other) in terms.SelectMany(one => terms.Where(other => other.Kind > one.Kind).Select(other => (one, other))))
        {
            var expected = all.Where(stored => stored.Record.Time >= from && stored.Record.Terms.Contains(one) && stored.Record.Terms.Contains(other))
                .OrderBy(static stored => (stored.Record.Time, stored.Sequence)).Select(static stored => stored.Sequence).ToList();
            Assert.Equal(expected, store.Search(new AuditQuery { From = from, Terms = [one, other] }).Select(static stored => stored.Sequence));
            Assert.Equal(expected.Take(2), store.Search(new AuditQuery { From = from, Most = 2, Terms = [other, one] }).Select(static stored => stored.Sequence));
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Search_RecordAfterRecord_FindsEachOnceInTheOrderAsked(bool newestFirst)
    {
        using var store = Filled();
        store.Append([.. Enumerable.Repeat(AuditRecord.Of(Received("14-patient-record"), Now), 3)]); // of one time: the number decides
        var query = new AuditQuery { NewestFirst = newestFirst };

        var found = new List<StoredRecord>();
        while (store.Search(query with { After = found.LastOrDefault() }).FirstOrDefault() is { } next)
            found.Add(next);

        var inOrder = store.ReadAll().OrderBy(static stored => (stored.Record.Time, stored.Sequence)).Select(static stored => stored.Sequence);
        Assert.Equal(newestFirst ? inOrder.Reverse() : inOrder, found.Select(static stored => stored.Sequence));
    }

    [Fact]
    public void Examine_WhatWasStored_ReadsTheMessageWithinItsHeaderAgain()
    {
        using var store = Filled();
        store.Append([AuditRecord.Of(new AuditLogUsed { Source = new AuditSource { Id = "repository" }, Time = Now, Actors = [Participants.ThisProcess()], Log = new Uri("file:///audit.db") }.ToMessage(), Now)]);

        foreach (var stored in store.ReadAll())
        {
            var examined = stored.Record.Examine();
            Assert.Equal(stored.Record.Verdict, examined.Verdict);
            if (examined.Message is not null)
                Assert.Contains(new AuditTerm(AuditTermKind.Source, examined.Message.Source.Id), stored.Record.Terms);
        }
    }

    [Fact]
    public void ReadAll_AfterANumber_ReadsTheNextAndNoMoreThanAreWanted()
    {
        using var store = Filled();

        Assert.Equal([4, 5], store.ReadAll(3, 2).Select(stored => stored.Sequence));
        Assert.Empty(store.ReadAll(store.End().Sequence));
    }

    [Fact]
    public void UnreadableOctets_AreKept()
    {
        using var store = Home.Open();
        store.Append([AuditRecord.Of(new ReceivedMessage { Transport = SyslogTransport.Tcp, Octets = new byte[] { 0, 0xFF, 0 } }, Now)]);

        var record = Assert.Single(store.ReadAll()).Record;

        Assert.Equal([0, 0xFF, 0], record.Octets.ToArray());
        Assert.Equal((AuditVerdict.Wrong, Now), (record.Verdict, record.Time));
    }

    [Fact]
    public void Chain_AcrossReopening_Holds()
    {
        Filled().Dispose();
        using (var again = Home.Open())
            again.Append([AuditRecord.Of(Received("14-patient-record"), Now)]);
        using var copy = Home.Open(AuditStoreMode.Read);

        var result = HashChain.Verify(copy.ReadAll(), []);

        Assert.Null(result.Break);
        Assert.Equal(Sample.Names.Count() + 1, result.Count);
    }

    [Theory]
    [InlineData("UPDATE records SET octets = hash WHERE sequence = 5", 4)]
    [InlineData("UPDATE records SET time = time + 1 WHERE sequence = 5", 4)]
    [InlineData("UPDATE records SET remote = '' WHERE sequence = 5", 4)]
    [InlineData("UPDATE records SET verdict = 1 - verdict WHERE sequence = 5", 4)]
    [InlineData("UPDATE records SET hash = octets WHERE sequence = 5", 4)]
    [InlineData("DELETE FROM records WHERE sequence = 5", 4)]
    [InlineData("DELETE FROM terms WHERE sequence = 5 AND kind = 2", 4)]
    [InlineData("UPDATE terms SET value = 'nobody' WHERE sequence = 5 AND kind = 5", 4)]
    [InlineData("UPDATE terms SET time = time + 1 WHERE sequence = 5 AND kind = 5", 4)]
    [InlineData("INSERT INTO terms SELECT 3, 'another', time, 5 FROM records WHERE sequence = 5", 4)]
    public void Chain_AfterAChange_HoldsUpToIt(string change, long intact)
    {
        Filled().Dispose();
        Home.Force(change);
        using var store = Home.Open(AuditStoreMode.Read);

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
    [InlineData("UPDATE records SET octets = hash")]
    [InlineData("DELETE FROM records")]
    [InlineData("UPDATE terms SET value = 'nobody'")]
    [InlineData("DELETE FROM terms")]
    public void Change_BySlip_IsRefusedByTheStoreItself(string change)
    {
        Filled().Dispose();

        Assert.ThrowsAny<DbException>(() => Home.Run(change));
    }

    [Fact]
    public void Append_WhileAnotherProgramHoldsTheStore_SaysSoAndWorksAfterwards()
    {
        using var store = Filled();
        using (Home.Hold())
            Assert.Equal("the store is locked by another program", Assert.Throws<IOException>(() => store.Append([AuditRecord.Of(Received("14-patient-record"), Now)])).Message);

        store.Append([AuditRecord.Of(Received("14-patient-record"), Now)]);

        Assert.Equal(Sample.Names.Count() + 1, HashChain.Verify(store.ReadAll(), []).Count);
    }

    [Fact]
    public void Open_NoStore_SaysSoAndMakesNone()
    {
        Assert.Throws<IOException>(() => Home.Open(AuditStoreMode.Read));
        Assert.Throws<IOException>(() => Home.Open(AuditStoreMode.Write));
        Assert.Throws<IOException>(() => Home.Open(AuditStoreMode.Read));
    }

    [Fact]
    public void Open_ForReading_CannotAppend()
    {
        Filled().Dispose();
        using var store = Home.Open(AuditStoreMode.Read);

        Assert.StartsWith("the store cannot be written to", Assert.Throws<IOException>(() => store.Append([AuditRecord.Of(Received("14-patient-record"), Now)])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void End_UpToARecord_IsThatRecord()
    {
        using var store = Filled();
        var records = store.ReadAll().ToList();

        Assert.Equal((3, Convert.ToHexString(records[2].Hash.Span)), (store.End(3).Sequence, Convert.ToHexString(store.End(3).Hash.Span)));
        Assert.Equal(records.Count, store.End().Sequence);
        Assert.Equal(0, store.End(0).Sequence);
    }

    [Fact]
    public void ValuesOfAnyLengthAndScript_AreFoundWhole()
    {
        using var store = Home.Open();
        // What a database cannot make shorter.
        var random = new Random(1);
        var endless = string.Concat(Enumerable.Range(0, 9_000).Select(_ => (char)random.Next('A', 'z')));
        string[] names = [endless, endless + "y", "Jürgen 山田^太郎 \U0001F9EA ' \" \\ %"];
        foreach (var name in names)
        {
            var message = Encoding.UTF8.GetString(Sample.Read("14-patient-record")).Replace("PID-1", System.Security.SecurityElement.Escape(name), StringComparison.Ordinal);
            store.Append([AuditRecord.Of(new ReceivedMessage { Transport = SyslogTransport.Tcp, Octets = Encoding.UTF8.GetBytes(message) }, Now)]);
        }

        foreach (var (name, index) in names.Select(static (name, index) => (name, index)))
            Assert.Equal(index + 1, Assert.Single(store.Search(new AuditQuery { Terms = [new AuditTerm(AuditTermKind.Patient, name)] })).Sequence);
        Assert.Null(HashChain.Verify(store.ReadAll(), []).Break);
    }

    [Fact]
    public async Task Append_FromTwoProgramsAtOnce_KeepsOneChain()
    {
        using var store = Home.Open();
        using var other = Home.Open();

        await Task.WhenAll(new[] { store, other }.Select(program => Task.Run(() =>
        {
            for (var batch = 0; batch < 20; batch++)
                program.Append([AuditRecord.Of(Received("14-patient-record"), Now), AuditRecord.Of(Received("12-user-login"), Now)]);
        })));

        Assert.Equal((null, 80), (HashChain.Verify(store.ReadAll(), []).Break, store.End().Sequence));
    }

    [Fact]
    public void Append_WhileSomebodyReads_IsStoredAndTheReadingGoesOn()
    {
        using var store = Filled();
        using var reading = store.ReadAll().GetEnumerator();
        Assert.True(reading.MoveNext());

        store.Append([AuditRecord.Of(Received("14-patient-record"), Now)]);

        Assert.True(reading.MoveNext());
        Assert.Equal(2, reading.Current.Sequence);
        Assert.Equal(Sample.Names.Count() + 1, store.End().Sequence);
    }

    private protected abstract Task<StoreHome> NewHomeAsync();

    private protected static ReceivedMessage Received(string sample) => new() { Transport = SyslogTransport.Tls, Remote = new IPEndPoint(IPAddress.Loopback, 4711), Octets = Sample.Read(sample) };

    private protected IAuditStore Filled()
    {
        var store = Home.Open();
        store.Append([.. Sample.Names.Select(name => AuditRecord.Of(Received(name), Now))]);
        return store;
    }
}
