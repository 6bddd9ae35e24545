namespace Leadglass.Audit.Alerts;

/// <summary>What records can show together.</summary>
public enum IncidentKind
{
    /// <summary>A transfer was begun (110102), and no "Transferred" (110104) came.</summary>
    TransferNotCompleted,

    /// <summary>Nothing comes any more from a source that was heard regularly.</summary>
    SourceSilent,

    /// <summary>An event is later than its reception.</summary>
    ClockAhead,

    /// <summary>The events of a source are earlier than their reception, all by the same.</summary>
    ClockBehind,

    /// <summary>An event is much earlier than its reception.</summary>
    Late,

    /// <summary>Log-ins of one user failed in a row.</summary>
    LoginsOfUserFailed,

    /// <summary>Log-ins from one place in the network failed in a row.</summary>
    LoginsFromNodeFailed,

    /// <summary>A log-in succeeded after many of the same user had failed.</summary>
    LoginOfUserAfterFailures,

    /// <summary>A log-in succeeded after many from the same place had failed.</summary>
    LoginFromNodeAfterFailures,

    /// <summary>Data went to a medium that can be carried away.</summary>
    ExportedToMedium,

    /// <summary>Data went to a clipboard.</summary>
    ExportedToClipboard,

    /// <summary>Data went by mail or through a messaging system.</summary>
    ExportedByMessage,

    /// <summary>The recording of audit messages was stopped (110133), and not started again (110134).</summary>
    RecordingStopped,

    /// <summary>An application was stopped (110121), and not started again (110120).</summary>
    ApplicationStopped,

    /// <summary>Emergency access was taken (110127).</summary>
    EmergencyStarted,

    /// <summary>Emergency access was taken, and not given back (110138).</summary>
    EmergencyNotEnded,

    /// <summary>One user saw many different patients in a short time.</summary>
    ManyPatients,

    /// <summary>More came than is remembered.</summary>
    Forgotten,
}
