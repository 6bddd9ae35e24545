namespace Leadglass.Audit.Building;

/// <summary>What a network access point is named by (NetworkAccessPointTypeCode).</summary>
public enum AccessPointKind
{
    /// <summary>A machine's name, such as a DNS name.</summary>
    MachineName = 1,

    /// <summary>An IP address.</summary>
    IPAddress = 2,

    /// <summary>A telephone number.</summary>
    Telephone = 3,

    /// <summary>A mail address.</summary>
    Email = 4,

    /// <summary>A URI.</summary>
    Uri = 5,
}
