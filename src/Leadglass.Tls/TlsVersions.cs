namespace Leadglass.Tls;

/// <summary>The versions in order, and their names.</summary>
public static class TlsVersions
{
    /// <summary>All six, oldest first.</summary>
    public static IReadOnlyList<TlsVersion> All { get; } =
        [TlsVersion.Ssl2, TlsVersion.Ssl3, TlsVersion.Tls10, TlsVersion.Tls11, TlsVersion.Tls12, TlsVersion.Tls13];

    /// <summary>The name as people write it, such as <c>TLS 1.2</c>; the code where it is no version that exists.</summary>
    /// <param name="version">A code from the wire.</param>
    public static string NameOf(TlsVersion version) => version switch
    {
        TlsVersion.Ssl2 => "SSL 2.0",
        TlsVersion.Ssl3 => "SSL 3.0",
        TlsVersion.Tls10 => "TLS 1.0",
        TlsVersion.Tls11 => "TLS 1.1",
        TlsVersion.Tls12 => "TLS 1.2",
        TlsVersion.Tls13 => "TLS 1.3",
        _ => $"{(ushort)version:X4}H",
    };
}
