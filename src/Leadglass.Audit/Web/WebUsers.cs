using System.Globalization;
using System.Security.Cryptography;
using Leadglass.Findings;

namespace Leadglass.Audit.Web;

/// <summary>
/// A file of who may log in, one a line: name, number of iterations, salt and PBKDF2-HMAC-SHA-256 of the password, with colons between. Read anew whenever
/// somebody is looked for, so that who is removed is out at once.
/// </summary>
/// <param name="path">The file.</param>
public sealed class WebUsers(string path)
{
    /// <summary>The fewest characters of a password; NIST SP 800-63B §3.1.1.2 wants 15 where it is the only factor.</summary>
    public const int ShortestPassword = 15;

    private const int LongestName = 64;
    private const int LongestPassword = 1024;
    private const int Octets = 32;
    private const int Iterations = 600_000;
    private const int MostIterations = 10_000_000;

    /// <summary>Reads the file.</summary>
    /// <returns>Everything that is wrong with it; empty if nothing is.</returns>
    public IReadOnlyList<string> Problems()
    {
        try
        {
            var lines = File.ReadAllLines(path);
            var wrong = lines.Index().Where(static line => Parse(line.Item) is null).Select(line => $"{path}, line {line.Index + 1}: not a user as leadglass audit user writes it").ToList();
            return lines.Length == 0 ? [$"{path}: there is no user; add one with leadglass audit user NAME --users {path}"] : wrong;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return [e.Message];
        }
    }

    /// <summary>Why somebody cannot be a user; <see langword="null"/> if nothing is against it.</summary>
    /// <param name="name">The name at login.</param>
    /// <param name="password">The password.</param>
    public static string? Objection(string name, string password) => (name, password) switch
    {
        _ when !IsName(name) => $"a name has 1 to {LongestName} letters, digits, dots, hyphens or underscores",
        ({ }, { Length: < ShortestPassword }) => $"a password has at least {ShortestPassword} characters; a few words that belong together only for you are easier to keep than signs",
        ({ }, { Length: > LongestPassword }) => $"a password has at most {LongestPassword} characters",
        _ => null,
    };

    /// <summary>Adds a user, or gives one a new password. The file is put in place whole or not at all, readable for its owner alone.</summary>
    /// <param name="name">The name at login.</param>
    /// <param name="password">The password.</param>
    /// <exception cref="ArgumentException">See <see cref="Objection"/>.</exception>
    /// <exception cref="IOException">The file cannot be read or written.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read or written.</exception>
    public void Set(string name, string password)
    {
        if (Objection(name, password) is { } objection)
            throw new ArgumentException(objection, nameof(name));
        var salt = RandomNumberGenerator.GetBytes(Octets);
        var added = string.Join(':', name, Iterations.ToString(CultureInfo.InvariantCulture), Convert.ToBase64String(salt), Convert.ToBase64String(Derive(password, salt, Iterations)));
        var others = File.Exists(path) ? File.ReadAllLines(path).Where(line => Parse(line)?.Name != name).ToList() : [];
        WholeFile.Write(
            path,
            writer =>
            {
                foreach (var line in others.Append(added))
                    writer.WriteLine(line);
            },
            onlyForOwner: true);
    }

    /// <summary>What a user's line holds; <see langword="null"/> for nobody. As long as it stays the same, so does the user.</summary>
    /// <param name="name">The name at login.</param>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read.</exception>
    internal string? Find(string name) => File.ReadLines(path).FirstOrDefault(line => Parse(line)?.Name == name);

    /// <summary>Whether a password is the user's; as slow for a name that nobody has.</summary>
    /// <param name="name">The name at login. Untrusted.</param>
    /// <param name="password">The password. Untrusted.</param>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read.</exception>
    internal bool Accepts(string name, string password)
    {
        if (password.Length > LongestPassword)
            return false;
        var user = Find(name) is { } line ? Parse(line) : null;
        var (salt, iterations, hash) = user is { } known ? (known.Salt, known.Iterations, known.Hash) : (new byte[Octets], Iterations, RandomNumberGenerator.GetBytes(Octets));
        return CryptographicOperations.FixedTimeEquals(Derive(password, salt, iterations), hash) && user is not null;
    }

    /// <summary>Whether a text can be a name: nothing that could pass for somebody else's in a message or break a line of the file.</summary>
    internal static bool IsName(string text) => text.Length is >= 1 and <= LongestName && text.All(static c => char.IsLetterOrDigit(c) || c is '.' or '-' or '_');

    private static byte[] Derive(string password, byte[] salt, int iterations) => Rfc2898DeriveBytes.Pbkdf2(password, salt, iterations, HashAlgorithmName.SHA256, Octets);

    private static (string Name, int Iterations, byte[] Salt, byte[] Hash)? Parse(string line)
    {
        Span<byte> salt = stackalloc byte[Octets];
        Span<byte> hash = stackalloc byte[Octets];
        return line.Split(':') is [var name, var count, var salted, var hashed] && IsName(name)
            && int.TryParse(count, NumberStyles.None, CultureInfo.InvariantCulture, out var iterations) && iterations is >= Iterations and <= MostIterations
            && Convert.TryFromBase64String(salted, salt, out var length) && length == Octets && Convert.TryFromBase64String(hashed, hash, out length) && length == Octets
            ? (name, iterations, salt.ToArray(), hash.ToArray()) : null;
    }
}
