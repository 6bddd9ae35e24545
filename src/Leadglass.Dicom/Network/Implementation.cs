namespace Leadglass.Dicom.Network;

/// <summary>How Leadglass names itself to every peer: an honest identity. Source: PS3.7 §D.3.3.2.</summary>
public static class Implementation
{
    /// <summary>Implementation class UID, derived from a UUID as PS3.5 §B.2 allows.</summary>
    public const string ClassUid = "2.25.222124441182166335873389104077993577235";

    /// <summary>Implementation version name.</summary>
    public const string VersionName = "LEADGLASS_010";
}
