using Leadglass.Tls.Pki;

namespace Leadglass.Tls.Authority.Configurations;

/// <summary>stunnel 5, on both sides: before a server and beside a device, neither of which knows TLS.</summary>
internal static class StunnelConfiguration
{
    public static IEnumerable<PkiFile> Files(PkiSite site)
    {
        yield return PkiFile.OfText(PkiLayout.Configuration("stunnel-server.conf"), $"""
            ; Takes DICOM over TLS and hands it to a system on this machine that speaks clear text.
            ; That system must listen on the loopback address only, or a firewall must close its port.
            [dicom-tls]
            accept = {PkiSite.TlsPort}
            connect = {PkiSite.ClearSystem}
            cert = {site.Certificate(LeafUsage.Server)}
            key = {site.Key(LeafUsage.Server)}
            CAfile = {site.Trusted}
            CRLfile = {site.Revoked}
            verifyChain = yes
            requireCert = yes
            sslVersionMin = TLSv1.2
            ciphers = {PkiSite.Suites}

            """);
        yield return PkiFile.OfText(PkiLayout.Configuration("stunnel-client.conf"), $"""
            ; Beside a device that speaks clear text only: it calls 127.0.0.1:11113, and the network sees TLS.
            [dicom-tls-client]
            client = yes
            accept = 127.0.0.1:11113
            connect = {Connect(site)}
            cert = {site.Certificate(LeafUsage.Client)}
            key = {site.Key(LeafUsage.Client)}
            CAfile = {site.Trusted}
            CRLfile = {site.Revoked}
            verifyChain = yes
            {(site.Order.DnsNames.Contains(site.Host) ? "checkHost" : "checkIP")} = {site.Host}
            sslVersionMin = TLSv1.2
            ciphers = {PkiSite.Suites}

            """);
    }

    private static string Connect(PkiSite site) => $"{site.Host}:{PkiSite.TlsPort}";
}
