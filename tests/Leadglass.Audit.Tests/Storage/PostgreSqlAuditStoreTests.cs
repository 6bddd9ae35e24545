using Leadglass.Audit.Storage;
using Leadglass.TestKit;

namespace Leadglass.Audit.Tests.Storage;

/// <summary>With a real server; skipped where there is none.</summary>
public sealed class PostgreSqlAuditStoreTests(PostgreSqlServer server) : AuditStoreTests
{
    [Fact]
    public void Open_DatabaseWithTablesOfSomebodyElse_SaysSo()
    {
        Home.Run("CREATE SCHEMA leadglass_audit; CREATE TABLE leadglass_audit.records (title TEXT)");

        Assert.Contains("has no audit store", Assert.Throws<IOException>(() => Home.Open()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_TwoAtOnce_MakeOneStore()
    {
        using var holding = Home.Open();
        using var second = Home.Open();
        holding.Append([AuditRecord.Of(Received("14-patient-record"), Now)]);
        second.Append([AuditRecord.Of(Received("14-patient-record"), Now)]);

        Assert.Equal((null, 2), (HashChain.Verify(second.ReadAll(), []).Break, second.End().Sequence));
    }

    [Fact]
    public async Task ServerThatWasStartedAnew_IsUsedAgainByTheSameStore()
    {
        // One of its own: the other tests need theirs.
        await using var other = new PostgreSqlServer();
        using var home = await StoreHome.PostgreSqlAsync(other);
        using var surviving = home.Open();
        surviving.Append([AuditRecord.Of(Received("14-patient-record"), Now)]);

        await other.RestartAsync(TestContext.Current.CancellationToken);
        surviving.Append([AuditRecord.Of(Received("14-patient-record"), Now)]);

        Assert.Equal((null, 2), (HashChain.Verify(surviving.ReadAll(), []).Break, surviving.End().Sequence));
    }

    [Fact]
    public void ServerThatIsNotThere_IsAFailureOfTheStore()
    {
        var nowhere = new AuditStoreAddress($"Host=127.0.0.1;Port={LoopbackPorts.FindFree(1)[0]};Username=nobody;Database=none");

        Assert.StartsWith("the store cannot be reached: ", Assert.Throws<IOException>(() => nowhere.Open(AuditStoreMode.Create)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Host=db.example.org;Username=audit;Password=secret;Database=audit", false, "postgresql://db.example.org:5432/audit")]
    [InlineData("Port=5433; host=db.example.org;Database=audit", false, "postgresql://db.example.org:5433/audit")]
    [InlineData("Host=/run/postgresql;Database=audit", false, "postgresql://localhost:5432/audit")]
    [InlineData("/var/lib/audit.db", true, "file:///var/lib/audit.db")]
    [InlineData("/var/lib/Host=a/audit.db", true, "file:///var/lib/Host=a/audit.db")]
    public void Address_TellsFilesFromDatabasesAndNamesNoPassword(string text, bool isFile, string uri)
    {
        var address = new AuditStoreAddress(text);

        Assert.Equal((isFile, uri), (address.IsFile, address.Uri.AbsoluteUri));
    }

    [Fact]
    public void Address_ThatIsNoConnectionString_IsAFailureOfTheStore() =>
        Assert.StartsWith("the store's connection string is none", Assert.Throws<IOException>(() => new AuditStoreAddress("Host=a;Colour=red").Open(AuditStoreMode.Read)).Message, StringComparison.Ordinal);

    private protected override Task<StoreHome> NewHomeAsync() => StoreHome.PostgreSqlAsync(server);
}
