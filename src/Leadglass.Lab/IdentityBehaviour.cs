namespace Leadglass.Lab;

/// <summary>What becomes of a user identity (PS3.7 D.3.3.7).</summary>
internal enum IdentityBehaviour
{
    /// <summary>It is not looked at.</summary>
    Ignore,

    /// <summary>It is confirmed, whoever it names.</summary>
    AcknowledgeAnyone,

    /// <summary>It is rejected unless it names a known user; no identity is accepted too.</summary>
    Enforce,
}
