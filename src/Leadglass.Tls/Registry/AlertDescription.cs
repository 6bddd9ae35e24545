namespace Leadglass.Tls.Registry;

/// <summary>What an alert says, by its code on the wire. Source: IANA, TLS Alerts; RFC 8446 §6.</summary>
public enum AlertDescription : byte
{
    /// <summary><c>close_notify</c>.</summary>
    CloseNotify = 0,

    /// <summary><c>unexpected_message</c>.</summary>
    UnexpectedMessage = 10,

    /// <summary><c>bad_record_mac</c>.</summary>
    BadRecordMac = 20,

    /// <summary><c>decryption_failed</c>.</summary>
    DecryptionFailed = 21,

    /// <summary><c>record_overflow</c>.</summary>
    RecordOverflow = 22,

    /// <summary><c>decompression_failure</c>.</summary>
    DecompressionFailure = 30,

    /// <summary><c>handshake_failure</c>.</summary>
    HandshakeFailure = 40,

    /// <summary><c>no_certificate</c>.</summary>
    NoCertificate = 41,

    /// <summary><c>bad_certificate</c>.</summary>
    BadCertificate = 42,

    /// <summary><c>unsupported_certificate</c>.</summary>
    UnsupportedCertificate = 43,

    /// <summary><c>certificate_revoked</c>.</summary>
    CertificateRevoked = 44,

    /// <summary><c>certificate_expired</c>.</summary>
    CertificateExpired = 45,

    /// <summary><c>certificate_unknown</c>.</summary>
    CertificateUnknown = 46,

    /// <summary><c>illegal_parameter</c>.</summary>
    IllegalParameter = 47,

    /// <summary><c>unknown_ca</c>.</summary>
    UnknownCa = 48,

    /// <summary><c>access_denied</c>.</summary>
    AccessDenied = 49,

    /// <summary><c>decode_error</c>.</summary>
    DecodeError = 50,

    /// <summary><c>decrypt_error</c>.</summary>
    DecryptError = 51,

    /// <summary><c>too_many_cids_requested</c>.</summary>
    TooManyCidsRequested = 52,

    /// <summary><c>export_restriction</c>.</summary>
    ExportRestriction = 60,

    /// <summary><c>protocol_version</c>.</summary>
    ProtocolVersion = 70,

    /// <summary><c>insufficient_security</c>.</summary>
    InsufficientSecurity = 71,

    /// <summary><c>internal_error</c>.</summary>
    InternalError = 80,

    /// <summary><c>inappropriate_fallback</c>.</summary>
    InappropriateFallback = 86,

    /// <summary><c>user_canceled</c>.</summary>
    UserCanceled = 90,

    /// <summary><c>no_renegotiation</c>.</summary>
    NoRenegotiation = 100,

    /// <summary><c>missing_extension</c>.</summary>
    MissingExtension = 109,

    /// <summary><c>unsupported_extension</c>.</summary>
    UnsupportedExtension = 110,

    /// <summary><c>certificate_unobtainable</c>.</summary>
    CertificateUnobtainable = 111,

    /// <summary><c>unrecognized_name</c>.</summary>
    UnrecognizedName = 112,

    /// <summary><c>bad_certificate_status_response</c>.</summary>
    BadCertificateStatusResponse = 113,

    /// <summary><c>bad_certificate_hash_value</c>.</summary>
    BadCertificateHashValue = 114,

    /// <summary><c>unknown_psk_identity</c>.</summary>
    UnknownPskIdentity = 115,

    /// <summary><c>certificate_required</c>.</summary>
    CertificateRequired = 116,

    /// <summary><c>general_error</c>.</summary>
    GeneralError = 117,

    /// <summary><c>no_application_protocol</c>.</summary>
    NoApplicationProtocol = 120,

    /// <summary><c>ech_required</c>.</summary>
    EchRequired = 121,
}
