using Leadglass.Tls.Profiles;

namespace Leadglass.Cli.Commands;

/// <summary>Reads the profiles that the tls commands name.</summary>
internal static class TlsProfiles
{
    /// <summary>The profile of a name.</summary>
    public static Profile? Claim(string? name, List<string> errors)
    {
        if (name is null)
            return null;
        var profile = StandardProfiles.Find(name);
        if (profile is null)
            errors.Add($"--claim: there is no profile {name}; there are {string.Join(", ", StandardProfiles.All.Select(static known => known.Name))}");
        return profile;
    }

    /// <summary>The profiles of the standard, and one of the site's own.</summary>
    public static IReadOnlyList<Profile> With(string? path, List<string> errors)
    {
        if (path is null)
            return StandardProfiles.All;
        try
        {
            using var reader = new StreamReader(path);
            var (profile, wrong) = ProfileFile.Read(reader, path);
            errors.AddRange(wrong);
            return profile is null ? StandardProfiles.All : [profile, .. StandardProfiles.All];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            errors.Add($"--profile: {e.Message}");
            return StandardProfiles.All;
        }
    }
}
