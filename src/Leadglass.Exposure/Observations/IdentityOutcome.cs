namespace Leadglass.Exposure.Observations;

/// <summary>What became of a user identity that nobody has (PS3.7 D.3.3.7).</summary>
public enum IdentityOutcome
{
    /// <summary>Accepted without a server response: the identity was not looked at.</summary>
    Ignored,

    /// <summary>Accepted with the server response that was requested: the server claims to have authenticated it.</summary>
    Acknowledged,

    /// <summary>Accepted, while the same request without an identity is rejected: any identity opens the door.</summary>
    Required,

    /// <summary>Rejected, while the same request without an identity is accepted.</summary>
    Rejected,

    /// <summary>Anything else.</summary>
    Unclear,
}
