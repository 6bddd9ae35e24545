using Leadglass.Tls.Registry;

namespace Leadglass.Tls.Profiles.Requirements;

/// <summary>Picks suites by what they are made of. Every property that is set has to fit; a list fits with any of its members.</summary>
public sealed record SuiteSelector
{
    /// <summary>Key exchanges; <see langword="null"/> for any.</summary>
    public IReadOnlyList<KeyExchange>? KeyExchange { get; init; }

    /// <summary>Ways to prove who the server is; <see langword="null"/> for any.</summary>
    public IReadOnlyList<Authentication>? Authentication { get; init; }

    /// <summary>Ciphers; <see langword="null"/> for any.</summary>
    public IReadOnlyList<BulkCipher>? Cipher { get; init; }

    /// <summary>Modes; <see langword="null"/> for any.</summary>
    public IReadOnlyList<CipherMode>? Mode { get; init; }

    /// <summary>Hashes in the name; <see langword="null"/> for any.</summary>
    public IReadOnlyList<SuiteHash>? Hash { get; init; }

    /// <summary>Strength below so many bits; <see langword="null"/> for any. Suites without encryption are not meant: they are picked by cipher.</summary>
    public int? Below { get; init; }

    /// <summary>Everything but these suites; <see langword="null"/> for any.</summary>
    public IReadOnlySet<int>? AllBut { get; init; }

    /// <summary>Spares suites where <c>encrypt_then_mac</c> is used.</summary>
    public bool UnlessEncryptThenMac { get; init; }

    /// <summary>Whether a suite is picked.</summary>
    /// <param name="suite">The suite.</param>
    /// <param name="encryptsThenMacs">Whether the side uses <c>encrypt_then_mac</c>.</param>
    public bool Matches(CipherSuite suite, bool encryptsThenMacs) =>
        (AllBut is not null ? !AllBut.Contains(suite.Code) : suite.IsKnown)
        && !(UnlessEncryptThenMac && encryptsThenMacs)
        && Fits(KeyExchange, suite.KeyExchange)
        && Fits(Authentication, suite.Authentication)
        && Fits(Cipher, suite.Cipher)
        && Fits(Mode, suite.Mode)
        && Fits(Hash, suite.Hash)
        && (Below is not { } bits || (suite.Cipher != BulkCipher.Null && suite.Bits < bits));

    /// <summary>What it picks, in words.</summary>
    public override string ToString()
    {
        var words = new List<string>();
        Add("key exchange", KeyExchange);
        Add("authentication", Authentication);
        Add("cipher", Cipher);
        Add("mode", Mode);
        Add("hash", Hash);
        if (Below is { } bits)
            words.Add($"below {bits} bits");
        if (AllBut is not null)
            words.Add("not named by the profile");
        return $"suites with {string.Join(", ", words)}";

        void Add<T>(string property, IReadOnlyList<T>? values)
        {
            if (values is not null)
                words.Add($"{property} {string.Join(" or ", values.Select(static value => Written($"{value}")))}");
        }
    }

    // As in the names of suites: RSA, NULL, RC4.
    private static string Written(string name) => name switch
    {
        nameof(BulkCipher.TripleDes) => "3DES",
        { Length: <= 6 } => name.ToUpperInvariant(),
        _ => name,
    };

    private static bool Fits<T>(IReadOnlyList<T>? wanted, T value) => wanted is null || wanted.Contains(value);
}
