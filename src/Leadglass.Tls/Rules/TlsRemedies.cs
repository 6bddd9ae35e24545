using Leadglass.Findings;

namespace Leadglass.Tls.Rules;

/// <summary>Remedies that fit more than one rule.</summary>
internal static class TlsRemedies
{
    /// <summary>TLS 1.2 and 1.3 only.</summary>
    public static IReadOnlyList<Remedy> Versions { get; } =
    [
        new("Orthanc", "Set DicomTlsMinimumProtocolVersion to 4 (TLS 1.2 and 1.3) and list the suites under DicomTlsCiphersAccepted; both options came with 1.12.4. Before that, put a TLS proxy before the DICOM port."),
        new("DCMTK", "Start the server with the profile +py (3.6.8 and later: +pg) instead of +px, +pa or +pb."),
        new("dcm4che", "In the network connection of the device, list only TLSv1.2 and TLSv1.3 as TLS protocols (dcmTLSProtocol)."),
        new("nginx", "ssl_protocols TLSv1.2 TLSv1.3;"),
        new("HAProxy", "Add ssl-min-ver TLSv1.2 to the bind line."),
        new("stunnel", "sslVersionMin = TLSv1.2"),
        new(null, "Allow TLS 1.2 and 1.3 only. Where a device can do no better, put a TLS proxy directly beside that device instead of lowering the archive for everyone."),
    ];

    /// <summary>The suites of RFC 9325 §4.2 only.</summary>
    public static IReadOnlyList<Remedy> Suites { get; } =
    [
        new("Orthanc", "Set DicomTlsMinimumProtocolVersion to 4 and list only suites with ECDHE and AES-GCM under DicomTlsCiphersAccepted (1.12.4 and later)."),
        new("DCMTK", "Remove every +cs option and use the profile +py (3.6.8 and later: +pg), which brings its own suites."),
        new("dcm4che", "In the network connection of the device, list only suites with ECDHE and GCM as TLS cipher suites (dicomTLSCipherSuite)."),
        new("nginx", "ssl_ciphers ECDHE+AESGCM; ssl_prefer_server_ciphers on;"),
        new("HAProxy", "Add ciphers ECDHE+AESGCM to the bind line."),
        new("stunnel", "ciphers = ECDHE+AESGCM"),
        new(null, "Offer only the suites of RFC 9325 §4.2: ECDHE with AES-GCM. Check first, in the log of the TLS server, whether any device still uses another."),
    ];

    /// <summary>A new certificate.</summary>
    public static IReadOnlyList<Remedy> Certificate { get; } =
    [
        new("Orthanc", "Have a certificate issued as described under \"any system\", name it under DicomTlsCertificate and its key under DicomTlsPrivateKey, and restart."),
        new("DCMTK", "Have a certificate issued as described under \"any system\", give key and certificate to +tls, and restart."),
        new(null, "Have the hospital's certificate authority issue one with an ECDSA key on P-256 or an RSA key of 2048 bits or more, signed with SHA-256, for server and client authentication, with every name and address that devices use in subjectAltName."),
    ];

    /// <summary>Client certificates required.</summary>
    public static IReadOnlyList<Remedy> ClientCertificates { get; } =
    [
        new("Orthanc", "Set DicomTlsRemoteCertificateRequired to true and list your own authority under DicomTlsTrustedCertificates."),
        new("DCMTK", "Name your own authority by +cf and leave the option -rc (require peer certificate), which is the default; remove -ic and -vc."),
        new("dcm4che", "In the network connection of the device, set TLS need client authentication (dcmTLSNeedClientAuth), with your own authority in the trust store."),
        new("nginx", "ssl_verify_client on; ssl_client_certificate your-authority.pem;"),
        new("HAProxy", "Add verify required ca-file your-authority.pem to the bind line."),
        new("stunnel", "verifyChain = yes, with CAfile = your-authority.pem"),
        new(null, "Require client certificates from an authority of your own that issues to medical devices only, not from a public one."),
    ];
}
