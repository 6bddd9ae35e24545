using Leadglass.Tls.Pki;

namespace Leadglass.Tls.Authority;

/// <summary>What the files of a lab PKI are called, relative to its folder; folders are separated by a slash.</summary>
internal static class PkiLayout
{
    public const string Readme = "README.md";
    public const string Password = "pfx-password.txt";
    public const string Trusted = "ca.crt";
    public const string Revoked = "ca.crl";

    /// <summary>What each AE gets certificates for.</summary>
    public static IReadOnlyList<LeafUsage> Usages { get; } = [LeafUsage.Server, LeafUsage.Client, LeafUsage.Peer];

    /// <summary>The keys that it gets for each: RSA for devices of any age, and P-256.</summary>
    public static IReadOnlyList<LeafKey> Keys { get; } = [LeafKey.Rsa3072, LeafKey.EcdsaP256];

    public static string AuthorityCertificate(string name) => $"authority/{name}.crt";

    public static string AuthorityKey(string name) => $"authority/{name}.key";

    public static string Certificate(string aeTitle, LeafUsage usage, LeafKey key) => $"{Stem(aeTitle, usage, key)}.crt";

    public static string Key(string aeTitle, LeafUsage usage, LeafKey key) => $"{Stem(aeTitle, usage, key)}.key";

    public static string Pfx(string aeTitle, LeafUsage usage, LeafKey key) => $"{Stem(aeTitle, usage, key)}.pfx";

    public static string Configuration(string name) => $"configuration/{name}";

    private static string Stem(string aeTitle, LeafUsage usage, LeafKey key)
    {
        var kind = usage switch { LeafUsage.Server => "server", LeafUsage.Client => "client", _ => "peer" };
        return $"{aeTitle}/{kind}-{(key == LeafKey.EcdsaP256 ? "ecdsa" : "rsa")}";
    }
}
