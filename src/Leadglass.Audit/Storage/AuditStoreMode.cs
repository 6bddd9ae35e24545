namespace Leadglass.Audit.Storage;

/// <summary>What a store is opened for.</summary>
public enum AuditStoreMode
{
    /// <summary>Reading only, for example a copy on a read-only medium.</summary>
    Read,

    /// <summary>Reading and appending to a store that is there.</summary>
    Write,

    /// <summary>As <see cref="Write"/>; made if it is not there.</summary>
    Create,
}
