using System.Security.Cryptography.X509Certificates;

namespace Leadglass.Lab;

/// <summary>How a server of the practice hospital encrypts, by the platform's TLS library and its defaults.</summary>
/// <param name="Certificate">What it shows, with its private key.</param>
internal sealed record TlsBehaviour(X509Certificate2 Certificate)
{
    /// <summary>The authority from which clients must have a certificate; <see langword="null"/> asks for none.</summary>
    public X509Certificate2? ClientAuthority { get; init; }
}
