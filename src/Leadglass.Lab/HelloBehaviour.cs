using System.Security.Cryptography.X509Certificates;
using Leadglass.Tls;

namespace Leadglass.Lab;

/// <summary>What an old TLS server answers hellos with.</summary>
/// <param name="Certificate">What it shows: an RSA certificate, for suites that need one.</param>
/// <param name="Suites">Codes of the suites that it takes in each version, the preferred one first. Key exchange by RSA only.</param>
internal sealed record HelloBehaviour(X509Certificate2 Certificate, IReadOnlyDictionary<TlsVersion, ushort[]> Suites)
{
    /// <summary>Whether it knows secure renegotiation (RFC 5746).</summary>
    public bool SecureRenegotiation { get; init; }
}
