using System.Text.Json.Nodes;
using Leadglass.TestKit;

namespace Leadglass.Cli.Tests.Commands;

public sealed class KnowledgeCommandTests
{
    private static readonly string Samples = Path.Combine(Repository.Root, "tests", "Leadglass.Knowledge.Tests", "Samples");

    [Fact]
    public async Task Update_Folder_SaysWhatBecameOfEachFileAndWritesTheSameBytesTwice()
    {
        using var folder = new TemporaryFolder();
        File.Copy(Path.Combine(Samples, "icsma-22-174-01.json"), folder.File("a.json"));
        File.Copy(Path.Combine(Samples, "icsma-19-241-02.json"), folder.File("b.json"));
        File.WriteAllText(folder.File("c.json"), "{\"wrong\":");
        using var output = new TemporaryFolder();

        var first = (await Cli.RunAsync("knowledge", "update", "--from", folder.Path, "--output", output.File("1.json"))).Ended(3);
        (await Cli.RunAsync("knowledge", "update", "--from", folder.Path, "--output", output.File("2.json"))).Ended(3);

        Assert.Contains("potential b.json: Philips HDI 4000 Ultrasound Systems: versions not understood:", first.Out, StringComparison.Ordinal);
        Assert.Contains("refused   c.json: not JSON that can be read, line 1:", first.Out, StringComparison.Ordinal);
        Assert.Contains("3 files read: 1 imported, 1 potential, 1 refused; 4 vulnerabilities, knowledge of 2022-06-23.", first.Out, StringComparison.Ordinal);
        Assert.Equal(File.ReadAllBytes(output.File("1.json")), File.ReadAllBytes(output.File("2.json")));
        Assert.Equal(2, Directory.GetFiles(output.Path).Length);
        Assert.Contains("CVE-2022-2119", (await Cli.RunAsync("knowledge", "list", "--file", output.File("1.json"))).Ended(0).Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Update_OutputThatIsAFolder_SaysSo_AndLeavesNothingBeside()
    {
        using var folder = new TemporaryFolder();
        var output = folder.Folder("knowledge.json");

        var run = await Cli.RunAsync("knowledge", "update", "--from", Path.Combine(Repository.Root, "tests", "Leadglass.Knowledge.Tests", "Samples"), "--output", output);

        Assert.Equal(3, run.ExitCode);
        Assert.Equal([output], Directory.GetFileSystemEntries(folder.Path));
    }

    [Fact]
    public async Task Update_FolderThatTeachesNothing_WritesNoFile()
    {
        using var folder = new TemporaryFolder();

        (await Cli.RunAsync("knowledge", "update", "--from", folder.Path, "--output", folder.File("out.json"))).Ended(2);

        Assert.Empty(Directory.GetFiles(folder.Path));
    }

    [Fact]
    public async Task Update_FolderThatIsNotThere_IsAnErrorOfUse() => (await Cli.RunAsync("knowledge", "update", "--from", "/nowhere/at/all")).Ended(2);

    [Fact]
    public async Task List_OneProduct_HasItsVulnerabilitiesOnly()
    {
        var lines = (await Cli.RunAsync("knowledge", "list", "--product", "ORTHANC")).Ended(0).Out.Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries);

        Assert.Contains(lines, line => line.StartsWith("CVE-2023-33466", StringComparison.Ordinal) && line.Contains("Orthanc: < 1.12.0", StringComparison.Ordinal));
        Assert.All(lines, line => Assert.Contains("Orthanc", line, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Show_AsJson_IsAKnowledgeFileWithOneEntry()
    {
        var json = JsonNode.Parse((await Cli.RunAsync("knowledge", "show", "cve-2019-11687", "--format", "json")).Ended(0).Out)!;

        Assert.Equal("leadglass-knowledge", (string?)json["format"]);
        Assert.Equal("Standard", (string?)json["vulnerabilities"]!.AsArray().Single()!["origin"]);
    }

    [Fact]
    public async Task Show_UnknownCode_SaysAsOfWhen() =>
        Assert.Contains("nothing is known about CVE-1900-1 as of 20", (await Cli.RunAsync("knowledge", "show", "CVE-1900-1")).Ended(2).Error, StringComparison.Ordinal);

    [Fact]
    public async Task Feed_Folder_HoldsPageAndFeed()
    {
        using var folder = new TemporaryFolder();

        (await Cli.RunAsync("knowledge", "feed", "--into", folder.File("site"))).Ended(0);

        Assert.Contains("flaw of the standard", File.ReadAllText(Path.Combine(folder.File("site"), "index.html")), StringComparison.Ordinal);
        Assert.StartsWith("<feed xmlns=\"http://www.w3.org/2005/Atom\">", File.ReadAllText(Path.Combine(folder.File("site"), "feed.xml")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Check_KnowledgeFileThatIsNone_IsRefusedBeforeAnythingIsSent()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("k.json"), "{}");

        Assert.Contains("not a knowledge file", (await Cli.CheckAsync("127.0.0.1:1", "--knowledge", folder.File("k.json"))).Ended(2).Error, StringComparison.Ordinal);
    }
}
