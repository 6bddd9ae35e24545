namespace Leadglass.TestKit;

/// <summary>How a recorded connection ended.</summary>
public enum ConnectionEnd
{
    /// <summary>It is still open.</summary>
    None,

    /// <summary>The program under test closed it in order (FIN).</summary>
    ClosedByOther,

    /// <summary>The program under test reset it (RST).</summary>
    ResetByOther,

    /// <summary>The script came to its end, or said to close.</summary>
    ClosedByScript,

    /// <summary>The script said to reset.</summary>
    ResetByScript,

    /// <summary>The test was over before the script was.</summary>
    Abandoned,
}
