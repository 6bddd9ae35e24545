namespace Leadglass.Tls.Profiles;

/// <summary>In which way a side of TLS differs from a profile.</summary>
public enum EntryKind
{
    /// <summary>Asked for by the profile, and not there.</summary>
    Missing,

    /// <summary>Against the profile, and there.</summary>
    TooMuch,

    /// <summary>It could not be asked: neither there nor absent.</summary>
    NotKnown,
}
