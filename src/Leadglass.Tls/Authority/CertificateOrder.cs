using System.Net;

namespace Leadglass.Tls.Authority;

/// <summary>What a certificate shall say. Source: RFC 5280 §4.1 and §4.2.</summary>
public sealed record CertificateOrder
{
    /// <summary>The common name, such as an AE title.</summary>
    public required string Name { get; init; }

    /// <summary>The key to make for it; default RSA with 3072 bits.</summary>
    public KeyAlgorithm Key { get; init; }

    /// <summary>What it is for; default a server.</summary>
    public CertificatePurpose Purpose { get; init; }

    /// <summary>DNS names of the subject.</summary>
    public IReadOnlyList<string> DnsNames { get; init; } = [];

    /// <summary>IP addresses of the subject.</summary>
    public IReadOnlyList<IPAddress> Addresses { get; init; } = [];

    /// <summary>When it begins to be valid.</summary>
    public required DateTimeOffset NotBefore { get; init; }

    /// <summary>The last moment at which it is valid.</summary>
    public required DateTimeOffset NotAfter { get; init; }

    /// <summary>Sign it with SHA-1, which RFC 9325 §4.5 forbids: only to see whether a client refuses it. Default no.</summary>
    public bool SignedWithSha1 { get; init; }
}
