namespace Leadglass.Tls.Registry;

/// <summary>A cipher suite and what its name says about it.</summary>
/// <param name="Code">The code on the wire: two bytes, or three for SSL 2.0 (<c>010080H</c>).</param>
/// <param name="Name">The name in the IANA registry, such as <c>TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256</c>.</param>
public sealed record CipherSuite(int Code, string Name)
{
    /// <summary>The name that OpenSSL and the tools built on it use, such as <c>ECDHE-RSA-AES128-GCM-SHA256</c>; <see langword="null"/> where it has none.</summary>
    public string? OpenSslName { get; init; }

    /// <summary>How the secret is agreed on.</summary>
    public KeyExchange KeyExchange { get; init; }

    /// <summary>How the server proves who it is.</summary>
    public Authentication Authentication { get; init; }

    /// <summary>What encrypts.</summary>
    public BulkCipher Cipher { get; init; }

    /// <summary>Strength in bits: the key length; 112 for Triple DES, 40 or 56 for what export restrictions weakened, 0 without encryption.</summary>
    public int Bits { get; init; }

    /// <summary>How it encrypts.</summary>
    public CipherMode Mode { get; init; }

    /// <summary>The hash in the name.</summary>
    public SuiteHash Hash { get; init; }

    /// <summary>Weakened on purpose for the export rules of the 1990s.</summary>
    public bool IsExport { get; init; }

    /// <summary>The registry has it; otherwise only <see cref="Code"/> means anything.</summary>
    public bool IsKnown => KeyExchange != KeyExchange.Unknown;

    /// <summary>A key that is stolen later does not open what was recorded today.</summary>
    public bool HasForwardSecrecy => KeyExchange is KeyExchange.Negotiated or KeyExchange.Dhe or KeyExchange.Ecdhe
        or KeyExchange.DhePsk or KeyExchange.EcdhePsk or KeyExchange.Srp or KeyExchange.EccPwd;

    /// <summary>Encryption and integrity are one algorithm.</summary>
    public bool IsAead => Mode is CipherMode.Gcm or CipherMode.Ccm or CipherMode.Ccm8 or CipherMode.Poly1305 or CipherMode.Aegis or CipherMode.Mgm;

    /// <summary>A signalling value that looks like a suite and can never be chosen (RFC 5746 §3.3, RFC 7507 §2).</summary>
    public bool IsSignal => Code is CipherSuites.EmptyRenegotiationInfo or CipherSuites.Fallback;

    /// <summary>Whether its code and name make sense in a version: those of SSL 2.0 and TLS 1.3 in that version only, all others in those between.</summary>
    /// <param name="version">The version.</param>
    public bool Fits(TlsVersion version) => !IsSignal && Code != 0 && version switch
    {
        TlsVersion.Ssl2 => Code > ushort.MaxValue,
        TlsVersion.Tls13 => KeyExchange == KeyExchange.Negotiated,
        _ => Code <= ushort.MaxValue && KeyExchange != KeyExchange.Negotiated,
    };

    /// <inheritdoc/>
    public override string ToString() => Name;
}
