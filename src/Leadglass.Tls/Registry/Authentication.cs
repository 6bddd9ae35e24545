namespace Leadglass.Tls.Registry;

/// <summary>How the server of a suite proves who it is, as the name of the suite says.</summary>
public enum Authentication
{
    /// <summary>The suite is not in the registry.</summary>
    Unknown,

    /// <summary>Not at all: <c>TLS_NULL_WITH_NULL_NULL</c>.</summary>
    Null,

    /// <summary>Not at all: anyone in the middle can answer.</summary>
    Anonymous,

    /// <summary>TLS 1.3: by the signature scheme.</summary>
    Negotiated,

    /// <summary>By an RSA key.</summary>
    Rsa,

    /// <summary>By a DSA key.</summary>
    Dss,

    /// <summary>By an elliptic-curve key; EdDSA included (RFC 8422 §2).</summary>
    Ecdsa,

    /// <summary>By a secret both sides had before.</summary>
    Psk,

    /// <summary>By a password verifier.</summary>
    Srp,

    /// <summary>By a Kerberos ticket.</summary>
    Kerberos,

    /// <summary>By a Fortezza card.</summary>
    Fortezza,

    /// <summary>By a GOST R 34.10 key.</summary>
    Gost,

    /// <summary>By a shared password (RFC 8492).</summary>
    Password,
}
