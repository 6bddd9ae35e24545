using System.Net;
using System.Text;
using Leadglass.Audit.Storage;
using Leadglass.Audit.Syslog;
using Leadglass.TestKit;

namespace Leadglass.Audit.Tests.Storage;

public sealed class AuditJournalTests : IDisposable
{
    private const int HeaderLength = 16;

    private static readonly DateTimeOffset At = new(2026, 3, 4, 5, 6, 7, 89, TimeSpan.Zero);

    private readonly TemporaryFolder _folder = new();

    private string Path => _folder.File("audit.db.incoming");

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(SyslogTransport.Udp, true, "192.0.2.1:514", "<85>1 - - - - - - Müller")]
    [InlineData(SyslogTransport.Tls, true, "[2001:db8::1]:40000", "")]
    [InlineData(SyslogTransport.Tcp, false, "[fe80::1%7]:65535", "\0\0\r\n")]
    public void Read_AfterAKill_IsWhatWasAppended(SyslogTransport transport, bool isSyslog, string remote, string text)
    {
        using (var journal = Open())
            journal.Append([(new ReceivedMessage { Transport = transport, IsSyslog = isSyslog, Remote = IPEndPoint.Parse(remote), Octets = Encoding.UTF8.GetBytes(text) }, At)]);

        using var again = Open();
        var (message, at) = Assert.Single(again.Read(again.First, 10, 1_000, out _));

        Assert.Equal((transport, isSyslog, IPEndPoint.Parse(remote), text, At), (message.Transport, message.IsSyslog, message.Remote, Encoding.UTF8.GetString(message.Octets.Span), at));
    }

    [Fact]
    public void Read_Limits_AreKeptAndOneMessageComesAtLeast()
    {
        using var journal = Open();
        Append(journal, "one", "two", new string('3', 10_000), "four");

        Assert.Equal(["one", "two"], Texts(journal.Read(journal.First, 2, int.MaxValue, out var next)));
        journal.Done(next);
        Assert.Equal([new string('3', 10_000)], Texts(journal.Read(journal.First, 2, 1, out _)));
    }

    [Fact]
    public void Done_Some_AreForgottenAlsoAfterAKill()
    {
        using (var journal = Open())
        {
            Append(journal, "one", "two", "three");
            journal.Read(journal.First, 2, int.MaxValue, out var next);
            journal.Done(next);
        }

        using var again = Open();
        Assert.Equal(["three"], Texts(again.Read(again.First, 10, int.MaxValue, out _)));
    }

    [Fact]
    public void Done_All_NothingOfThemIsLeftInTheFile()
    {
        using var journal = Open();
        for (var round = 0; round < 3; round++)
        {
            Append(journal, "secret one", "secret two");
            Assert.Equal(["secret one", "secret two"], Texts(journal.Read(journal.First, 10, int.MaxValue, out var next)));
            journal.Done(next);

            Assert.Equal(0, journal.Waiting);
            Assert.Equal(HeaderLength, new FileInfo(Path).Length);
        }
    }

    [Fact]
    public void IsFull_FileThatIsNeverEmptied_DoesNotGrowForEver()
    {
        using var journal = AuditJournal.Open(Path, static what => Assert.Fail(what), most: 1_000);
        Append(journal, "one");
        for (var number = 0; !journal.IsFull; number++)
        {
            Assert.True(number < 1_000);
            journal.Read(journal.First, 1, int.MaxValue, out var next);
            Append(journal, "another"); // comes before the one before it is done with
            journal.Done(next);
        }

        Assert.InRange(new FileInfo(Path).Length, 1_000, 1_100);
        journal.Read(journal.First, 10, int.MaxValue, out var last);
        journal.Done(last);
        Assert.False(journal.IsFull);
    }

    [Fact]
    public void Open_CutOffAnywhere_HasTheWholeMessagesBeforeIt()
    {
        using (var journal = Open())
            Append(journal, "one", "two", "three");
        var whole = File.ReadAllBytes(Path);
        var ends = new List<int> { HeaderLength };
        while (ends[^1] < whole.Length)
            ends.Add(ends[^1] + 8 + BitConverter.ToInt32(whole, ends[^1]));

        for (var length = 0; length <= whole.Length; length++)
        {
            File.WriteAllBytes(Path, whole[..length]);
            using (var journal = Open())
            {
                Assert.Equal(ends.Skip(1).Count(end => end <= length), journal.Read(journal.First, 10, int.MaxValue, out _).Count);
                Append(journal, "next");
            }

            using var again = Open();
            Assert.Equal("next", Texts(again.Read(again.First, 10, int.MaxValue, out _))[^1]);
        }
    }

    [Fact]
    public void Open_AnyOctetChanged_LosesNoOctetAndSaysSo()
    {
        using (var journal = Open())
            Append(journal, "one", "two", "three");
        var whole = File.ReadAllBytes(Path);
        var second = HeaderLength + 8 + BitConverter.ToInt32(whole, HeaderLength);

        for (var place = second + 4; place < second + 8 + BitConverter.ToInt32(whole, second); place++)
        {
            var changed = whole.ToArray();
            changed[place] ^= 0x40;
            File.WriteAllBytes(Path, changed);
            var told = new List<string>();

            using (var journal = AuditJournal.Open(Path, told.Add))
                Assert.Equal(["one"], Texts(journal.Read(journal.First, 10, int.MaxValue, out _)));

            Assert.Contains($"no message stands at octet {second:N0}", Assert.Single(told), StringComparison.Ordinal);
            Assert.Equal(changed[second..], File.ReadAllBytes(Path + ".damaged"));
            if (!OperatingSystem.IsWindows())
                Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path + ".damaged"));
            File.Delete(Path + ".damaged");
        }
    }

    [Theory]
    [InlineData("SQLite format 3\0 and more")]
    [InlineData("a short one")]
    [InlineData("LGAUDJ2\n")]
    public void Open_SomethingElse_IsRefusedAndStays(string content)
    {
        File.WriteAllText(Path, content);

        Assert.Contains("is no journal", Assert.Throws<IOException>(Open).Message, StringComparison.Ordinal);
        Assert.Equal(content, File.ReadAllText(Path));
    }

    [Fact]
    public void Open_WhileAnotherHasIt_IsRefused()
    {
        using var journal = Open();

        Assert.Contains("cannot be opened", Assert.Throws<IOException>(Open).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_New_IsForItsOwnerAlone()
    {
        using var journal = Open();

        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path));
    }

    [Fact]
    public async Task Settle_WhatIsTakenOut_IsWaitedForAndWhatIsNotIsCounted()
    {
        var cancellation = TestContext.Current.CancellationToken;
        Assert.Equal(0, await AuditJournal.SettleAsync(Path, TimeSpan.FromMinutes(1), TimeProvider.System, cancellation));
        using var journal = Open();
        Assert.Equal(0, await AuditJournal.SettleAsync(Path, TimeSpan.FromMinutes(1), TimeProvider.System, cancellation));

        Append(journal, "one");
        Assert.Equal(journal.Waiting, await AuditJournal.SettleAsync(Path, TimeSpan.Zero, TimeProvider.System, cancellation));
        var settling = AuditJournal.SettleAsync(Path, TimeSpan.FromMinutes(1), TimeProvider.System, cancellation);
        Assert.False(settling.IsCompleted);
        journal.Read(journal.First, 10, int.MaxValue, out var next);
        journal.Done(next);
        Assert.Equal(0, await settling);
    }

    private static void Append(AuditJournal journal, params string[] texts) =>
        journal.Append([.. texts.Select(text => (new ReceivedMessage { Transport = SyslogTransport.Tcp, Octets = Encoding.UTF8.GetBytes(text) }, At))]);

    private static List<string> Texts(IEnumerable<(ReceivedMessage Message, DateTimeOffset At)> messages) => [.. messages.Select(static entry => Encoding.UTF8.GetString(entry.Message.Octets.Span))];

    private AuditJournal Open() => AuditJournal.Open(Path, static what => Assert.Fail(what));
}
