using Leadglass.Tls.Messages;
using Leadglass.Tls.Registry;

namespace Leadglass.Tls.Probing;

/// <summary>
/// Public keys that everybody knows: the base points of the curves. A server that goes on with one commits itself to suite and signature;
/// a secret is neither made nor needed, because the examination ends with the ServerHello.
/// </summary>
internal static class PublicKeys
{
    /// <summary>One for each curve that servers of TLS 1.3 have. Source: RFC 7748 §4.1 and §4.2, SEC 2 §2.4.2, §2.5.1 and §2.6.1.</summary>
    public static IReadOnlyList<KeyShare> All { get; } =
    [
        new(NamedGroup.X25519, Point(9, 32)),
        new(NamedGroup.Secp256r1, Point(
            "6B17D1F2E12C4247F8BCE6E563A440F277037D812DEB33A0F4A13945D898C296",
            "4FE342E2FE1A7F9B8EE7EB4A7C0F9E162BCE33576B315ECECBB6406837BF51F5")),
        new(NamedGroup.Secp384r1, Point(
            "AA87CA22BE8B05378EB1C71EF320AD746E1D3B628BA79B9859F741E082542A385502F25DBF55296C3A545E3872760AB7",
            "3617DE4A96262C6F5D9E98BF9292DC29F8F41DBD289A147CE9DA3113B5F0B8C00A60B1CE1D7E819D7A431D7C90EA0E5F")),
        new(NamedGroup.Secp521r1, Point(
            "00C6858E06B70404E9CD9E3ECB662395B4429C648139053FB521F828AF606B4D3DBAA14B5E77EFE75928FE1DC127A2FFA8DE3348B3C1856A429BF97E7E31C2E5BD66",
            "011839296A789A3BC0045C8A5FB42C7D1BD998F54449579B446817AFBD17273E662C97EE72995EF42640C550B9013FAD0761353C7086A272C24088BE94769FD16650")),
        new(NamedGroup.X448, Point(5, 56)),
    ];

    private static byte[] Point(byte u, int size)
    {
        var littleEndian = new byte[size];
        littleEndian[0] = u;
        return littleEndian;
    }

    private static byte[] Point(string x, string y)
    {
        const byte Uncompressed = 4;
        return [Uncompressed, .. Convert.FromHexString(x), .. Convert.FromHexString(y)];
    }
}
