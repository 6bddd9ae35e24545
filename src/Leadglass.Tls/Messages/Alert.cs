using Leadglass.Tls.Registry;

namespace Leadglass.Tls.Messages;

/// <summary>An alert. Source: RFC 8446 §6.</summary>
/// <param name="Level">How serious it is.</param>
/// <param name="Description">What it says.</param>
public sealed record Alert(AlertLevel Level, AlertDescription Description) : TlsMessage
{
    /// <summary>The connection is over: by its level, or because TLS 1.3 ignores levels and knows two alerts only that do not end it (RFC 8446 §6).</summary>
    public bool IsFatal => Level != AlertLevel.Warning;
}
