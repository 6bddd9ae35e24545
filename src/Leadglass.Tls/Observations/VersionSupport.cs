namespace Leadglass.Tls.Observations;

/// <summary>What a server did when a version was all that it was offered.</summary>
public enum VersionSupport
{
    /// <summary>It was not asked, or the connections came to an end before it could be.</summary>
    NotKnown,

    /// <summary>It went on with a handshake of that version.</summary>
    Offered,

    /// <summary>It refused: by an alert, by another version, or by closing the connection after the hello.</summary>
    Refused,

    /// <summary>It took the hello and said nothing until the time was over.</summary>
    NoAnswer,
}
