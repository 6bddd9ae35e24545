using Leadglass.Tls.Pki;

namespace Leadglass.Tls.Authority.Configurations;

/// <summary>nginx with its stream module, before a server that speaks clear text.</summary>
internal static class NginxConfiguration
{
    public static IEnumerable<PkiFile> Files(PkiSite site)
    {
        yield return PkiFile.OfText(PkiLayout.Configuration("nginx-stream.conf"), $$"""
            # Takes DICOM over TLS and hands it to a system on this machine that speaks clear text.
            # That system must listen on the loopback address only, or a firewall must close its port.
            # Include it in nginx.conf beside http { }, not inside; Debian: apt-get install libnginx-mod-stream.
            stream {
                server {
                    listen {{PkiSite.TlsPort}} ssl;
                    proxy_pass {{PkiSite.ClearSystem}};
                    # An association may rest between two images: as long as the archive lets it.
                    proxy_timeout 10m;

                    ssl_certificate     "{{site.Certificate(LeafUsage.Server)}}";
                    ssl_certificate_key "{{site.Key(LeafUsage.Server)}}";
                    ssl_certificate     "{{site.Certificate(LeafUsage.Server, LeafKey.EcdsaP256)}}";
                    ssl_certificate_key "{{site.Key(LeafUsage.Server, LeafKey.EcdsaP256)}}";
                    ssl_client_certificate "{{site.Trusted}}";
                    ssl_crl                "{{site.Revoked}}";
                    ssl_verify_client on;
                    ssl_verify_depth 2;
                    ssl_protocols TLSv1.2 TLSv1.3;
                    ssl_ciphers {{PkiSite.Suites}};
                }
            }

            """);
    }
}
