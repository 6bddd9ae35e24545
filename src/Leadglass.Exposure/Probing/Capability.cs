namespace Leadglass.Exposure.Probing;

/// <summary>What a presentation context would allow a stranger to do.</summary>
public enum Capability
{
    /// <summary>C-ECHO.</summary>
    Verification,

    /// <summary>C-FIND in an archive.</summary>
    Query,

    /// <summary>C-FIND in a worklist.</summary>
    Worklist,

    /// <summary>C-STORE.</summary>
    Storage,

    /// <summary>C-MOVE or C-GET.</summary>
    Retrieve,

    /// <summary>N-ACTION for storage commitment.</summary>
    StorageCommitment,

    /// <summary>N-CREATE and N-SET of performed procedure steps.</summary>
    ProcedureStep,

    /// <summary>Unified procedure steps.</summary>
    UnifiedProcedureStep,

    /// <summary>Print management.</summary>
    Print,

    /// <summary>Media creation management.</summary>
    MediaCreation,

    /// <summary>Instance availability notification.</summary>
    InstanceAvailability,

    /// <summary>Hanging protocols, colour palettes and other non-patient objects.</summary>
    NonPatientObjects,

    /// <summary>An abstract syntax that does not exist: nobody who reads what was proposed accepts it.</summary>
    Bogus,
}
