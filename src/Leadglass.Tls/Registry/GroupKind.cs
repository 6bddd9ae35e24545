namespace Leadglass.Tls.Registry;

/// <summary>What a group is made of.</summary>
public enum GroupKind
{
    /// <summary>An elliptic curve.</summary>
    EllipticCurve,

    /// <summary>A finite field (RFC 7919).</summary>
    FiniteField,

    /// <summary>A key encapsulation mechanism alone.</summary>
    KeyEncapsulation,

    /// <summary>An elliptic curve together with a key encapsulation mechanism.</summary>
    Hybrid,
}
