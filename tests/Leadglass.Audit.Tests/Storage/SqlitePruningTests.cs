namespace Leadglass.Audit.Tests.Storage;

public sealed class SqlitePruningTests : PruningTests
{
    [Fact]
    public void Prune_LeavesNoOctetOfWhatWasRemovedInTheFiles()
    {
        Prune(3);
        Store.Dispose();

        var octets = Directory.GetFiles(Home.Folder).SelectMany(File.ReadAllBytes).ToArray();

        Assert.True(octets.AsSpan().IndexOf("secret of day 2"u8) < 0);
        Assert.True(octets.AsSpan().IndexOf("secret of day 3"u8) >= 0);
    }

    private protected override Task<StoreHome> NewHomeAsync() => Task.FromResult(StoreHome.Sqlite());
}
