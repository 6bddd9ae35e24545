namespace Leadglass.Tls.Profiles;

/// <summary>Which side of TLS a requirement binds: who opens the connection, whatever DICOM role it plays. Source: PS3.15 B.12.</summary>
public enum TlsRole
{
    /// <summary>Both sides.</summary>
    Both,

    /// <summary>The side that is connected to.</summary>
    Server,

    /// <summary>The side that connects.</summary>
    Client,
}
