using Leadglass.Tls.Pki;

namespace Leadglass.Tls.Authority.Configurations;

/// <summary>dcm4chee-arc 5: a change of its LDAP entries, and the trust store that Java wants.</summary>
internal static class Dcm4cheeConfiguration
{
    private const string Device = "dicomDeviceName=dcm4chee-arc,cn=Devices,cn=DICOM Configuration,dc=dcm4che,dc=org";

    private static readonly string[] Suites =
    [
        "TLS_AES_128_GCM_SHA256",
        "TLS_AES_256_GCM_SHA384",
        "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256",
        "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384",
    ];

    public static IEnumerable<PkiFile> Files(PkiSite site)
    {
        var trustStore = site.File(PkiLayout.Configuration("dcm4chee-arc-trust.p12"));
        var keyStore = site.File(PkiLayout.Pfx(site.Server, LeafUsage.Peer, LeafKey.Rsa3072));
        yield return PkiFile.OfText(PkiLayout.Configuration("dcm4chee-arc-truststore.sh"), $"""
            #!/bin/sh
            # Makes the trust store that dcm4chee-arc.ldif names; keytool comes with Java.
            set -e
            for name in root issuing; do
                keytool -importcert -noprompt -alias "$name" -file '{site.File("authority")}'/"$name.crt" \
                    -keystore '{trustStore}' -storetype PKCS12 -storepass:file '{site.File(PkiLayout.Password)}'
            done

            """);
        // The LDIF holds the password of the key store.
        yield return PkiFile.OfText(PkiLayout.Configuration("dcm4chee-arc.ldif"), $"""
            # dcm4chee-arc 5 as it is installed: ldapmodify -x -H ldap://LDAPSERVER -D cn=admin,dc=dcm4che,dc=org -W -f dcm4chee-arc.ldif
            # Make the trust store first (dcm4chee-arc-truststore.sh), let the archive read both stores, then reload the configuration in its user interface.
            dn: {Device}
            changetype: modify
            replace: dcmKeyStoreURL
            dcmKeyStoreURL: file:{keyStore}
            -
            replace: dcmKeyStoreType
            dcmKeyStoreType: PKCS12
            -
            replace: dcmKeyStorePin
            dcmKeyStorePin: {site.Password}
            -
            replace: dcmTrustStoreURL
            dcmTrustStoreURL: file:{trustStore}
            -
            replace: dcmTrustStoreType
            dcmTrustStoreType: PKCS12
            -
            replace: dcmTrustStorePin
            dcmTrustStorePin: {site.Password}
            -

            dn: cn=dicom-tls,{Device}
            changetype: modify
            replace: dicomPort
            dicomPort: {PkiSite.TlsPort}
            -
            replace: dicomTLSCipherSuite
            {string.Join('\n', Suites.Select(static suite => $"dicomTLSCipherSuite: {suite}"))}
            -
            replace: dcmTLSProtocol
            dcmTLSProtocol: TLSv1.3
            dcmTLSProtocol: TLSv1.2
            -
            replace: dcmTLSNeedClientAuth
            dcmTLSNeedClientAuth: TRUE
            -

            """, isSecret: true);
    }
}
