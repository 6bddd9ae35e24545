using System.Text.Json;

namespace Leadglass.Knowledge.Import;

/// <summary>CISA's catalogue of vulnerabilities that are known to be exploited. It says nothing of versions: it marks what other files bring.</summary>
internal static class KevReader
{
    public static AdvisoryContent Read(JsonElement root)
    {
        var exploited = root.Items("vulnerabilities")
            .Select(one => (Id: one.Text("cveID"), Since: one.Day("dateAdded")))
            .Where(one => one is { Id: not null, Since: not null })
            .Select(one => new Vulnerability { Id = one.Id!, ExploitedSince = one.Since })
            .ToList();
        return exploited.Count > 0 ? new AdvisoryContent("KEV", exploited, root.Day("dateReleased")) : throw new AdvisoryException("KEV without an entry that has a code and a date");
    }
}
