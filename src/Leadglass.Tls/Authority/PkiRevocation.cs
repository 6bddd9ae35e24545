using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Leadglass.Tls.Pki;

namespace Leadglass.Tls.Authority;

/// <summary>Calls back a certificate of a lab PKI: renews the list of revoked ones in its folder. Needs the key of the issuing authority, not that of the root.</summary>
public static class PkiRevocation
{
    /// <summary>Revokes a certificate. What was revoked before stays revoked; the list is replaced as a whole or not at all.</summary>
    /// <param name="folder">The folder that <see cref="PkiFolder"/> wrote.</param>
    /// <param name="which">A file with the certificate (PEM or DER), or its serial number in hexadecimal digits, with or without colons.</param>
    /// <param name="time">The clock.</param>
    /// <returns>The serial number in hexadecimal digits, and which certificates of the folder have it: none where its file is gone.</returns>
    /// <exception cref="FormatException"><paramref name="which"/> is neither, or a certificate of somebody else.</exception>
    /// <exception cref="IOException">A file cannot be read or written.</exception>
    /// <exception cref="UnauthorizedAccessException">A file may not be read or written.</exception>
    /// <exception cref="CryptographicException">A file in the folder is not what its name says.</exception>
    public static (string Serial, IReadOnlyList<string> Files) Revoke(string folder, string which, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(which);
        using var issuing = LabAuthority.Read(folder, "issuing", time);
        var path = Path.Combine(folder, PkiLayout.Revoked);
        var lists = new PkiLists(File.ReadAllText(path));
        var serial = File.Exists(which) ? SerialOf(which, issuing.Certificate) : SerialOf(which);
        var issued = IssuedIn(folder, issuing.Certificate);
        var nextUpdate = issued.Select(static file => file.NotAfter).DefaultIfEmpty(new DateTimeOffset(issuing.Certificate.NotAfter)).Max();
        PkiFolder.Replace(path, lists.With(serial, issuing, nextUpdate));
        return (Convert.ToHexString(serial), [.. issued.Where(file => file.Serial.AsSpan().SequenceEqual(serial)).Select(static file => file.Path)]);
    }

    private static byte[] SerialOf(string file, X509Certificate2 issuing)
    {
        using var certificate = Read(file) ?? throw new FormatException($"{file} is no certificate (PEM or DER).");
        // Names repeat from one lab to the next; keys do not.
        return IsIssuedBy(certificate, issuing)
            ? certificate.SerialNumberBytes.ToArray()
            : throw new FormatException($"{file} was not issued by the authority of this folder: only who issued a certificate can revoke it.");
    }

    private static byte[] SerialOf(string text)
    {
        var digits = text.Replace(":", "", StringComparison.Ordinal).TrimStart('0');
        if (digits.Length is 0 or > 40 || !digits.All(char.IsAsciiHexDigit))    // RFC 5280 §4.1.2.2: at most 20 bytes
            throw new FormatException($"{text} is neither a file nor a serial number (hexadecimal digits).");
        var bytes = Convert.FromHexString(digits.Length % 2 == 0 ? digits : $"0{digits}");
        return bytes[0] < 0x80 ? bytes : [0, .. bytes];    // serial numbers are positive
    }

    private static List<(string Path, byte[] Serial, DateTimeOffset NotAfter)> IssuedIn(string folder, X509Certificate2 issuing)
    {
        var issued = new List<(string, byte[], DateTimeOffset)>();
        foreach (var path in Directory.EnumerateFiles(folder, "*.crt", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            using var certificate = Read(path);
            if (certificate is not null && IsIssuedBy(certificate, issuing))
                issued.Add((Path.GetRelativePath(folder, path), certificate.SerialNumberBytes.ToArray(), new DateTimeOffset(certificate.NotAfter)));
        }
        return issued;
    }

    private static bool IsIssuedBy(X509Certificate2 certificate, X509Certificate2 issuing) =>
        certificate.Extensions.OfType<X509AuthorityKeyIdentifierExtension>().FirstOrDefault()?.KeyIdentifier is { } issuer
        && issuing.Extensions.OfType<X509SubjectKeyIdentifierExtension>().Single().SubjectKeyIdentifierBytes.Span.SequenceEqual(issuer.Span);

    private static X509Certificate2? Read(string path)
    {
        try
        {
            return X509CertificateLoader.LoadCertificateFromFile(path);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
