using Leadglass.Audit.Storage;

namespace Leadglass.Audit.Tests.Storage;

public sealed class SqliteAuditStoreTests : AuditStoreTests
{
    [Fact]
    public void Open_SomethingElse_SaysSo()
    {
        File.WriteAllText(Home.Address.Text, "This is a letter, and certainly no database of anybody.");

        Assert.Equal("the store is damaged, or no SQLite file", Assert.Throws<IOException>(() => Home.Open()).Message);
    }

    private protected override Task<StoreHome> NewHomeAsync() => Task.FromResult(StoreHome.Sqlite());
}
