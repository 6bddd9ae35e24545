using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace Leadglass.Exposure.Probing;

/// <summary>How TLS is spoken to a server whose certificate is not what is examined: any will do, and nothing that it names is fetched.</summary>
internal static class StrangerTls
{
    /// <summary>Options for a handshake.</summary>
    /// <param name="host">The name for SNI; empty for none.</param>
    public static SslClientAuthenticationOptions Options(string host = "") => new()
    {
        TargetHost = host,
        RemoteCertificateValidationCallback = (_, _, _, _) => true,
        // The platform would follow the addresses inside a certificate to complete its chain: a scanned server could make us call anyone.
        CertificateChainPolicy = new X509ChainPolicy
        {
            DisableCertificateDownloads = true,
            RevocationMode = X509RevocationMode.NoCheck,
            VerificationFlags = X509VerificationFlags.AllFlags,
        },
    };
}
