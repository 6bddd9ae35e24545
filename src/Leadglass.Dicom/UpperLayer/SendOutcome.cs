namespace Leadglass.Dicom.UpperLayer;

/// <summary>What became of a message that was sent.</summary>
public enum SendOutcome
{
    /// <summary>The transport took every byte.</summary>
    Sent,

    /// <summary>The transport broke, or the association had ended; <see cref="Association.ReceiveAsync"/> says how.</summary>
    Ended,

    /// <summary>The peer stopped reading; the association is of no further use.</summary>
    TimedOut,
}
