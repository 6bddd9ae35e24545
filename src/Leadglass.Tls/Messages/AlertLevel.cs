namespace Leadglass.Tls.Messages;

/// <summary>How serious an alert is. Source: RFC 5246 §7.2.</summary>
public enum AlertLevel : byte
{
    /// <summary>The connection may go on.</summary>
    Warning = 1,

    /// <summary>The connection is over.</summary>
    Fatal = 2,
}
