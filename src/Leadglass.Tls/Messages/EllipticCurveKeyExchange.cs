using Leadglass.Tls.Registry;

namespace Leadglass.Tls.Messages;

/// <summary>ServerKeyExchange over a named curve. Source: RFC 8422 §5.4.</summary>
/// <param name="Group">The curve.</param>
/// <param name="Point">The server's public key.</param>
public sealed record EllipticCurveKeyExchange(NamedGroup Group, ReadOnlyMemory<byte> Point) : ServerKeyExchange;
