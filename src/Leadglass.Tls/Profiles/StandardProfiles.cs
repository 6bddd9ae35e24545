using System.Collections.Immutable;

namespace Leadglass.Tls.Profiles;

/// <summary>The profiles of PS3.15 Annex B and IHE ATNA, read on first use from the files that are part of the program.</summary>
public static class StandardProfiles
{
    private const string Folder = "profiles/";

    private static readonly Lazy<ImmutableArray<Profile>> Read = new(static () =>
        [.. new[] { "b01", "b03", "atna-unencrypted", "b09", "b10", "b11", "b12", "b13" }.Select(static file => Load(file + ".yaml"))]);

    /// <summary>Oldest first.</summary>
    public static IReadOnlyList<Profile> All => Read.Value;

    /// <summary>The profiles that are in force.</summary>
    public static IEnumerable<Profile> Current => All.Where(static profile => profile.Status == ProfileStatus.Current);

    /// <summary>Looks up a profile.</summary>
    /// <param name="name">Its short name, such as <c>B.12</c>; letter case does not matter.</param>
    /// <returns>The profile; <see langword="null"/> where there is none of that name.</returns>
    public static Profile? Find(string name) => All.FirstOrDefault(profile => string.Equals(profile.Name, name, StringComparison.OrdinalIgnoreCase));

    /// <summary>The names that a file may extend: the profiles, and the two editions of BCP 195, which are rules without being profiles.</summary>
    internal static IReadOnlyList<string> Extensible { get; } = ["RFC 7525", "RFC 9325", "B.1", "B.3", "IHE ATNA unencrypted", "B.9", "B.10", "B.11", "B.12", "B.13"];

    /// <summary>What a file of the program or of a site takes over from; <see langword="null"/> where there is nothing of that name.</summary>
    internal static Profile? FindExtensible(string name) => name switch
    {
        "RFC 7525" => Load("rfc7525.yaml"),
        "RFC 9325" => Load("rfc9325.yaml"),
        _ => Find(name),
    };

    private static Profile Load(string file)
    {
        using var stream = typeof(StandardProfiles).Assembly.GetManifestResourceStream(Folder + file)!;
        using var reader = new StreamReader(stream);
        var (profile, errors) = ProfileFile.Read(reader, file);
        return profile ?? throw new InvalidOperationException(string.Join('\n', errors));
    }
}
