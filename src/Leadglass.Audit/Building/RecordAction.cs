namespace Leadglass.Audit.Building;

/// <summary>What was done to data (EventActionCode).</summary>
public enum RecordAction
{
    /// <summary>Created.</summary>
    Create = 'C',

    /// <summary>Read, viewed, printed.</summary>
    Read = 'R',

    /// <summary>Changed.</summary>
    Update = 'U',

    /// <summary>Deleted.</summary>
    Delete = 'D',
}
