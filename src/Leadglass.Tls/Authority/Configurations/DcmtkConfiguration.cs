using Leadglass.Tls.Pki;

namespace Leadglass.Tls.Authority.Configurations;

/// <summary>DCMTK: its programs are configured by their options, so these are scripts.</summary>
internal static class DcmtkConfiguration
{
    public static IEnumerable<PkiFile> Files(PkiSite site)
    {
        yield return PkiFile.OfText(PkiLayout.Configuration("dcmtk-storescp.sh"), $"""
            #!/bin/sh
            # DCMTK 3.6.7: takes images over TLS 1.2 and 1.3, from clients with a certificate of this authority only.
            # DCMTK 3.6.8 and later know PS3.15 B.12: write --profile-8996 instead of --profile-bcp195-nd (B.10).
            exec storescp \
                --enable-tls '{site.Key(LeafUsage.Server)}' '{site.Certificate(LeafUsage.Server)}' \
                --add-cert-file '{site.Trusted}' \
                --add-crl-file '{site.Revoked}' \
                --require-peer-cert \
                --profile-bcp195-nd \
                --aetitle {site.Server} \
                "$@" \
                {PkiSite.TlsPort}

            """);
        yield return PkiFile.OfText(PkiLayout.Configuration("dcmtk-echoscu.sh"), $"""
            #!/bin/sh
            # DCMTK 3.6.7: verifies (C-ECHO) over TLS. The same options serve storescu, findscu, movescu and getscu.
            # DCMTK does not compare the host name with the certificate: only the authority is checked.
            exec echoscu \
                --enable-tls '{site.Key(LeafUsage.Client)}' '{site.Certificate(LeafUsage.Client)}' \
                --add-cert-file '{site.Trusted}' \
                --add-crl-file '{site.Revoked}' \
                --require-peer-cert \
                --profile-bcp195-nd \
                --aetitle {site.Caller} \
                --call {site.Server} \
                "$@" \
                {site.Host} {PkiSite.TlsPort}

            """);
    }
}
