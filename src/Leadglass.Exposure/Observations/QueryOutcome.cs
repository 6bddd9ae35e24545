namespace Leadglass.Exposure.Observations;

/// <summary>What the answer to a sentinel C-FIND means.</summary>
public enum QueryOutcome
{
    /// <summary>Success without a match: the search was carried out for a stranger.</summary>
    Searched,

    /// <summary>A match for a key that cannot exist; the association was aborted and the bytes were discarded unread.</summary>
    ReturnedRecords,

    /// <summary>Refused as not authorised (status 0124H).</summary>
    NotAuthorised,

    /// <summary>The association was aborted by the application instead of an answer.</summary>
    Aborted,

    /// <summary>The association was aborted by the upper layer (source 2): a fault, not a decision.</summary>
    Faulted,

    /// <summary>The presentation context was not accepted.</summary>
    ContextRefused,

    /// <summary>Any other status: it says neither open nor closed.</summary>
    OtherStatus,

    /// <summary>The connection was closed, or no answer came in time.</summary>
    NoAnswer,

    /// <summary>Not asked, because an earlier answer made it wrong to ask, or the connection budget was used up.</summary>
    NotAsked,
}
