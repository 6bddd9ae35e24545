using Leadglass.Tls.Registry;

namespace Leadglass.Tls.Import;

/// <summary>Which suites each tool asks for, compared with the registry suite by suite: sslscan 2.0.7, testssl.sh 3.0.8, nmap 7.93.</summary>
internal static class AskedSuites
{
    private static readonly string[] NotInSslscan = ["SSL_FORTEZZA", "SSL_RSA_FIPS", "EXPORT1024", "_DRAFT", "TLS_DHE_DSS_WITH_RC4_128_SHA", "GOSTR341001", "GOSTR341094"];
    private static readonly string[] NotInTestssl = ["SSL_FORTEZZA", "TLS_ECCPWD", "TLS_GOSTR341112_256_WITH_KUZNYECHIK", "TLS_GOSTR341112_256_WITH_MAGMA", "TLS_GOSTR341112_256_WITH_28147"];

    /// <summary>The five of RFC 8446 B.4, which every tool asks for in TLS 1.3, and hardly one more.</summary>
    public static IReadOnlyList<CipherSuite> Tls13 { get; } = [.. CipherSuites.All.Where(static suite => suite.Code is >= 0x1301 and <= 0x1305)];

    public static IEnumerable<CipherSuite> Sslscan(TlsVersion version) => AllBut(version, NotInSslscan);

    /// <summary>The AEAD suites D001H to D005H with ECDHE and pre-shared keys are not in its table either.</summary>
    public static IEnumerable<CipherSuite> Testssl(TlsVersion version) => AllBut(version, NotInTestssl).Where(static suite => suite.Code is not (>= 0xD001 and <= 0xD005));

    public static IEnumerable<CipherSuite> Nmap(TlsVersion version) => AllBut(version, []);

    private static IEnumerable<CipherSuite> AllBut(TlsVersion version, string[] parts) =>
        version == TlsVersion.Tls13 ? Tls13 : CipherSuites.For(version).Where(suite => !parts.Any(part => suite.Name.Contains(part, StringComparison.Ordinal)));
}
