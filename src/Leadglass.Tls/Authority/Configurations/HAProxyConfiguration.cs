using Leadglass.Tls.Pki;

namespace Leadglass.Tls.Authority.Configurations;

/// <summary>HAProxy 2.5 and later, before a server that speaks clear text.</summary>
internal static class HAProxyConfiguration
{
    public static IEnumerable<PkiFile> Files(PkiSite site)
    {
        yield return PkiFile.OfText(PkiLayout.Configuration("haproxy.cfg"), $"""
            # Takes DICOM over TLS and hands it to a system on this machine that speaks clear text.
            # That system must listen on the loopback address only, or a firewall must close its port.
            global
                # The keys stand beside the certificates: server-rsa.crt and server-rsa.key.
                ssl-load-extra-del-ext
                ssl-load-extra-files key

            defaults
                mode tcp
                timeout connect 5s
                # An association may rest between two images: as long as the archive lets it.
                timeout client 10m
                timeout server 10m

            frontend dicom-tls
                bind :{PkiSite.TlsPort} ssl crt "{site.Certificate(LeafUsage.Server)}" crt "{site.Certificate(LeafUsage.Server, LeafKey.EcdsaP256)}" ca-file "{site.Trusted}" crl-file "{site.Revoked}" verify required ssl-min-ver TLSv1.2 ciphers {PkiSite.Suites}
                default_backend archive

            backend archive
                server archive {PkiSite.ClearSystem}

            """);
    }
}
