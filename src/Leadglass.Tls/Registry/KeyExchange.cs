namespace Leadglass.Tls.Registry;

/// <summary>How the two sides of a suite agree on a secret, as the name of the suite says.</summary>
public enum KeyExchange
{
    /// <summary>The suite is not in the registry.</summary>
    Unknown,

    /// <summary>None: <c>TLS_NULL_WITH_NULL_NULL</c>.</summary>
    Null,

    /// <summary>TLS 1.3: the suite does not say; groups and signature schemes are negotiated apart (RFC 8446 §4.1.1).</summary>
    Negotiated,

    /// <summary>The client encrypts the secret to the server's RSA key: no forward secrecy.</summary>
    Rsa,

    /// <summary>Static Diffie-Hellman, the server's value fixed in its certificate.</summary>
    Dh,

    /// <summary>Ephemeral Diffie-Hellman in a finite field; anonymous suites included.</summary>
    Dhe,

    /// <summary>Static elliptic-curve Diffie-Hellman.</summary>
    Ecdh,

    /// <summary>Ephemeral elliptic-curve Diffie-Hellman; anonymous suites included.</summary>
    Ecdhe,

    /// <summary>A secret both sides had before, alone.</summary>
    Psk,

    /// <summary>A secret both sides had before, with RSA encryption.</summary>
    RsaPsk,

    /// <summary>A secret both sides had before, with ephemeral Diffie-Hellman.</summary>
    DhePsk,

    /// <summary>A secret both sides had before, with ephemeral elliptic-curve Diffie-Hellman.</summary>
    EcdhePsk,

    /// <summary>Secure Remote Password (RFC 5054).</summary>
    Srp,

    /// <summary>Kerberos 5 (RFC 2712).</summary>
    Kerberos,

    /// <summary>Fortezza KEA of SSL 3.0.</summary>
    Fortezza,

    /// <summary>GOST R 34.10 key transport (RFC 9189).</summary>
    Gost,

    /// <summary>A password, by the dragonfly exchange (RFC 8492).</summary>
    EccPwd,
}
