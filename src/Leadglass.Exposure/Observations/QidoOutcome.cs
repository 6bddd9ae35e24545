namespace Leadglass.Exposure.Observations;

/// <summary>What a web server's answer to a sentinel search means.</summary>
public enum QidoOutcome
{
    /// <summary>An empty result: the search was carried out for a stranger.</summary>
    Searched,

    /// <summary>A result that is not empty, although the key cannot exist; it was discarded unread.</summary>
    ReturnedRecords,

    /// <summary>A login is asked for (401) or the stranger is refused (403).</summary>
    LoginRequired,

    /// <summary>No such service under this path.</summary>
    NotThere,

    /// <summary>Anything else, a server error included.</summary>
    Unclear,
}
