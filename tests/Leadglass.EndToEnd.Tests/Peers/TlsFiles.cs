using System.Security.Cryptography.X509Certificates;
using Leadglass.TestKit;
using Leadglass.Tls.Pki;

namespace Leadglass.EndToEnd.Tests.Peers;

/// <summary>An authority with the certificates that a TLS server and its clients need, written as PEM where servers want files.</summary>
public sealed class TlsFiles : IDisposable
{
    /// <summary>A prime of 1024 bits that nobody else uses, from <c>openssl dhparam 1024</c>.</summary>
    public const string SmallField =
        """
        -----BEGIN DH PARAMETERS-----
        MIGHAoGBAIXoepBj1SDuEW383/WCyFOm1xXcNBFtvvikdipNqQ+8cbM5ez6zZQop
        tm9IDMB/rElizynF20rwW0Bnr0IlO+uGjpekkITq4D3rPsrXw8wS7yfXGiRBEZUo
        iI1eDmGuK0ofAepoXg1CGAScfHmu8jC5KLzoHoi6TSL5mk6iXdlPAgEC
        -----END DH PARAMETERS-----

        """;

    private readonly CertificateAuthority _authority = CertificateAuthority.CreateRoot("End-to-end root", TimeProvider.System);

    /// <summary>A server certificate with an RSA key for localhost.</summary>
    public X509Certificate2 Rsa => field ??= _authority.Issue(Server("rsa") with { Key = LeafKey.Rsa2048 });

    /// <summary>A server certificate with an ECDSA key for localhost.</summary>
    public X509Certificate2 Ecdsa => field ??= _authority.Issue(Server("ecdsa"));

    /// <summary>A client certificate that servers trust.</summary>
    public X509Certificate2 Client => field ??= _authority.Issue(new LeafRequest("MODALITY1") { Usage = LeafUsage.Client });

    /// <summary>The private key of <see cref="Client"/>, as PEM.</summary>
    public string ClientKey => Client.GetECDsaPrivateKey()!.ExportPkcs8PrivateKeyPem();

    /// <summary>The certificate of the authority.</summary>
    public X509Certificate2 Authority => _authority.Certificate;

    /// <summary>Writes the files <c>rsa.pem</c>, <c>rsa.key</c>, <c>rsa.both</c>, the same for <c>ecdsa</c>, and <c>ca.pem</c>.</summary>
    public void WriteTo(TemporaryFolder folder)
    {
        Write(folder, "rsa", Rsa, Rsa.GetRSAPrivateKey()!.ExportPkcs8PrivateKeyPem());
        Write(folder, "ecdsa", Ecdsa, Ecdsa.GetECDsaPrivateKey()!.ExportPkcs8PrivateKeyPem());
        folder.Write("ca.pem", _authority.Certificate.ExportCertificatePem());
    }

    public void Dispose()
    {
        Rsa.Dispose();
        Ecdsa.Dispose();
        Client.Dispose();
        _authority.Dispose();
    }

    private static void Write(TemporaryFolder folder, string name, X509Certificate2 certificate, string key)
    {
        folder.Write($"{name}.pem", certificate.ExportCertificatePem());
        folder.Write($"{name}.key", key);
        folder.Write($"{name}.both", $"{certificate.ExportCertificatePem()}\n{key}\n");
    }

    private static LeafRequest Server(string subject) => new(subject) { Names = ["localhost", "127.0.0.1"] };
}
