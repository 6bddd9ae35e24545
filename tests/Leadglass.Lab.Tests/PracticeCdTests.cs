using Leadglass.Dicom.Data;
using Leadglass.Inspection;
using Leadglass.Inspection.Files;
using Leadglass.TestKit;

namespace Leadglass.Lab.Tests;

public sealed class PracticeCdTests
{
    /// <summary>What is known of every file, because it was built so, by the rules that speak of it: nothing is missed, and nothing is said beside it.</summary>
    public static TheoryData<string, string> Truth => new()
    {
        { "DICOMDIR", "LG-INS-044" },
        { "clean.dcm", "" },
        { "length.dcm", "LG-INS-040" },
        { "model.pkl", "LG-INS-020" },
        { "object.dcm", "LG-INS-020" },
        { "payload.dcm", "LG-INS-010" },
        { "program.dcm", "LG-INS-001" },
        { "report.dcm", "LG-INS-031" },
        { "script.dcm", "LG-INS-002" },
        { "stowaway.dcm", "LG-INS-012 LG-INS-013 LG-INS-040" },   // an archive, outside of elements, where an element should begin
    };

    [Theory]
    [MemberData(nameof(Truth))]
    public void File_Inspected_HasItsOneFault(string name, string rules)
    {
        var (_, findings) = new InspectionReport().Add(name, FileInspector.Inspect(ByteSource.From(Bytes(name))));

        Assert.Equal(rules, string.Join(' ', findings.Where(finding => finding.IsProblem).Select(finding => finding.Rule.Id).Order(StringComparer.Ordinal)));
    }

    [Fact]
    public void Files_AreThoseOfTheTable() => Assert.Equal(Truth.Select(row => row.Data.Item1), PracticeCd.Files.Select(file => file.Name));

    [Fact]
    public void Files_MadeTwice_AreTheSame() =>
        Assert.Equal(PracticeCd.Files.Select(file => Convert.ToHexString(file.Bytes.Span)), PracticeCd.Files.Select(file => Convert.ToHexString(file.Bytes.Span)));

    /// <summary>A shell reads the file as one comment only as long as there is no second line.</summary>
    [Fact]
    public void Script_HasNoSecondLine() => Assert.DoesNotContain((byte)'\n', Bytes("script.dcm"));

    [Fact]
    public void WriteTo_FolderInUse_IsRefusedAndLeftAsItIs()
    {
        using var folder = new TemporaryFolder();
        folder.Write("patient.dcm", "mine");

        Assert.Throws<IOException>(() => PracticeCd.WriteTo(folder.Path));
        Assert.Equal(["patient.dcm"], Directory.GetFiles(folder.Path).Select(Path.GetFileName));
    }

    [Fact]
    public void WriteTo_NewFolder_HoldsTheFiles()
    {
        using var folder = new TemporaryFolder();
        var cd = Path.Combine(folder.Path, "cd");
        PracticeCd.WriteTo(cd);

        Assert.All(PracticeCd.Files, file => Assert.Equal(file.Bytes.ToArray(), File.ReadAllBytes(Path.Combine(cd, file.Name))));
    }

    private static byte[] Bytes(string name) => PracticeCd.Files.Single(file => file.Name == name).Bytes.ToArray();
}
