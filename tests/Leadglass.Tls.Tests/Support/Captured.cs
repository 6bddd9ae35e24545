using Leadglass.TestKit;

namespace Leadglass.Tls.Tests.Support;

/// <summary>What real peers sent on loopback: OpenSSL 3.0.19, GnuTLS 3.7.9 and DCMTK 3.6.7 of Debian 12. A record each, or a whole flight.</summary>
internal static class Captured
{
    /// <summary><c>openssl s_client -servername archive.example</c></summary>
    public static readonly byte[] OpenSslClientHello = Hex.Parse(
        """
        16 0301 013C                                                      # handshake, 3.1, 316 bytes
        01 000138                                                         # ClientHello, 312 bytes
        0303                                                              # legacy_version 3.3
        1D36C457E397D41C4CCD6F8E421E69445B8EC8FF488D84BB083AC1589D7F06E2  # random
        20 C9549168CCA8011BA095AF3118EC9B67C7103FE1CD35DD31B7773EFBD45D21AA  # legacy_session_id
        003E 1302 1303 1301 C02C C030 009F CCA9 CCA8 CCAA C02B C02F 009E C024 C028 006B
             C023 C027 0067 C00A C014 0039 C009 C013 0033 009D 009C 003D 003C 0035 002F 00FF
        01 00                                                             # no compression
        00B1                                                              # extensions
        0000 0014 0012 00 000F 617263686976652E6578616D706C65             # server_name archive.example
        000B 0004 03 00 01 02                                             # ec_point_formats
        000A 0016 0014 001D 0017 001E 0019 0018 0100 0101 0102 0103 0104  # supported_groups
        0023 0000                                                         # session_ticket
        0016 0000                                                         # encrypt_then_mac
        0017 0000                                                         # extended_master_secret
        000D 002A 0028 0403 0503 0603 0807 0808 0809 080A 080B 0804 0805 0806 0401 0501 0601
                       0303 0301 0302 0402 0502 0602                      # signature_algorithms
        002B 0009 08 0304 0303 0302 0301                                  # supported_versions 1.3 to 1.0
        002D 0002 01 01                                                   # psk_key_exchange_modes psk_dhe_ke
        0033 0026 0024 001D 0020 E3DB9E7E09EC7097279D1B3DB70D5C52BF07831EAB171771D81681A2C9AEEB7D  # key_share x25519
        """);

    /// <summary><c>openssl s_client -tls1_2 -alpn dicom -noservername</c></summary>
    public static readonly byte[] OpenSslTls12ClientHello = Hex.Parse(
        """
        16 0301 00C3  01 0000BF  0303
        166F61084C4ED72F2FA7AF46FABAD4D9BB9E9F8B1884B0B1E9EFE39002C6A7BA
        00                                                                # no session
        0038 C02C C030 009F CCA9 CCA8 CCAA C02B C02F 009E C024 C028 006B C023 C027 0067
             C00A C014 0039 C009 C013 0033 009D 009C 003D 003C 0035 002F 00FF
        01 00
        005E
        000B 0004 03 00 01 02
        000A 000C 000A 001D 0017 001E 0019 0018
        0023 0000
        0010 0008 0006 05 6469636F6D                                      # ALPN dicom
        0016 0000
        0017 0000
        000D 002A 0028 0403 0503 0603 0807 0808 0809 080A 080B 0804 0805 0806 0401 0501 0601
                       0303 0301 0302 0402 0502 0602
        """);

    /// <summary><c>gnutls-cli --insecure localhost</c></summary>
    public static readonly byte[] GnuTlsClientHello = Hex.Parse(
        """
        16 0301 0182  01 00017E  0303
        28640773EA184E8C63E98860911B5CAD2FD44BF8549245AEB016E661C7194EF8
        20 2B7E23A7EF8DBB62B5C13E7D866614547FA17D962FE17FCB6D4898C4BF96E892
        003A 1302 1303 1301 1304 C02C CCA9 C0AD C00A C02B C0AC C009 C030 CCA8 C014 C02F
             C013 009D C09D 0035 009C C09C 002F 009F CCAA C09F 0039 009E C09E 0033
        01 00
        00FB
        0005 0005 01 0000 0000                                            # status_request OCSP
        000A 0016 0014 0017 0018 0019 001D 001E 0100 0101 0102 0103 0104
        000B 0002 01 00
        000D 0022 0020 0401 0809 0804 0403 0807 0501 080A 0805 0503 0808 0601 080B 0806 0603 0201 0203
        0016 0000
        0017 0000
        0023 0000
        0033 006B 0069                                                    # key_share, two keys
             0017 0041 040D508ED8463DFBA5F63FD0495F207E0951467DF446237FABC3182C5D29C2BB39
                       E10EF310E2560987A85C779516A38874E9134C4B22C3EAF962ED3895BC51FA00
             001D 0020 D4EFD44F120B33E64D241A701FA1A7F4C8C011BF5F7D7BBB324E8E611BA0176F
        002B 0009 08 0304 0303 0302 0301
        FF01 0001 00                                                      # renegotiation_info, empty
        0000 000E 000C 00 0009 6C6F63616C686F7374                         # server_name localhost
        002D 0003 02 00 01
        001C 0002 4001                                                    # record_size_limit
        """);

    /// <summary><c>echoscu +tla -ic</c>: DCMTK offers TLS 1.3, but no X25519.</summary>
    public static readonly byte[] DcmtkClientHello = Hex.Parse(
        """
        16 0301 011F  01 00011B  0303
        74B0B2B3B0D02C2D9696AB70E844AADD77E4295498C27364F198C05B578B70A8
        20 33535C81003D0456C639608AE83EE11DD0C37DC0A12A5FBFF10344CDDE2871FF
        0010 1302 1303 1301 C02F 009E C030 009F 00FF
        01 00
        00C2
        000B 0004 03 00 01 02
        000A 001C 001A 0017 0016 0018 0019 0009 000A 000B 000C 000D 000E 001A 001B 001C
        0023 0000
        0016 0000
        0017 0000
        000D 0030 002E 0403 0503 0603 0807 0808 0809 080A 080B 0804 0805 0806 0401 0501 0601
                       0303 0203 0301 0201 0302 0202 0402 0502 0602
        002B 0005 04 0304 0303
        002D 0002 01 01
        0033 0047 0045 0017 0041 0441898D5F37A6371822F9911F2EEEE6970553B33245DD8F46305F6BECFE82AD9C
                                 C334407894CD79E79288F1B247CD3FE482E97669ECD5C8431B197427D9E33418
        """);

    /// <summary>The certificate of <see cref="EcdheFlight"/>: CN=a, ECDSA on P-256, signs itself.</summary>
    public static readonly byte[] Certificate = Hex.Parse(
        """
        3082016E30820113A0030201020214150460BB87F02573E9BE1D78834FC99A6C032CAB300A06082A8648CE3D040302300C310A300806035504030C016130
        1E170D3236313132323230353634305A170D3336313131393230353634305A300C310A300806035504030C01613059301306072A8648CE3D020106082A86
        48CE3D03010703420004A50D65615731385F4F753FC1CBAF194CEF8F072ECAD66D8F2E5EFB0B3BADC0620C414BD12DD4D7C0BD4CD5830862630B5FBFED70
        8003FCC321C2C9392E18A0FAA3533051301D0603551D0E041604143589C57C77858EA4799FC4AEA434278683A4BFE1301F0603551D230418301680143589
        C57C77858EA4799FC4AEA434278683A4BFE1300F0603551D130101FF040530030101FF300A06082A8648CE3D04030203490030460221008551CA8A3BC246
        B897609FDFBF09010080E6473603745C835254F72B72612C6B022100976910D3FBC8773FDD57E149C46194E291DA9C8835B5736AC5437B75A51C4D2B
        """);

    /// <summary><c>openssl s_server -verify 1 -CAfile</c> to a hello of TLS 1.2 with 0xC02B: five records with a message each.</summary>
    public static readonly byte[] EcdheFlight =
    [
        .. Hex.Parse(
            """
            16 0303 0041  02 00003D                                       # ServerHello
            0303
            E5D6611E0C8BB2AEB3A6B524E23E3230C68C19D605059CD5 444F574E47524401  # random: it could do TLS 1.3 ("DOWNGRD", 1)
            00 C02B 00
            0015 FF01 0001 00  000B 0004 03 00 01 02  0023 0000  0017 0000
            16 0303 017C  0B 000178  000175 000172                        # Certificate
            """),
        .. Certificate,
        .. Hex.Parse(
            """
            16 0303 0095  0C 000091                                       # ServerKeyExchange
            03 0017                                                       # named_curve secp256r1
            41 04FACA1D12D0BD18F4BDFDC723E5EE34241EBC9FC05736707397C3F46762572FC191D6A05B645AE5366CE9C3422583A0ADA9814509D8A7803FFDB2EF8267F9168E
            0403 0048                                                     # ecdsa_secp256r1_sha256, signature
            3046022100E56B5464BFAF12FB6D6615FE1C48E73531F43EF654F883EDB2A3A29DC8B7F274022100CC2CFAF1CAEDCF283EFCC3D461E8F0715BD37A8146B1CE91FF6744978FCA2EA5
            16 0303 004A  0D 000046                                       # CertificateRequest
            03 01 02 40                                                   # rsa_sign, dss_sign, ecdsa_sign
            002E 0403 0503 0603 0807 0808 0809 080A 080B 0804 0805 0806 0401 0501 0601
                 0303 0203 0301 0201 0302 0202 0402 0502 0602
            0010 000E 300C310A300806035504030C0161                        # one authority: CN=a
            """),
        .. Hex.Parse("16 0303 0004  0E 000000                             # ServerHelloDone"),
    ];

    /// <summary>The same server to TLS_DH_anon_WITH_AES_128_GCM_SHA256: its 1024-bit prime is group 2 of RFC 2409.</summary>
    public static readonly byte[] AnonymousFlight = Hex.Parse(
        """
        16 0303 0051  02 00004D                                           # ServerHello
        0303 70AB60885E73BAF3CF63F33F8A3A43ADCFE2F6948A0827E4444F574E47524401
        20 16F6B7EA74568F8CDD34E305251C2FF7138C1D7A3F0FD57A62CE629C41558A0D
        00A6 00  0005 FF01 0001 00
        16 0303 010B  0C 000107                                           # ServerKeyExchange, without a signature
        0080 FFFFFFFFFFFFFFFFC90FDAA22168C234C4C6628B80DC1CD129024E088A67CC74020BBEA63B139B22514A08798E3404DD
             EF9519B3CD3A431B302B0A6DF25F14374FE1356D6D51C245E485B576625E7EC6F44C42E9A637ED6B0BFF5CB6F406B7ED
             EE386BFB5A899FA5AE9F24117C4B1FE649286651ECE65381FFFFFFFFFFFFFFFF
        0001 02
        0080 F46E2B51DAE81B0A7204A280669EE3C752EC039A64585D4FB30B44B4A321BA74A03DA98B72857CC03AF12FEAF9F12110
             085B3E80F6F0843FD4216C7F3DF3EF8DC89D0F581E41F128F0560E774AB8111C203CBCA70169B9A637A92CB87F1A1E19
             9DFB2BEDCF2927B556DCC821B409780F198B0A887DE90CF334D1F526681F773B
        16 0303 0004  0E 000000                                           # ServerHelloDone
        """);

    /// <summary>The same server to a hello of TLS 1.3 without keys: HelloRetryRequest, then a ChangeCipherSpec that means nothing.</summary>
    public static readonly byte[] RetryFlight = Hex.Parse(
        """
        16 0303 0058  02 000054
        0303 CF21AD74E59A6111BE1D8C021E65B891C2A211167ABB8C5E079E09E2C8A8339C
        20 000102030405060708090A0B0C0D0E0F101112131415161718191A1B1C1D1E1F
        1301 00
        000C 002B 0002 0304  0033 0002 0017                               # TLS 1.3, secp256r1 please
        14 0303 0001 01
        """);

    /// <summary>The same server to a suite that it does not have: handshake_failure.</summary>
    public static readonly byte[] AlertFlight = Hex.Parse("15 0303 0002 02 28");
}
