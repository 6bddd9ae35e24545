namespace Leadglass.Tls.Profiles;

/// <summary>Where a profile stands.</summary>
public enum ProfileStatus
{
    /// <summary>In force.</summary>
    Current,

    /// <summary>Withdrawn from the standard; devices still claim it.</summary>
    Retired,

    /// <summary>A site's own.</summary>
    Site,
}
