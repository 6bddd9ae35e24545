namespace Leadglass.Audit.Storage;

/// <summary>
/// Keeps records in the order in which they were appended, and chains them by their hashes. Nothing changes one; only a beginning can be removed, and a
/// record says so.
/// </summary>
public interface IAuditStore : IDisposable
{
    /// <summary>Appends records, all or none; they are on the disk when this returns.</summary>
    /// <param name="records">What is to be kept.</param>
    /// <returns>Number and hash of the last of them; those before it have the numbers before.</returns>
    /// <exception cref="IOException">The store is full, locked by somebody else, out of reach, or damaged. None of the records was kept; only of one that went out of reach during the commit it is not known.</exception>
    ChainEnd Append(IReadOnlyList<AuditRecord> records);

    /// <summary>Where the chain ends, as far as it is on the disk, or where it ended once.</summary>
    /// <param name="upTo">The number of a record; those after it are left out of account.</param>
    /// <exception cref="IOException">The store cannot be read.</exception>
    ChainEnd End(long upTo = long.MaxValue);

    /// <summary>Up to where <see cref="Prune"/> would remove; number 0 if nothing.</summary>
    /// <param name="before">Records that were received before this, up to the first that was not.</param>
    /// <exception cref="IOException">The store cannot be read.</exception>
    ChainEnd Prunable(DateTimeOffset before);

    /// <summary>Appends an account of it and removes the beginning, both or none. Without anything to remove, nothing is appended.</summary>
    /// <param name="before">As for <see cref="Prunable"/>.</param>
    /// <param name="account">Makes the account from number and hash of the last record that is removed; with <see cref="Pruning"/>, so that the chain can be verified.</param>
    /// <returns>Number and hash of the last record that was removed; number 0 if nothing was.</returns>
    /// <exception cref="IOException">The store is full, locked by somebody else, or damaged. Nothing was removed.</exception>
    ChainEnd Prune(DateTimeOffset before, Func<ChainEnd, AuditRecord> account);

    /// <summary>Finds records, oldest event first; read while they are enumerated.</summary>
    /// <param name="query">Which.</param>
    /// <exception cref="IOException">The store cannot be read.</exception>
    IEnumerable<StoredRecord> Search(AuditQuery query);

    /// <summary>Every record in the order of the chain; read while they are enumerated.</summary>
    /// <param name="after">The number of a record; those up to it are left out.</param>
    /// <param name="most">How many are wanted.</param>
    /// <exception cref="IOException">The store cannot be read.</exception>
    IEnumerable<StoredRecord> ReadAll(long after = 0, long most = long.MaxValue);
}
