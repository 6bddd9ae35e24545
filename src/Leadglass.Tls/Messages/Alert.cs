using Leadglass.Tls.Registry;

namespace Leadglass.Tls.Messages;

/// <summary>An alert. Source: RFC 8446 §6.</summary>
/// <param name="Level">How serious it is.</param>
/// <param name="Description">What it says.</param>
public sealed record Alert(AlertLevel Level, AlertDescription Description) : TlsMessage
{
    /// <summary>The sender says that the connection is over.</summary>
    public bool IsFatal => Level != AlertLevel.Warning;
}
