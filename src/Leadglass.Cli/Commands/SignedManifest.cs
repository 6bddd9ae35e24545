using Leadglass.Inspection.Sanitising;

namespace Leadglass.Cli.Commands;

/// <summary>A manifest and its signature beside it: the same on every command that writes or checks one.</summary>
internal static class SignedManifest
{
    /// <summary>What a signature's name has behind that of its manifest.</summary>
    private const string SignatureExtension = ".sig";

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

    /// <summary>
    /// Puts the signature in place before the manifest: a manifest that says it is signed is never without. Where nobody signs, the signature of an earlier
    /// manifest is taken away.
    /// </summary>
    /// <returns>Why it cannot be written; null when it was.</returns>
    public static string? Save(string path, byte[] manifest, ManifestKey? key)
    {
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
            if (key?.TrySign(manifest) is { } signature)
                Put(path + SignatureExtension, signature);
            else
                File.Delete(path + SignatureExtension);
            Put(path, manifest);
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return $"cannot write {path}: {e.Message}";
        }
    }

    /// <summary>Checks the signature beside a manifest.</summary>
    /// <param name="keyPath">Where the public key is; null where nobody named it.</param>
    /// <param name="path">Where the manifest is.</param>
    /// <param name="manifest">Its bytes.</param>
    /// <param name="problems">Takes what is wrong.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>What is known about the signature; null where the key is none.</returns>
    public static async Task<string?> CheckAsync(string? keyPath, string path, byte[] manifest, List<string> problems, CancellationToken cancellationToken)
    {
        var signature = File.Exists(path + SignatureExtension) ? await File.ReadAllBytesAsync(path + SignatureExtension, cancellationToken) : null;
        if (keyPath is null)
            return signature is null ? "the manifest is not signed" : "the signature was not checked: --key names the public key";
        using var key = ManifestKey.TryRead(await File.ReadAllTextAsync(keyPath, cancellationToken));
        if (key is null)
        {
            problems.Add($"--key {keyPath}: not an ECDSA key in PEM");
            return null;
        }

        if (signature is not null && key.Verifies(manifest, signature))
            return $"the signature is by this key (sha256:{key.Id})";
        problems.Add(signature is null ? "there is no signature" : "the signature is not by this key, or the manifest was changed");
        return "do not trust it";
    }

    private static void Put(string path, byte[] bytes)
    {
        using var file = new PartialFile(path, null);
        file.Write(stream => stream.Write(bytes));
        file.PutInPlace(overwrite: true);
    }
}
