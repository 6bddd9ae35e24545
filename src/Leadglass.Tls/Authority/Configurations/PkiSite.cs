using Leadglass.Tls.Pki;

namespace Leadglass.Tls.Authority.Configurations;

/// <summary>Where the files of a lab PKI are and whom they name: what configurations are written from.</summary>
internal sealed record PkiSite(string Folder, PkiOrder Order, string Password)
{
    /// <summary>The port of DICOM over TLS. Source: PS3.15 B.12.</summary>
    public const int TlsPort = 2762;

    /// <summary>Where a proxy finds the system that speaks clear text: on its own machine only.</summary>
    public const string ClearSystem = "127.0.0.1:11112";

    /// <summary>Suites of TLS 1.2 with forward secrecy and authenticated encryption, by their OpenSSL names. Source: RFC 9325 §4.2.</summary>
    public const string Suites =
        "ECDHE-ECDSA-AES128-GCM-SHA256:ECDHE-RSA-AES128-GCM-SHA256:ECDHE-ECDSA-AES256-GCM-SHA384:ECDHE-RSA-AES256-GCM-SHA384:ECDHE-ECDSA-CHACHA20-POLY1305:ECDHE-RSA-CHACHA20-POLY1305";

    /// <summary>The AE that serves in the configurations.</summary>
    public string Server => Order.AETitles[0];

    /// <summary>The AE that calls it: the last one, which is the server itself where there is no other.</summary>
    public string Caller => Order.AETitles[^1];

    /// <summary>Under which name it is called.</summary>
    public string Host => Order.Hosts[0];

    public string Trusted => File(PkiLayout.Trusted);

    public string Revoked => File(PkiLayout.Revoked);

    /// <summary>The whole path of a file, with slashes on every system: all these programs read them.</summary>
    public string File(string path) => $"{Folder.Replace('\\', '/').TrimEnd('/')}/{path}";

    public string Certificate(LeafUsage usage, LeafKey key = LeafKey.Rsa3072) => File(PkiLayout.Certificate(OwnerOf(usage), usage, key));

    public string Key(LeafUsage usage, LeafKey key = LeafKey.Rsa3072) => File(PkiLayout.Key(OwnerOf(usage), usage, key));

    private string OwnerOf(LeafUsage usage) => usage == LeafUsage.Client ? Caller : Server;
}
