namespace Leadglass.Tls.Authority;

/// <summary>A file of a lab PKI.</summary>
/// <param name="Path">Where it goes, relative to the folder; folders are separated by a slash.</param>
/// <param name="Content">What it holds.</param>
/// <param name="IsSecret">It holds a private key or a password: only its owner may read it.</param>
public sealed record PkiFile(string Path, ReadOnlyMemory<byte> Content, bool IsSecret)
{
    /// <summary>A text file in UTF-8.</summary>
    /// <param name="path">Where it goes.</param>
    /// <param name="text">What it holds.</param>
    /// <param name="isSecret">Whether only its owner may read it.</param>
    public static PkiFile OfText(string path, string text, bool isSecret = false) => new(path, System.Text.Encoding.UTF8.GetBytes(text), isSecret);
}
