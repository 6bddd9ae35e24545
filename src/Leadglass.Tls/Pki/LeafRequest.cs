using System.Security.Cryptography;

namespace Leadglass.Tls.Pki;

/// <summary>What a certificate shall say; every fault that a test needs is a value of these.</summary>
/// <param name="Subject">The common name.</param>
public sealed record LeafRequest(string Subject)
{
    /// <summary>DNS names and IP addresses in text form for the subject alternative name; none by default.</summary>
    public IReadOnlyList<string> Names { get; init; } = [];

    /// <summary>Server and client by default, as an AE that is SCU and SCP needs it.</summary>
    public LeafUsage Usage { get; init; } = LeafUsage.Server | LeafUsage.Client;

    /// <summary>The key; ECDSA on P-256 by default.</summary>
    public LeafKey Key { get; init; } = LeafKey.EcdsaP256;

    /// <summary>The hash that the authority signs; SHA-256 by default.</summary>
    public HashAlgorithmName SignatureHash { get; init; } = HashAlgorithmName.SHA256;

    /// <summary>An RSA key may be encrypted to as well, as suites without forward secrecy need it; yes by default.</summary>
    public bool TakesKeyTransport { get; init; } = true;

    /// <summary>The serial number, big-endian; empty, the default, for a random one.</summary>
    public ReadOnlyMemory<byte> SerialNumber { get; init; }

    /// <summary>First second of validity, from now; an hour ago by default, for clocks that are late.</summary>
    public TimeSpan NotBefore { get; init; } = TimeSpan.FromHours(-1);

    /// <summary>Last second of validity, from now; 397 days by default.</summary>
    public TimeSpan NotAfter { get; init; } = TimeSpan.FromDays(397);
}
