using Leadglass.Exposure.Watching;
using Leadglass.Findings;
using Leadglass.TestKit;

namespace Leadglass.Exposure.Tests.Watching;

public sealed class WatchStoreTests : IDisposable
{
    private static readonly DateTimeOffset Now = new(2026, 5, 4, 8, 0, 0, TimeSpan.Zero);
    private static readonly Change Opened = new(Now, ChangeKind.PortOpened, Severity.Medium, "10.20.0.8:104", "It answers now: \"x\"\u0007.");

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Keep_AcrossReopening_IsThere()
    {
        var target = new WatchedTarget("10.20.0.8:104", false, 14, new Dictionary<string, string> { ["service"] = "dicom", ["server"] = "\"\\\u0001é" });
        using (var store = Open())
            store.Keep(Now, [target], [Opened], ["terminal"]);

        using var again = Open();
        var kept = Assert.Single(again.Targets);
        Assert.Equal((target.Id, target.Answers, target.CertificateDays), (kept.Id, kept.Answers, kept.CertificateDays));
        Assert.Equal(target.Facts, kept.Facts);
        Assert.Equal(Now, again.LastRun);
        Assert.Equal(("PortOpened", 1L), Assert.Single(again.Counts()));
    }

    [Fact]
    public void Waiting_UntilTold_IsThereForEachListener()
    {
        using var store = Open();
        store.Keep(Now, [], [Opened], ["terminal", "webhook"]);
        var (number, change) = Assert.Single(store.Waiting("terminal"));

        store.Told(number, "terminal");

        Assert.Equal(Opened, change);
        Assert.Empty(store.Waiting("terminal"));
        Assert.Single(store.Waiting("webhook"));
        Assert.Empty(store.Waiting("syslog"));
    }

    [Fact]
    public void Resolved_NameThatMoves_TellsWhatItWas()
    {
        using var store = Open();

        Assert.Null(store.Resolved("pacs", ["10.0.0.1", "10.0.0.2"], Now));
        Assert.Null(store.Resolved("pacs", ["10.0.0.2", "10.0.0.1"], Now.AddHours(1)));
        Assert.Equal("10.0.0.1 10.0.0.2", store.Resolved("pacs", ["10.0.0.3"], Now.AddHours(2)));
        Assert.Equal("10.0.0.3", store.Resolved("pacs", ["10.0.0.1", "10.0.0.2"], Now.AddHours(1))); // the clock went back
        Assert.Null(store.Resolved("pacs", ["10.0.0.1", "10.0.0.2"], Now.AddHours(1)));
    }

    [Fact]
    public void Open_Twice_IsRefused()
    {
        using var store = Open();

        Assert.Contains("is used by another leadglass watch", Assert.Throws<IOException>(Open).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_SomethingElse_SaysSo_AndLeavesIt()
    {
        const string Text = "This is a letter, and certainly no database of anybody at all, whatever its length may be.";
        _folder.Write("watch.db", Text);

        Assert.Throws<IOException>(Open);
        Assert.Equal(Text, File.ReadAllText(_folder.File("watch.db")));
    }

    private WatchStore Open() => WatchStore.Open(_folder.File("watch.db"));
}
