using Leadglass.Tls.Registry;

namespace Leadglass.Tls.Profiles;

/// <summary>The words of a profile file for members of enumerations: as the standards write them, hyphens, blanks and underscores apart.</summary>
internal static class ProfileWord
{
    public static bool TryParse<T>(string text, out T value)
        where T : struct, Enum
    {
        var condensed = Condense(text);
        foreach (var member in Enum.GetValues<T>())
        {
            if (string.Equals(Condense(NameOf(member)), condensed, StringComparison.OrdinalIgnoreCase))
            {
                value = member;
                return true;
            }
        }

        value = default;
        return false;
    }

    public static string List<T>()
        where T : struct, Enum =>
        string.Join(", ", Enum.GetValues<T>().Select(NameOf));

    private static string NameOf<T>(T member)
        where T : struct, Enum
    {
        return member switch
        {
            TlsVersion version => TlsVersions.NameOf(version),
            BulkCipher.TripleDes => "3DES",
            RequirementLevel.ShouldNot => "should not",
            RequirementLevel.MustNot => "must not",
            _ => member.ToString(),
        };
    }

    private static string Condense(string text) => string.Concat(text.Where(static character => character is not ('-' or '_' or ' ')));
}
