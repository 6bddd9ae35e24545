using Leadglass.TestKit;

namespace Leadglass.Audit.Tests.Storage;

/// <summary>With a real server; skipped where there is none.</summary>
public sealed class PostgreSqlPruningTests(PostgreSqlServer server) : PruningTests
{
    private protected override Task<StoreHome> NewHomeAsync() => StoreHome.PostgreSqlAsync(server);
}
