namespace Leadglass.Audit.Storage;

/// <summary>Keeps records in the order in which they were appended, and chains them by their hashes. Nothing changes or removes one.</summary>
public interface IAuditStore : IDisposable
{
    /// <summary>Appends records, all or none; they are on the disk when this returns.</summary>
    /// <param name="records">What is to be kept.</param>
    /// <exception cref="IOException">The store is full, locked by somebody else, or damaged. None of the records was kept.</exception>
    void Append(IReadOnlyList<AuditRecord> records);

    /// <summary>Where the chain ends, as far as it is on the disk.</summary>
    /// <exception cref="IOException">The store cannot be read.</exception>
    ChainEnd End();

    /// <summary>Finds records, oldest event first; read while they are enumerated.</summary>
    /// <param name="query">Which.</param>
    /// <exception cref="IOException">The store cannot be read.</exception>
    IEnumerable<StoredRecord> Search(AuditQuery query);

    /// <summary>Every record in the order of the chain; read while they are enumerated.</summary>
    /// <exception cref="IOException">The store cannot be read.</exception>
    IEnumerable<StoredRecord> ReadAll();
}
