namespace Leadglass.Tls.Registry;

/// <summary>Groups for the agreement of keys by their code on the wire. Source: IANA, TLS Supported Groups.</summary>
public enum NamedGroup : ushort
{
    /// <summary><c>sect163k1</c>.</summary>
    Sect163k1 = 0x0001,

    /// <summary><c>sect163r1</c>.</summary>
    Sect163r1 = 0x0002,

    /// <summary><c>sect163r2</c>.</summary>
    Sect163r2 = 0x0003,

    /// <summary><c>sect193r1</c>.</summary>
    Sect193r1 = 0x0004,

    /// <summary><c>sect193r2</c>.</summary>
    Sect193r2 = 0x0005,

    /// <summary><c>sect233k1</c>.</summary>
    Sect233k1 = 0x0006,

    /// <summary><c>sect233r1</c>.</summary>
    Sect233r1 = 0x0007,

    /// <summary><c>sect239k1</c>.</summary>
    Sect239k1 = 0x0008,

    /// <summary><c>sect283k1</c>.</summary>
    Sect283k1 = 0x0009,

    /// <summary><c>sect283r1</c>.</summary>
    Sect283r1 = 0x000A,

    /// <summary><c>sect409k1</c>.</summary>
    Sect409k1 = 0x000B,

    /// <summary><c>sect409r1</c>.</summary>
    Sect409r1 = 0x000C,

    /// <summary><c>sect571k1</c>.</summary>
    Sect571k1 = 0x000D,

    /// <summary><c>sect571r1</c>.</summary>
    Sect571r1 = 0x000E,

    /// <summary><c>secp160k1</c>.</summary>
    Secp160k1 = 0x000F,

    /// <summary><c>secp160r1</c>.</summary>
    Secp160r1 = 0x0010,

    /// <summary><c>secp160r2</c>.</summary>
    Secp160r2 = 0x0011,

    /// <summary><c>secp192k1</c>.</summary>
    Secp192k1 = 0x0012,

    /// <summary><c>secp192r1</c>.</summary>
    Secp192r1 = 0x0013,

    /// <summary><c>secp224k1</c>.</summary>
    Secp224k1 = 0x0014,

    /// <summary><c>secp224r1</c>.</summary>
    Secp224r1 = 0x0015,

    /// <summary><c>secp256k1</c>.</summary>
    Secp256k1 = 0x0016,

    /// <summary><c>secp256r1</c>.</summary>
    Secp256r1 = 0x0017,

    /// <summary><c>secp384r1</c>.</summary>
    Secp384r1 = 0x0018,

    /// <summary><c>secp521r1</c>.</summary>
    Secp521r1 = 0x0019,

    /// <summary><c>brainpoolP256r1</c>.</summary>
    BrainpoolP256r1 = 0x001A,

    /// <summary><c>brainpoolP384r1</c>.</summary>
    BrainpoolP384r1 = 0x001B,

    /// <summary><c>brainpoolP512r1</c>.</summary>
    BrainpoolP512r1 = 0x001C,

    /// <summary><c>x25519</c>.</summary>
    X25519 = 0x001D,

    /// <summary><c>x448</c>.</summary>
    X448 = 0x001E,

    /// <summary><c>brainpoolP256r1tls13</c>.</summary>
    BrainpoolP256r1Tls13 = 0x001F,

    /// <summary><c>brainpoolP384r1tls13</c>.</summary>
    BrainpoolP384r1Tls13 = 0x0020,

    /// <summary><c>brainpoolP512r1tls13</c>.</summary>
    BrainpoolP512r1Tls13 = 0x0021,

    /// <summary><c>GC256A</c>.</summary>
    Gc256A = 0x0022,

    /// <summary><c>GC256B</c>.</summary>
    Gc256B = 0x0023,

    /// <summary><c>GC256C</c>.</summary>
    Gc256C = 0x0024,

    /// <summary><c>GC256D</c>.</summary>
    Gc256D = 0x0025,

    /// <summary><c>GC512A</c>.</summary>
    Gc512A = 0x0026,

    /// <summary><c>GC512B</c>.</summary>
    Gc512B = 0x0027,

    /// <summary><c>GC512C</c>.</summary>
    Gc512C = 0x0028,

    /// <summary><c>curveSM2</c>.</summary>
    CurveSm2 = 0x0029,

    /// <summary><c>ffdhe2048</c>.</summary>
    Ffdhe2048 = 0x0100,

    /// <summary><c>ffdhe3072</c>.</summary>
    Ffdhe3072 = 0x0101,

    /// <summary><c>ffdhe4096</c>.</summary>
    Ffdhe4096 = 0x0102,

    /// <summary><c>ffdhe6144</c>.</summary>
    Ffdhe6144 = 0x0103,

    /// <summary><c>ffdhe8192</c>.</summary>
    Ffdhe8192 = 0x0104,

    /// <summary><c>MLKEM512</c>.</summary>
    MlKem512 = 0x0200,

    /// <summary><c>MLKEM768</c>.</summary>
    MlKem768 = 0x0201,

    /// <summary><c>MLKEM1024</c>.</summary>
    MlKem1024 = 0x0202,

    /// <summary><c>SecP256r1MLKEM768</c>.</summary>
    SecP256r1MlKem768 = 0x11EB,

    /// <summary><c>X25519MLKEM768</c>.</summary>
    X25519MlKem768 = 0x11EC,

    /// <summary><c>SecP384r1MLKEM1024</c>.</summary>
    SecP384r1MlKem1024 = 0x11ED,

    /// <summary><c>arbitrary_explicit_prime_curves</c>.</summary>
    ArbitraryExplicitPrimeCurves = 0xFF01,

    /// <summary><c>arbitrary_explicit_char2_curves</c>.</summary>
    ArbitraryExplicitChar2Curves = 0xFF02,
}
