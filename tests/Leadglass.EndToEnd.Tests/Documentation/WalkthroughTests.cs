using Leadglass.EndToEnd.Tests.Peers;
using Leadglass.TestKit;

namespace Leadglass.EndToEnd.Tests.Documentation;

/// <summary>Every command of a page does what the page shows.</summary>
public sealed class WalkthroughTests
{
    private const string Tutorial = "docs/tutorials/is-my-pacs-exposed.md";
    private const string ImportNmap = "docs/how-to/import-nmap.md";
    private const string CleanFiles = "docs/how-to/clean-files.md";

    // These need nothing but the program and its practice hospital.
    private static readonly string[] OfTheProgramAlone =
    [
        "docs/how-to/be-told-what-is-wrong.md",
        "docs/how-to/check-from-ci.md",
        "docs/how-to/check-old-devices.md",
        "docs/how-to/check-public-addresses.md",
        "docs/how-to/find-leaks-with-shodan.md",
        "docs/how-to/fuzz-a-dicomweb-server.md",
        "docs/how-to/fuzz-a-program.md",
        "docs/how-to/give-a-report-away.md",
        "docs/how-to/keep-an-audit-trail.md",
        "docs/how-to/run-a-campaign-from-a-file.md",
        "docs/how-to/run-an-exercise.md",
        "docs/reference/knowledge.md",
        "docs/tutorials/a-cd-arrived.md",
        "docs/tutorials/who-exported-that-study.md",
    ];

    public static TheoryData<string> PagesOfTheProgramAlone => [.. OfTheProgramAlone];

    public static TheoryData<string> AllPages => [.. Pages.All];

    [RealPeerFact($"{Walkthrough.Programs} {Orthanc.Programs}")]
    public Task Tutorial_FromOpenArchiveToClosedDoor_IsAsShown() => Walkthrough.DoAsync(Tutorial);

    [RealPeerFact($"{Walkthrough.Programs} nmap")]
    public Task ImportNmap_FromSweepToVerdicts_IsAsShown() => Walkthrough.DoAsync(ImportNmap);

    [RealPeerFact($"{Walkthrough.Programs} openssl /usr/lib/python3/dist-packages/pydicom/data/test_files/CT_small.dcm")]
    public Task CleanFiles_FromStickToSignedManifest_IsAsShown() => Walkthrough.DoAsync(CleanFiles);

    [RealPeerTheory(Walkthrough.Programs)]
    [MemberData(nameof(PagesOfTheProgramAlone))]
    public Task Page_OfTheProgramAlone_IsAsShown(string path) => Walkthrough.DoAsync(path);

    [Fact]
    public void EveryPageWithCommands_IsWalkedThrough() =>
        Assert.Equal(
            OfTheProgramAlone.Append(Tutorial).Append(ImportNmap).Append(CleanFiles).Order(StringComparer.Ordinal),
            Pages.All.Where(path => Pages.Read(path).Blocks.Any(block => block.Info.StartsWith("console", StringComparison.Ordinal))));

    [Theory]
    [MemberData(nameof(AllPages))]
    public async Task Page_CommandsForTheReadersOwnSystems_AreUnderstood(string path)
    {
        var commands = Pages.Read(path).Blocks
            .Where(block => block.Info == "sh")
            .SelectMany(block => block.Lines)
            .Where(line => line.StartsWith("./leadglass check ", StringComparison.Ordinal));
        foreach (var command in commands)
        {
            using var folder = new TemporaryFolder();
            var words = command.Split(' ')[1..];
            var arguments = words.Select((word, i) => i > 0 && words[i - 1] == "--output" ? folder.File(word) : word);
            var result = await Product.RunAsync([.. arguments, "--dry-run"]);
            Assert.True(result.ExitCode == 0, $"{path}: {command}: {result.Errors}");
        }
    }
}
