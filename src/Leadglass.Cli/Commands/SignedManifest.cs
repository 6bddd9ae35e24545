using Leadglass.Inspection.Sanitising;

namespace Leadglass.Cli.Commands;

/// <summary>A manifest and its signature beside it: the same on every command that writes one.</summary>
internal static class SignedManifest
{
    /// <summary>Reads the key that <c>--sign</c> names; null, and perhaps an error, where there is none.</summary>
    public static ManifestKey? Key(string? path, List<string> errors)
    {
        if (path is null)
            return null;
        try
        {
            var key = ManifestKey.TryRead(File.ReadAllText(path));
            if (key?.TrySign([]) is null)
                errors.Add($"--sign {path}: not an ECDSA private key in PEM without password; make one with: openssl ecparam -name prime256v1 -genkey -noout -out key.pem");
            return key;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            errors.Add($"--sign: {e.Message}");
            return null;
        }
    }

    /// <summary>Puts the signature in place before the manifest: a manifest that says it is signed is never without.</summary>
    /// <returns>Why it cannot be written; null when it was.</returns>
    public static string? Save(string path, byte[] manifest, ManifestKey? key)
    {
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
            if (key?.TrySign(manifest) is { } signature)
                Put(path + SanitizeVerifyCommand.SignatureExtension, signature);
            Put(path, manifest);
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return $"cannot write {path}: {e.Message}";
        }
    }

    private static void Put(string path, byte[] bytes)
    {
        using var file = new PartialFile(path, null);
        file.Write(stream => stream.Write(bytes));
        file.PutInPlace(overwrite: true);
    }
}
