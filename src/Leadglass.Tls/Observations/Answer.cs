namespace Leadglass.Tls.Observations;

/// <summary>The answer to a question about a server. Not having found out is an answer of its own, and the default.</summary>
public enum Answer
{
    /// <summary>The question was not asked, could not be asked, or the answer says neither.</summary>
    NotKnown,

    /// <summary>The server was asked, and its answer says no.</summary>
    No,

    /// <summary>The server was asked, and its answer says yes.</summary>
    Yes,
}
