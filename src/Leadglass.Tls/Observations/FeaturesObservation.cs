using Leadglass.Tls.Registry;

namespace Leadglass.Tls.Observations;

/// <summary>What a server does with extensions and signals, most of it read from a hello of TLS 1.2, or of the highest version below 1.3 that it offers.</summary>
public sealed record FeaturesObservation
{
    /// <summary>It confirms <c>renegotiation_info</c> (RFC 5746).</summary>
    public Answer SecureRenegotiation { get; init; }

    /// <summary>It confirms <c>extended_master_secret</c> (RFC 7627).</summary>
    public Answer ExtendedMasterSecret { get; init; }

    /// <summary>It confirms <c>encrypt_then_mac</c> with a CBC suite (RFC 7366); not known where it offers no such suite.</summary>
    public Answer EncryptThenMac { get; init; }

    /// <summary>It chooses TLS compression when that is offered (CVE-2012-4929).</summary>
    public Answer Compression { get; init; }

    /// <summary>It confirms <c>truncated_hmac</c> (RFC 6066 §7).</summary>
    public Answer TruncatedHmac { get; init; }

    /// <summary>It confirms <c>heartbeat</c> (RFC 6520); says nothing about CVE-2014-0160.</summary>
    public Answer Heartbeat { get; init; }

    /// <summary>Point formats that it sends: 0 is uncompressed (RFC 8422 §5.1.2).</summary>
    public IReadOnlyList<byte> PointFormats { get; init; } = [];

    /// <summary>It refuses a lower version that comes with TLS_FALLBACK_SCSV (RFC 7507); not known where it offers one version only.</summary>
    public Answer FallbackProtection { get; init; }

    /// <summary>A server that offers TLS 1.3 marks its random when it is offered less (RFC 8446 §4.1.3); not known where it does not offer 1.3, or nothing less.</summary>
    public Answer DowngradeSentinel { get; init; }

    /// <summary>It chooses TLS 1.3 when 1.3 and 1.2 are offered together; not known where it does not offer both.</summary>
    public Answer PrefersTls13 { get; init; }

    /// <summary>It chooses something at least as strong when 0xC02F comes last in a list with weaker suites (RFC 9325 §4.2.1); not known where it does not offer 0xC02F or nothing weaker.</summary>
    public Answer PrefersStrongSuites { get; init; }

    /// <summary>It confirms the application protocol <c>dicom</c>.</summary>
    public Answer AcceptsAlpnDicom { get; init; }

    /// <summary>It refuses an application protocol that cannot exist (RFC 7301 §3.2).</summary>
    public Answer RefusesUnknownAlpn { get; init; }

    /// <summary>It refuses a server name that cannot exist, by <c>unrecognized_name</c> or otherwise (RFC 6066 §3).</summary>
    public Answer RefusesUnknownName { get; init; }

    /// <summary>It shows another certificate to a server name than without one; not known where it was not asked both.</summary>
    public Answer CertificateDependsOnName { get; init; }

    /// <summary>It answers a hello of more than 4096 bytes, and with it a list of all suites.</summary>
    public Answer ToleratesLargeHello { get; init; }

    /// <summary>It answers a hello with GREASE values (RFC 8701).</summary>
    public Answer ToleratesGrease { get; init; }

    /// <summary>It answers a hello with an extension that nobody has registered.</summary>
    public Answer ToleratesUnknownExtension { get; init; }

    /// <summary>It answers a hello that offers a version of the future (RFC 8446 §4.1.2: legacy_version 3.4 and above).</summary>
    public Answer ToleratesFutureVersion { get; init; }

    /// <summary>It staples an OCSP response (TLS 1.2, RFC 6066 §8).</summary>
    public Answer StaplesOcsp { get; init; }

    /// <summary>Session tickets.</summary>
    public SessionTicketObservation Tickets { get; init; } = new();

    /// <summary>Early data (0-RTT): always not known, because the server says so in an encrypted NewSessionTicket (RFC 8446 §4.6.1).</summary>
    public Answer EarlyData { get; init; }

    /// <summary>Extensions that the server sent in its hellos without having been asked; it breaks RFC 8446 §4.2.</summary>
    public IReadOnlyList<ExtensionType> UnaskedExtensions { get; init; } = [];
}
