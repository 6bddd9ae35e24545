using System.Data.Common;
using Leadglass.Audit.Storage;
using Leadglass.TestKit;
using Microsoft.Data.Sqlite;
using Npgsql;

[assembly: AssemblyFixture(typeof(PostgreSqlServer))]

namespace Leadglass.Audit.Tests.Storage;

/// <summary>A place for one store, and what the tests do to it behind its back.</summary>
public sealed class StoreHome : IDisposable
{
    private readonly TemporaryFolder _folder;

    private StoreHome(TemporaryFolder folder, string address) => (_folder, Address) = (folder, new AuditStoreAddress(address));

    public AuditStoreAddress Address { get; }

    /// <summary>Where the files are, of a store that has some.</summary>
    public string Folder => _folder.Path;

    public static StoreHome Sqlite()
    {
        var folder = new TemporaryFolder();
        return new StoreHome(folder, folder.File("audit.db"));
    }

    public static async Task<StoreHome> PostgreSqlAsync(PostgreSqlServer server)
    {
        if (RealPeers.WhyToSkip(PostgreSqlServer.Programs) is { } why)
            Assert.Skip(why);
        return new StoreHome(new TemporaryFolder(), await server.NewDatabaseAsync(TestContext.Current.CancellationToken));
    }

    public IAuditStore Open(AuditStoreMode mode = AuditStoreMode.Create)
    {
        var patience = TimeSpan.FromSeconds(1);
        return Address.IsFile ? SqliteAuditStore.Open(Address.Text, mode, patience) : PostgreSqlAuditStore.Open(Address.Text, mode, patience);
    }

    /// <summary>Runs statements with what protects the tables still there.</summary>
    public void Run(string sql)
    {
        using var connection = Connect();
        Execute(connection, sql);
    }

    /// <summary>Runs statements as somebody who means it.</summary>
    public void Force(string sql) => Run((Address.IsFile
        ? "DROP TRIGGER records_stay; DROP TRIGGER records_remain; DROP TRIGGER terms_stay; DROP TRIGGER terms_remain; "
        : "ALTER TABLE records DISABLE TRIGGER ALL; ALTER TABLE terms DISABLE TRIGGER ALL; ") + sql);

    /// <summary>Keeps others from writing, until it is disposed.</summary>
    public IDisposable Hold()
    {
        var connection = Connect();
        if (connection is SqliteConnection sqlite)
            sqlite.BeginTransaction(deferred: false);
        else
            Execute(connection, "BEGIN; LOCK TABLE records IN EXCLUSIVE MODE");
        return connection;
    }

    public void Dispose() => _folder.Dispose();

    private static void Execute(DbConnection connection, string sql)
    {
#pragma warning disable CA2100 // The test's own text.
        using var command = connection.CreateCommand();
        command.CommandText = sql;
#pragma warning restore CA2100
        command.ExecuteNonQuery();
    }

    private DbConnection Connect()
    {
        DbConnection connection = Address.IsFile
            ? new SqliteConnection($"Data Source={Address.Text};Pooling=False")
            : new NpgsqlConnection(Address.Text + ";Search Path=leadglass_audit;Pooling=False");
        connection.Open();
        return connection;
    }
}
