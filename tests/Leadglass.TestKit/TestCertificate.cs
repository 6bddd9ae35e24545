using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Leadglass.TestKit;

/// <summary>Certificates made in memory.</summary>
public static class TestCertificate
{
    /// <summary>Makes a certificate for <c>localhost</c> and 127.0.0.1 with an EC key on P-256.</summary>
    /// <param name="subject">The distinguished name.</param>
    /// <param name="time">The clock; it is valid from a day before now to a year after.</param>
    /// <returns>The certificate with its private key.</returns>
    public static X509Certificate2 SelfSigned(string subject = "CN=scripted peer", TimeProvider? time = null)
    {
        var now = (time ?? TimeProvider.System).GetUtcNow();
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest(subject, key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        using var certificate = request.CreateSelfSigned(now.AddDays(-1), now.AddYears(1));

        // SslStream on Windows takes no key that has never been stored: a round trip through PKCS #12 gives it one.
        return X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pkcs12), password: null);
    }
}
