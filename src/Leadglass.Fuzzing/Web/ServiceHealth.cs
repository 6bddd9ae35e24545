namespace Leadglass.Fuzzing.Web;

/// <summary>Whether a service still answers a legal question after an exchange that ended otherwise than in answers.</summary>
public enum ServiceHealth
{
    /// <summary>It answers, or nobody had a reason to ask.</summary>
    Well,

    /// <summary>It did not accept a connection at first, and then did: something started it again.</summary>
    CameBack,

    /// <summary>It does not answer any more.</summary>
    Gone,
}
