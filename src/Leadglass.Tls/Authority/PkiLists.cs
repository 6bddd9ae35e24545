using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Leadglass.Tls.Pki;

namespace Leadglass.Tls.Authority;

/// <summary>The two lists of revoked certificates in one file: that of the root first, then that of the issuing authority.</summary>
internal sealed class PkiLists
{
    private readonly string _root;
    private readonly string _issuing;

    /// <exception cref="CryptographicException">There is no list in the text.</exception>
    public PkiLists(string text)
    {
        var last = text.LastIndexOf("-----BEGIN X509 CRL-----", StringComparison.Ordinal);
        if (last < 0)
            throw new CryptographicException($"{PkiLayout.Revoked} holds no list of revoked certificates.");
        (_root, _issuing) = (text[..last], text[last..]);
    }

    /// <summary>Whether the issuing authority has revoked a certificate.</summary>
    public bool Has(ReadOnlySpan<byte> serial) => CertificateRevocationListBuilder.LoadPem(_issuing, out _).RemoveEntry(serial);

    /// <summary>The file with one more revoked certificate. The root's list stays as it is: its key may be far away.</summary>
    public string With(ReadOnlyMemory<byte> serial, CertificateAuthority issuing, DateTimeOffset nextUpdate) =>
        _root + issuing.CreateRevocationList(_issuing, [serial], nextUpdate);
}
