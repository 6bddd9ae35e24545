using Npgsql;

namespace Leadglass.Audit.Storage;

/// <summary>Where a store is: a file, or a database of PostgreSQL.</summary>
/// <param name="Text">The path of a SQLite file, or a connection string of Npgsql, recognised by its <c>Host=</c>. May hold a password.</param>
public readonly record struct AuditStoreAddress(string Text)
{
    /// <summary>How long one waits for another program that writes, where nothing else is said.</summary>
    internal static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>Whether it is a file.</summary>
    public bool IsFile => !Text.Split(';').Any(static part => part.TrimStart().StartsWith("Host=", StringComparison.OrdinalIgnoreCase));

    /// <summary>The journal of the service that keeps the store, where nothing else is said; <see langword="null"/> for a database.</summary>
    public string? Journal => IsFile ? Text + AuditJournal.Extension : null;

    /// <summary>How audit messages and people name it: without user and password.</summary>
    /// <exception cref="IOException">The text is no connection string.</exception>
    public Uri Uri
    {
        get
        {
            if (IsFile)
                return new Uri(Path.GetFullPath(Text));
            var settings = Settings(Text);
            var host = settings.Host?.Split(',')[0];
            return new UriBuilder("postgresql", host is null || host.StartsWith('/') ? "localhost" : host, settings.Port, settings.Database ?? "").Uri;
        }
    }

    /// <summary>Opens the store.</summary>
    /// <param name="mode">Whether it is made if it is not there, and whether it can be written to.</param>
    /// <exception cref="IOException">It cannot be opened, or is no store of this version.</exception>
    public IAuditStore Open(AuditStoreMode mode) => IsFile ? SqliteAuditStore.Open(Text, mode) : PostgreSqlAuditStore.Open(Text, mode);

    internal static NpgsqlConnectionStringBuilder Settings(string connection)
    {
        try
        {
            return new NpgsqlConnectionStringBuilder(connection);
        }
        catch (Exception e) when (e is ArgumentException or FormatException or InvalidCastException or OverflowException)
        {
            throw new IOException($"the store's connection string is none: {e.Message}", e);
        }
    }
}
