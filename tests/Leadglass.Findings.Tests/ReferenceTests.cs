namespace Leadglass.Findings.Tests;

public sealed class ReferenceTests
{
    [Fact]
    public void Cwe_Number_IsItsDefinition() => Assert.Equal(new Reference("CWE-319", "https://cwe.mitre.org/data/definitions/319.html"), Reference.Cwe(319));

    [Fact]
    public void Cve_Id_IsItsRecord() => Assert.Equal(new Reference("CVE-2022-2119", "https://www.cve.org/CVERecord?id=CVE-2022-2119"), Reference.Cve("CVE-2022-2119"));

    [Theory]
    [InlineData(15, "B.12", "PS3.15 B.12", "part15.html#sect_B.12")]
    [InlineData(15, "B", "PS3.15 B", "part15.html#chapter_B")]
    [InlineData(8, "9.3.2", "PS3.8 §9.3.2", "part08.html#sect_9.3.2")]
    [InlineData(10, "7", "PS3.10 §7", "part10.html#chapter_7")]
    public void Ps3_Clause_IsCitedAndAnchored(int part, string clause, string name, string anchor) =>
        Assert.Equal(new Reference(name, $"https://dicom.nema.org/medical/dicom/current/output/html/{anchor}"), Reference.Ps3(part, clause));

    [Theory]
    [InlineData(9325, "4.1", "RFC 9325 §4.1", "rfc9325#section-4.1")]
    [InlineData(5246, "A.5", "RFC 5246 A.5", "rfc5246#appendix-A.5")]
    [InlineData(8996, null, "RFC 8996", "rfc8996")]
    public void Rfc_Section_IsCitedAndAnchored(int number, string? section, string name, string anchor) =>
        Assert.Equal(new Reference(name, $"https://www.rfc-editor.org/rfc/{anchor}"), Reference.Rfc(number, section));
}
