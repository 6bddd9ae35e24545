namespace Leadglass.Findings;

/// <summary>A source behind a rule or finding: a clause of the standard, an RFC, a CWE or CVE, an advisory.</summary>
/// <param name="Name">The citation as the field writes it, for example <c>PS3.15 B.12</c>, <c>RFC 9325 §4.1</c> or <c>CWE-319</c>.</param>
/// <param name="Url">Where it can be read; <see langword="null"/> if there is no stable address.</param>
public sealed record Reference(string Name, string? Url = null)
{
    /// <summary>A weakness of the Common Weakness Enumeration.</summary>
    /// <param name="number">Its number, for example 319 for clear-text transmission.</param>
    public static Reference Cwe(int number) => new($"CWE-{number}", $"https://cwe.mitre.org/data/definitions/{number}.html");

    /// <summary>A published vulnerability.</summary>
    /// <param name="id">Its identifier, for example <c>CVE-2022-2119</c>.</param>
    public static Reference Cve(string id) => new(id, $"https://www.cve.org/CVERecord?id={id}");

    /// <summary>A clause of the DICOM standard, in the current edition.</summary>
    /// <param name="part">The part, for example 15 for PS3.15.</param>
    /// <param name="clause">The section, annex or chapter as the part numbers it, for example <c>9.3.2</c>, <c>B.12</c> or <c>B</c>.</param>
    public static Reference Ps3(int part, string clause)
    {
        // The anchors of the published HTML: chapters and annexes are chapter_B, everything below them sect_B.12.
        var anchor = clause.Contains('.', StringComparison.Ordinal) ? $"sect_{clause}" : $"chapter_{clause}";
        var url = $"https://dicom.nema.org/medical/dicom/current/output/html/part{part:00}.html#{anchor}";
        return new Reference($"PS3.{part} {Cited(clause)}", url);
    }

    /// <summary>An RFC or one of its sections.</summary>
    /// <param name="number">The number of the RFC.</param>
    /// <param name="section">The section or appendix, for example <c>4.1</c> or <c>A.1</c>; <see langword="null"/> for the whole document.</param>
    public static Reference Rfc(int number, string? section = null)
    {
        var url = $"https://www.rfc-editor.org/rfc/rfc{number}";
        if (section is null)
            return new Reference($"RFC {number}", url);
        var kind = char.IsAsciiDigit(section[0]) ? "section" : "appendix";
        return new Reference($"RFC {number} {Cited(section)}", $"{url}#{kind}-{section}");
    }

    /// <summary>Numbered sections carry the section sign; lettered annexes are recognisable without it.</summary>
    private static string Cited(string clause) => char.IsAsciiDigit(clause[0]) ? $"§{clause}" : clause;
}
