namespace Leadglass.Tls.Observations;

/// <summary>Whose order decides which suite is chosen.</summary>
public enum SuiteOrder
{
    /// <summary>Not asked, or fewer than two suites are offered.</summary>
    NotKnown,

    /// <summary>The server's: it chose the same suite from a list and from the reversed list.</summary>
    Server,

    /// <summary>The client's: it chose the first of a list and the first of the reversed list.</summary>
    Client,
}
