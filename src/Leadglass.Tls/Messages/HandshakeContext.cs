using Leadglass.Tls.Registry;

namespace Leadglass.Tls.Messages;

/// <summary>What was negotiated before: the form of some messages depends on it.</summary>
/// <param name="Version">The version that the ServerHello chose.</param>
/// <param name="Suite">The suite that it chose.</param>
public sealed record HandshakeContext(TlsVersion Version, CipherSuite Suite)
{
    /// <summary>Before any ServerHello.</summary>
    public static HandshakeContext Initial { get; } = new(TlsVersion.Tls12, CipherSuites.Of(0));
}
