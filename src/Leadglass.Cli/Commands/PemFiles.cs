using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Leadglass.Cli.Commands;

/// <summary>Reads certificates and keys that a command line names.</summary>
internal static class PemFiles
{
    /// <summary>The certificates of a file.</summary>
    /// <param name="path">The file; <see langword="null"/> for none.</param>
    /// <param name="option">The option that names it, for messages.</param>
    /// <param name="errors">Takes what is wrong.</param>
    public static X509Certificate2Collection? Certificates(string? path, string option, List<string> errors)
    {
        if (path is null)
            return null;
        try
        {
            var certificates = new X509Certificate2Collection();
            certificates.ImportFromPemFile(path);
            if (certificates.Count == 0)
                errors.Add($"{option}: there is no certificate in {path}");
            return certificates;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or CryptographicException)
        {
            errors.Add($"{option}: {e.Message}");
            return null;
        }
    }

    /// <summary>The first certificate of a file together with its private key.</summary>
    /// <param name="certificate">The file of <c>--cert</c>; <see langword="null"/> for none.</param>
    /// <param name="key">The file of <c>--key</c>.</param>
    /// <param name="errors">Takes what is wrong.</param>
    public static X509Certificate2? WithKey(string? certificate, string? key, List<string> errors)
    {
        if (certificate is null && key is null)
            return null;
        if (certificate is null || key is null)
        {
            errors.Add("--cert and --key belong together");
            return null;
        }

        try
        {
            using var made = X509Certificate2.CreateFromPemFile(certificate, key);

            // Windows takes no key in TLS that has never been stored: a round trip through PKCS #12 gives it one.
            return X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pkcs12), password: null);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or CryptographicException or ArgumentException)
        {
            errors.Add($"--cert, --key: {e.Message}");
            return null;
        }
    }
}
