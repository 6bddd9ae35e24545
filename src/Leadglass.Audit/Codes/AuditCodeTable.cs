using System.Collections.Frozen;
using Leadglass.Audit.Messages;

namespace Leadglass.Audit.Codes;

/// <summary>The codes of DICOM's own system that audit messages use, with their context groups (PS3.16 CID 400 to 406).</summary>
internal static class AuditCodeTable
{
    private static readonly FrozenDictionary<string, Entry> ByCode = Load().ToFrozenDictionary(entry => entry.Code);

    // IDTypeCode 1 to 12 come from RFC 3881 §5.5.4 and carry its name as their system.
    private static readonly string[] Rfc3881IdTypes =
    [
        "Medical Record Number", "Patient Number", "Encounter Number", "Enrollee Number", "Social Security Number", "Account Number",
        "Guarantor Number", "Report Name", "Report Number", "Search Criteria", "User Identifier", "URI",
    ];

    /// <summary>Finds a code; <see langword="null"/> if no audit message uses it.</summary>
    public static Entry? Find(string code) => ByCode.GetValueOrDefault(code);

    /// <summary>Whether a code is a member of a context group in an edition.</summary>
    public static bool IsIn(string code, string group, Edition edition) => Find(code) is { } entry && entry.Groups.Contains(group) && entry.Since <= edition;

    /// <summary>The codes of context groups that are in use, with their meanings, in the order of the codes.</summary>
    public static IEnumerable<(string Code, string Meaning)> In(params string[] groups) =>
        ByCode.Values.Where(entry => entry.Groups.Any(groups.Contains)).OrderBy(static entry => entry.Code, StringComparer.Ordinal).Select(static entry => (entry.Code, entry.Meaning));

    /// <summary>A code with its meaning.</summary>
    public static CodedValue Dicom(string code) => new(code, "DCM", Find(code)!.Meaning);

    /// <summary>A kind of object identifier of RFC 3881.</summary>
    public static CodedValue Rfc3881IdType(int number) => new($"{number}", "RFC-3881", Rfc3881IdTypes[number - 1]);

    private static IEnumerable<Entry> Load()
    {
        using var resource = typeof(AuditCodeTable).Assembly.GetManifestResourceStream("dcm.tsv")!;
        using var reader = new StreamReader(resource);
        while (reader.ReadLine() is { } line)
        {
            if (line is not ['#', ..] && line.Split('\t') is [var code, var meaning, var groups, var since, var retired])
                yield return new Entry(code, meaning, groups.Split(','), since == "2026" ? Edition.E2026 : Edition.E2025e, retired != "-");
        }
    }

    /// <summary>One code.</summary>
    internal sealed record Entry(string Code, string Meaning, string[] Groups, Edition Since, bool IsRetired);
}
