namespace Leadglass.Tls.Messages;

/// <summary>What a record carries. Source: RFC 8446 §5.1.</summary>
public enum ContentType : byte
{
    /// <summary>ChangeCipherSpec.</summary>
    ChangeCipherSpec = 20,

    /// <summary>An alert.</summary>
    Alert = 21,

    /// <summary>Handshake messages, or pieces of them.</summary>
    Handshake = 22,

    /// <summary>Application data; in TLS 1.3 everything that is encrypted.</summary>
    ApplicationData = 23,

    /// <summary>Heartbeat (RFC 6520).</summary>
    Heartbeat = 24,
}
