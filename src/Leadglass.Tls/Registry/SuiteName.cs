namespace Leadglass.Tls.Registry;

/// <summary>Reads the properties of a suite out of its name; the names of the registry are regular enough, and every exception stands here.</summary>
internal static class SuiteName
{
    /// <summary>What stands before <c>_WITH_</c>.</summary>
    private static readonly Dictionary<string, (KeyExchange Exchange, Authentication Authentication)> Agreements = new()
    {
        ["TLS_NULL"] = (KeyExchange.Null, Authentication.Null),
        ["TLS_RSA"] = (KeyExchange.Rsa, Authentication.Rsa),
        ["SSL_RSA_FIPS"] = (KeyExchange.Rsa, Authentication.Rsa),
        ["TLS_DH_RSA"] = (KeyExchange.Dh, Authentication.Rsa),
        ["TLS_DH_DSS"] = (KeyExchange.Dh, Authentication.Dss),
        ["TLS_DHE_RSA"] = (KeyExchange.Dhe, Authentication.Rsa),
        ["TLS_DHE_DSS"] = (KeyExchange.Dhe, Authentication.Dss),
        ["TLS_DH_anon"] = (KeyExchange.Dhe, Authentication.Anonymous),
        ["TLS_ECDH_RSA"] = (KeyExchange.Ecdh, Authentication.Rsa),
        ["TLS_ECDH_ECDSA"] = (KeyExchange.Ecdh, Authentication.Ecdsa),
        ["TLS_ECDHE_RSA"] = (KeyExchange.Ecdhe, Authentication.Rsa),
        ["TLS_ECDHE_ECDSA"] = (KeyExchange.Ecdhe, Authentication.Ecdsa),
        ["TLS_ECDH_anon"] = (KeyExchange.Ecdhe, Authentication.Anonymous),
        ["TLS_PSK"] = (KeyExchange.Psk, Authentication.Psk),
        ["TLS_RSA_PSK"] = (KeyExchange.RsaPsk, Authentication.Rsa),
        ["TLS_DHE_PSK"] = (KeyExchange.DhePsk, Authentication.Psk),
        ["TLS_PSK_DHE"] = (KeyExchange.DhePsk, Authentication.Psk), // RFC 6655 §4 turns the two round
        ["TLS_ECDHE_PSK"] = (KeyExchange.EcdhePsk, Authentication.Psk),
        ["TLS_SRP_SHA"] = (KeyExchange.Srp, Authentication.Srp),
        ["TLS_SRP_SHA_RSA"] = (KeyExchange.Srp, Authentication.Rsa),
        ["TLS_SRP_SHA_DSS"] = (KeyExchange.Srp, Authentication.Dss),
        ["TLS_KRB5"] = (KeyExchange.Kerberos, Authentication.Kerberos),
        ["SSL_FORTEZZA_KEA"] = (KeyExchange.Fortezza, Authentication.Fortezza),
        ["TLS_GOSTR341094"] = (KeyExchange.Gost, Authentication.Gost),
        ["TLS_GOSTR341001"] = (KeyExchange.Gost, Authentication.Gost),
        ["TLS_GOSTR341112_256"] = (KeyExchange.Gost, Authentication.Gost),
        ["TLS_ECCPWD"] = (KeyExchange.EccPwd, Authentication.Password),
    };

    /// <summary>How the cipher begins, after <c>_WITH_</c>; the first that fits counts. Strength in bits, with 0 for a key length that follows in the name.</summary>
    private static readonly (string Start, BulkCipher Cipher, int Bits)[] Ciphers =
    [
        ("NULL", BulkCipher.Null, 0),
        ("AES_", BulkCipher.Aes, 0),
        ("CAMELLIA_", BulkCipher.Camellia, 0),
        ("ARIA_", BulkCipher.Aria, 0),
        ("SEED_", BulkCipher.Seed, 128),
        ("CHACHA20_", BulkCipher.ChaCha20, 256),
        ("SM4_", BulkCipher.Sm4, 128),
        ("AEGIS_", BulkCipher.Aegis, 0),
        ("3DES_", BulkCipher.TripleDes, 112), // two-key strength, as RFC 9325 §4.1 counts it
        ("DES40_", BulkCipher.Des, 40),
        ("DES_CBC_40", BulkCipher.Des, 40),
        ("DES_", BulkCipher.Des, 56),
        ("IDEA_", BulkCipher.Idea, 128),
        ("RC2_CBC_", BulkCipher.Rc2, 0),
        ("RC4_", BulkCipher.Rc4, 0),
        ("FORTEZZA_", BulkCipher.Fortezza, 80),
        ("28147_", BulkCipher.Gost28147, 256),
        ("MAGMA_", BulkCipher.Magma, 256),
        ("KUZNYECHIK_", BulkCipher.Kuznyechik, 256),
        ("SHA", BulkCipher.Null, 0), // RFC 9150: TLS_SHA256_SHA256
    ];

    private static readonly (string Part, CipherMode Mode)[] Modes =
    [
        ("_CBC", CipherMode.Cbc),
        ("_GCM", CipherMode.Gcm),
        ("_CCM_8", CipherMode.Ccm8),
        ("_CCM", CipherMode.Ccm),
        ("_POLY1305", CipherMode.Poly1305),
        ("_CTR_OMAC", CipherMode.CtrOmac),
        ("_CNT", CipherMode.Cnt),
        ("_MGM", CipherMode.Mgm),
    ];

    /// <summary>The same suite with its properties.</summary>
    public static CipherSuite Describe(CipherSuite suite)
    {
        if (suite.IsSignal)
        {
            return suite with
            {
                KeyExchange = KeyExchange.Null,
                Authentication = Authentication.Null,
                Cipher = BulkCipher.Null,
                Mode = CipherMode.None,
                Hash = SuiteHash.Null,
            };
        }
        if (suite.Code > ushort.MaxValue)
            return DescribeSsl2(suite);

        var name = suite.Name.Replace("_DRAFT", "", StringComparison.Ordinal);
        var with = name.IndexOf("_WITH_", StringComparison.Ordinal);
        var agreement = with < 0 ? "" : name[..with];
        var cipher = with < 0 ? name["TLS_".Length..] : name[(with + "_WITH_".Length)..];
        var export = agreement.IndexOf("_EXPORT", StringComparison.Ordinal);
        if (export >= 0)
            agreement = agreement[..export];

        var (exchange, authentication) = with < 0 || cipher.Contains("_MGM", StringComparison.Ordinal)
            ? (KeyExchange.Negotiated, Authentication.Negotiated)
            : Agreements[agreement];
        return WithCipher(suite with { KeyExchange = exchange, Authentication = authentication, IsExport = export >= 0 }, cipher);
    }

    /// <summary>SSL 2.0 names the key length first and what export left of it after: <c>SSL_CK_RC2_128_CBC_EXPORT40_WITH_MD5</c>.</summary>
    private static CipherSuite DescribeSsl2(CipherSuite suite)
    {
        var export = suite.Name.Contains("_EXPORT40", StringComparison.Ordinal);
        var name = suite.Name["SSL_CK_".Length..].Replace("_EXPORT40", "", StringComparison.Ordinal).Replace("_WITH", "", StringComparison.Ordinal);
        var (cipher, bits) = name switch
        {
            "RC4_128_MD5" => (BulkCipher.Rc4, 128),
            "RC4_64_MD5" => (BulkCipher.Rc4, 64),
            "RC2_128_CBC_MD5" => (BulkCipher.Rc2, 128),
            "IDEA_128_CBC_MD5" => (BulkCipher.Idea, 128),
            "DES_64_CBC_MD5" => (BulkCipher.Des, 56),
            _ => (BulkCipher.TripleDes, 112),
        };
        return suite with
        {
            KeyExchange = KeyExchange.Rsa,
            Authentication = Authentication.Rsa,
            Cipher = cipher,
            Bits = export ? 40 : bits,
            Mode = cipher == BulkCipher.Rc4 ? CipherMode.Stream : CipherMode.Cbc,
            Hash = SuiteHash.Md5,
            IsExport = export,
        };
    }

    private static CipherSuite WithCipher(CipherSuite suite, string name)
    {
        var (start, cipher, bits) = Ciphers.First(row => name.StartsWith(row.Start, StringComparison.Ordinal));
        if (bits == 0 && cipher != BulkCipher.Null)
            bits = LeadingNumber(name[start.Length..]);
        return suite with
        {
            Cipher = cipher,
            Bits = bits,
            Mode = cipher switch
            {
                BulkCipher.Null => CipherMode.None,
                BulkCipher.Rc4 => CipherMode.Stream,
                BulkCipher.Aegis => CipherMode.Aegis,
                _ => Modes.First(row => name.Contains(row.Part, StringComparison.Ordinal)).Mode,
            },
            Hash = HashOf(name),
        };
    }

    private static SuiteHash HashOf(string name) => name switch
    {
        "NULL_NULL" => SuiteHash.Null,
        _ when name.EndsWith("MD5", StringComparison.Ordinal) => SuiteHash.Md5,
        _ when name.EndsWith("SHA", StringComparison.Ordinal) => SuiteHash.Sha1,
        _ when name.EndsWith("SHA384", StringComparison.Ordinal) => SuiteHash.Sha384,
        _ when name.EndsWith("SHA512", StringComparison.Ordinal) => SuiteHash.Sha512,
        _ when name.EndsWith("SM3", StringComparison.Ordinal) => SuiteHash.Sm3,
        _ when name.EndsWith("SHA256", StringComparison.Ordinal) || name.Contains("_CCM", StringComparison.Ordinal) => SuiteHash.Sha256,
        _ => SuiteHash.Gost,
    };

    private static int LeadingNumber(string text)
    {
        var digits = text.AsSpan()[..text.AsSpan().IndexOfAnyExceptInRange('0', '9')];
        return int.Parse(digits);
    }
}
