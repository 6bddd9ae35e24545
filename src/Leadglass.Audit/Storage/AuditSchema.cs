namespace Leadglass.Audit.Storage;

/// <summary>The tables of a store. What the databases call differently comes in; the numbers of the kinds of terms are those of <see cref="AuditTermKind"/>.</summary>
internal static class AuditSchema
{
    /// <summary>Changes with the tables.</summary>
    public const int Version = 2;

    /// <summary>The statements that make the tables of an empty store.</summary>
    /// <param name="number">The type of whole numbers of 64 bits; that of a key as well.</param>
    /// <param name="octets">The type of octets.</param>
    /// <param name="termsByValue">Ends the table of terms, and makes it fast to find records by kind and value, in the order of their times.</param>
    public static string Create(string number, string octets, string termsByValue) => $"""
        CREATE TABLE records (
            sequence {number} PRIMARY KEY, received {number} NOT NULL, time {number} NOT NULL, transport TEXT NOT NULL, remote TEXT NOT NULL,
            verdict {number} NOT NULL, octets {octets} NOT NULL, hash {octets} NOT NULL);
        CREATE INDEX records_by_time ON records (time);
        CREATE TABLE terms (kind {number} NOT NULL, value TEXT NOT NULL, time {number} NOT NULL, sequence {number} NOT NULL{termsByValue};
        CREATE INDEX terms_by_sequence ON terms (sequence);
        """;
}
