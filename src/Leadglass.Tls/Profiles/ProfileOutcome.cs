namespace Leadglass.Tls.Profiles;

/// <summary>What came of holding one part of a profile against one side of TLS.</summary>
public enum ProfileOutcome
{
    /// <summary>Everything that decides was asked, and is as the profile says.</summary>
    Holds,

    /// <summary>Something that decides is otherwise.</summary>
    Fails,

    /// <summary>Nothing that was seen is otherwise, but not everything that decides could be asked.</summary>
    NotKnown,
}
