using System.Collections.Frozen;

namespace Leadglass.Tls.Registry;

/// <summary>The registry of groups. Source: IANA, TLS Supported Groups; sizes from SEC 2, RFC 5639, RFC 7748, RFC 7919 and RFC 9189.</summary>
public static class NamedGroups
{
    private static readonly FrozenDictionary<NamedGroup, GroupEntry> ByCode;

    static NamedGroups()
    {
        All = Rows;
        ByCode = Rows.ToFrozenDictionary(static row => row.Group);
    }

    /// <summary>Every named group, by ascending code.</summary>
    public static IReadOnlyList<GroupEntry> All { get; }

    private static GroupEntry[] Rows =>
    [
        new(NamedGroup.Sect163k1, "sect163k1", 163, GroupKind.EllipticCurve),
        new(NamedGroup.Sect163r1, "sect163r1", 163, GroupKind.EllipticCurve),
        new(NamedGroup.Sect163r2, "sect163r2", 163, GroupKind.EllipticCurve),
        new(NamedGroup.Sect193r1, "sect193r1", 193, GroupKind.EllipticCurve),
        new(NamedGroup.Sect193r2, "sect193r2", 193, GroupKind.EllipticCurve),
        new(NamedGroup.Sect233k1, "sect233k1", 233, GroupKind.EllipticCurve),
        new(NamedGroup.Sect233r1, "sect233r1", 233, GroupKind.EllipticCurve),
        new(NamedGroup.Sect239k1, "sect239k1", 239, GroupKind.EllipticCurve),
        new(NamedGroup.Sect283k1, "sect283k1", 283, GroupKind.EllipticCurve),
        new(NamedGroup.Sect283r1, "sect283r1", 283, GroupKind.EllipticCurve),
        new(NamedGroup.Sect409k1, "sect409k1", 409, GroupKind.EllipticCurve),
        new(NamedGroup.Sect409r1, "sect409r1", 409, GroupKind.EllipticCurve),
        new(NamedGroup.Sect571k1, "sect571k1", 571, GroupKind.EllipticCurve),
        new(NamedGroup.Sect571r1, "sect571r1", 571, GroupKind.EllipticCurve),
        new(NamedGroup.Secp160k1, "secp160k1", 160, GroupKind.EllipticCurve),
        new(NamedGroup.Secp160r1, "secp160r1", 160, GroupKind.EllipticCurve),
        new(NamedGroup.Secp160r2, "secp160r2", 160, GroupKind.EllipticCurve),
        new(NamedGroup.Secp192k1, "secp192k1", 192, GroupKind.EllipticCurve),
        new(NamedGroup.Secp192r1, "secp192r1", 192, GroupKind.EllipticCurve),
        new(NamedGroup.Secp224k1, "secp224k1", 224, GroupKind.EllipticCurve),
        new(NamedGroup.Secp224r1, "secp224r1", 224, GroupKind.EllipticCurve),
        new(NamedGroup.Secp256k1, "secp256k1", 256, GroupKind.EllipticCurve),
        new(NamedGroup.Secp256r1, "secp256r1", 256, GroupKind.EllipticCurve),
        new(NamedGroup.Secp384r1, "secp384r1", 384, GroupKind.EllipticCurve),
        new(NamedGroup.Secp521r1, "secp521r1", 521, GroupKind.EllipticCurve),
        new(NamedGroup.BrainpoolP256r1, "brainpoolP256r1", 256, GroupKind.EllipticCurve),
        new(NamedGroup.BrainpoolP384r1, "brainpoolP384r1", 384, GroupKind.EllipticCurve),
        new(NamedGroup.BrainpoolP512r1, "brainpoolP512r1", 512, GroupKind.EllipticCurve),
        new(NamedGroup.X25519, "x25519", 255, GroupKind.EllipticCurve),
        new(NamedGroup.X448, "x448", 448, GroupKind.EllipticCurve),
        new(NamedGroup.BrainpoolP256r1Tls13, "brainpoolP256r1tls13", 256, GroupKind.EllipticCurve),
        new(NamedGroup.BrainpoolP384r1Tls13, "brainpoolP384r1tls13", 384, GroupKind.EllipticCurve),
        new(NamedGroup.BrainpoolP512r1Tls13, "brainpoolP512r1tls13", 512, GroupKind.EllipticCurve),
        new(NamedGroup.Gc256A, "GC256A", 256, GroupKind.EllipticCurve),
        new(NamedGroup.Gc256B, "GC256B", 256, GroupKind.EllipticCurve),
        new(NamedGroup.Gc256C, "GC256C", 256, GroupKind.EllipticCurve),
        new(NamedGroup.Gc256D, "GC256D", 256, GroupKind.EllipticCurve),
        new(NamedGroup.Gc512A, "GC512A", 512, GroupKind.EllipticCurve),
        new(NamedGroup.Gc512B, "GC512B", 512, GroupKind.EllipticCurve),
        new(NamedGroup.Gc512C, "GC512C", 512, GroupKind.EllipticCurve),
        new(NamedGroup.CurveSm2, "curveSM2", 256, GroupKind.EllipticCurve),
        new(NamedGroup.Ffdhe2048, "ffdhe2048", 2048, GroupKind.FiniteField),
        new(NamedGroup.Ffdhe3072, "ffdhe3072", 3072, GroupKind.FiniteField),
        new(NamedGroup.Ffdhe4096, "ffdhe4096", 4096, GroupKind.FiniteField),
        new(NamedGroup.Ffdhe6144, "ffdhe6144", 6144, GroupKind.FiniteField),
        new(NamedGroup.Ffdhe8192, "ffdhe8192", 8192, GroupKind.FiniteField),
        new(NamedGroup.MlKem512, "MLKEM512", 512, GroupKind.KeyEncapsulation),
        new(NamedGroup.MlKem768, "MLKEM768", 768, GroupKind.KeyEncapsulation),
        new(NamedGroup.MlKem1024, "MLKEM1024", 1024, GroupKind.KeyEncapsulation),
        new(NamedGroup.SecP256r1MlKem768, "SecP256r1MLKEM768", 0, GroupKind.Hybrid),
        new(NamedGroup.X25519MlKem768, "X25519MLKEM768", 0, GroupKind.Hybrid),
        new(NamedGroup.SecP384r1MlKem1024, "SecP384r1MLKEM1024", 0, GroupKind.Hybrid),
        new(NamedGroup.ArbitraryExplicitPrimeCurves, "arbitrary_explicit_prime_curves", 0, GroupKind.EllipticCurve),
        new(NamedGroup.ArbitraryExplicitChar2Curves, "arbitrary_explicit_char2_curves", 0, GroupKind.EllipticCurve),
    ];

    /// <summary>What is known about a group; <see langword="null"/> where the registry does not have it.</summary>
    /// <param name="group">A code from the wire.</param>
    public static GroupEntry? Find(NamedGroup group) => ByCode.GetValueOrDefault(group);

    /// <summary>The name in the registry, such as <c>secp256r1</c>; the code where there is none.</summary>
    /// <param name="group">A code from the wire.</param>
    public static string NameOf(NamedGroup group) => Find(group)?.Name ?? $"{(ushort)group:X4}H";
}
