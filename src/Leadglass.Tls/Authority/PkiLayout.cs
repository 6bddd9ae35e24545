namespace Leadglass.Tls.Authority;

/// <summary>What the files of a lab PKI are called, relative to its folder; folders are separated by a slash.</summary>
internal static class PkiLayout
{
    public const string Readme = "README.md";
    public const string Password = "pfx-password.txt";
    public const string Trusted = "ca.crt";
    public const string Revoked = "ca.crl";

    public static string AuthorityCertificate(string name) => $"authority/{name}.crt";

    public static string AuthorityKey(string name) => $"authority/{name}.key";

    public static string Certificate(string aeTitle, CertificatePurpose purpose, KeyAlgorithm key) => $"{Stem(aeTitle, purpose, key)}.crt";

    public static string Key(string aeTitle, CertificatePurpose purpose, KeyAlgorithm key) => $"{Stem(aeTitle, purpose, key)}.key";

    public static string Pfx(string aeTitle, CertificatePurpose purpose, KeyAlgorithm key) => $"{Stem(aeTitle, purpose, key)}.pfx";

    public static string Configuration(string name) => $"configuration/{name}";

    private static string Stem(string aeTitle, CertificatePurpose purpose, KeyAlgorithm key)
    {
        var kind = purpose switch { CertificatePurpose.Server => "server", CertificatePurpose.Client => "client", _ => "peer" };
        return $"{aeTitle}/{kind}-{(key == KeyAlgorithm.EcdsaP256 ? "ecdsa" : "rsa")}";
    }
}
