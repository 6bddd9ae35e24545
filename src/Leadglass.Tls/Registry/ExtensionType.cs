namespace Leadglass.Tls.Registry;

/// <summary>Extensions by their code on the wire. Source: IANA, TLS ExtensionType Values.</summary>
public enum ExtensionType : ushort
{
    /// <summary><c>server_name</c>.</summary>
    ServerName = 0,

    /// <summary><c>max_fragment_length</c>.</summary>
    MaxFragmentLength = 1,

    /// <summary><c>client_certificate_url</c>.</summary>
    ClientCertificateUrl = 2,

    /// <summary><c>trusted_ca_keys</c>.</summary>
    TrustedCaKeys = 3,

    /// <summary><c>truncated_hmac</c>.</summary>
    TruncatedHmac = 4,

    /// <summary><c>status_request</c>.</summary>
    StatusRequest = 5,

    /// <summary><c>user_mapping</c>.</summary>
    UserMapping = 6,

    /// <summary><c>client_authz</c>.</summary>
    ClientAuthz = 7,

    /// <summary><c>server_authz</c>.</summary>
    ServerAuthz = 8,

    /// <summary><c>cert_type</c>.</summary>
    CertType = 9,

    /// <summary><c>supported_groups</c>.</summary>
    SupportedGroups = 10,

    /// <summary><c>ec_point_formats</c>.</summary>
    EcPointFormats = 11,

    /// <summary><c>srp</c>.</summary>
    Srp = 12,

    /// <summary><c>signature_algorithms</c>.</summary>
    SignatureAlgorithms = 13,

    /// <summary><c>use_srtp</c>.</summary>
    UseSrtp = 14,

    /// <summary><c>heartbeat</c>.</summary>
    Heartbeat = 15,

    /// <summary><c>application_layer_protocol_negotiation</c>.</summary>
    ApplicationLayerProtocolNegotiation = 16,

    /// <summary><c>status_request_v2</c>.</summary>
    StatusRequestV2 = 17,

    /// <summary><c>signed_certificate_timestamp</c>.</summary>
    SignedCertificateTimestamp = 18,

    /// <summary><c>client_certificate_type</c>.</summary>
    ClientCertificateType = 19,

    /// <summary><c>server_certificate_type</c>.</summary>
    ServerCertificateType = 20,

    /// <summary><c>padding</c>.</summary>
    Padding = 21,

    /// <summary><c>encrypt_then_mac</c>.</summary>
    EncryptThenMac = 22,

    /// <summary><c>extended_master_secret</c>.</summary>
    ExtendedMasterSecret = 23,

    /// <summary><c>token_binding</c>.</summary>
    TokenBinding = 24,

    /// <summary><c>cached_info</c>.</summary>
    CachedInfo = 25,

    /// <summary><c>tls_lts</c>.</summary>
    TlsLts = 26,

    /// <summary><c>compress_certificate</c>.</summary>
    CompressCertificate = 27,

    /// <summary><c>record_size_limit</c>.</summary>
    RecordSizeLimit = 28,

    /// <summary><c>pwd_protect</c>.</summary>
    PwdProtect = 29,

    /// <summary><c>pwd_clear</c>.</summary>
    PwdClear = 30,

    /// <summary><c>password_salt</c>.</summary>
    PasswordSalt = 31,

    /// <summary><c>ticket_pinning</c>.</summary>
    TicketPinning = 32,

    /// <summary><c>tls_cert_with_extern_psk</c>.</summary>
    TlsCertWithExternPsk = 33,

    /// <summary><c>delegated_credential</c>.</summary>
    DelegatedCredential = 34,

    /// <summary><c>session_ticket</c>.</summary>
    SessionTicket = 35,

    /// <summary><c>TLMSP</c>.</summary>
    Tlmsp = 36,

    /// <summary><c>TLMSP_proxying</c>.</summary>
    TlmspProxying = 37,

    /// <summary><c>TLMSP_delegate</c>.</summary>
    TlmspDelegate = 38,

    /// <summary><c>supported_ekt_ciphers</c>.</summary>
    SupportedEktCiphers = 39,

    /// <summary><c>pre_shared_key</c>.</summary>
    PreSharedKey = 41,

    /// <summary><c>early_data</c>.</summary>
    EarlyData = 42,

    /// <summary><c>supported_versions</c>.</summary>
    SupportedVersions = 43,

    /// <summary><c>cookie</c>.</summary>
    Cookie = 44,

    /// <summary><c>psk_key_exchange_modes</c>.</summary>
    PskKeyExchangeModes = 45,

    /// <summary><c>certificate_authorities</c>.</summary>
    CertificateAuthorities = 47,

    /// <summary><c>oid_filters</c>.</summary>
    OidFilters = 48,

    /// <summary><c>post_handshake_auth</c>.</summary>
    PostHandshakeAuth = 49,

    /// <summary><c>signature_algorithms_cert</c>.</summary>
    SignatureAlgorithmsCert = 50,

    /// <summary><c>key_share</c>.</summary>
    KeyShare = 51,

    /// <summary><c>transparency_info</c>.</summary>
    TransparencyInfo = 52,

    /// <summary><c>connection_id</c>.</summary>
    ConnectionId = 54,

    /// <summary><c>external_id_hash</c>.</summary>
    ExternalIdHash = 55,

    /// <summary><c>external_session_id</c>.</summary>
    ExternalSessionId = 56,

    /// <summary><c>quic_transport_parameters</c>.</summary>
    QuicTransportParameters = 57,

    /// <summary><c>ticket_request</c>.</summary>
    TicketRequest = 58,

    /// <summary><c>dnssec_chain</c>.</summary>
    DnssecChain = 59,

    /// <summary><c>sequence_number_encryption_algorithms</c>.</summary>
    SequenceNumberEncryptionAlgorithms = 60,

    /// <summary><c>rrc</c>.</summary>
    Rrc = 61,

    /// <summary><c>next_protocol_negotiation</c>.</summary>
    NextProtocolNegotiation = 13172,

    /// <summary><c>ech_outer_extensions</c>.</summary>
    EchOuterExtensions = 64768,

    /// <summary><c>encrypted_client_hello</c>.</summary>
    EncryptedClientHello = 65037,

    /// <summary><c>renegotiation_info</c>.</summary>
    RenegotiationInfo = 65281,
}
