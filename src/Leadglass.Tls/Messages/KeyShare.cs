using Leadglass.Tls.Registry;

namespace Leadglass.Tls.Messages;

/// <summary>A public key for one group. Source: RFC 8446 §4.2.8.</summary>
/// <param name="Group">The group.</param>
/// <param name="Key">The key; empty where a HelloRetryRequest only names the group.</param>
public sealed record KeyShare(NamedGroup Group, ReadOnlyMemory<byte> Key);
