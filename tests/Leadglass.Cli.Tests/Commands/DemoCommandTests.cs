using Leadglass.TestKit;

namespace Leadglass.Cli.Tests.Commands;

public sealed class DemoCommandTests
{
    // The page is written into the current folder, which is one for the whole process: the folder of the tests.
    private const string Page = "leadglass-report.html";

    [Fact]
    public async Task Demo_OnPageAndTerminal_HasHospitalAndCd()
    {
        var before = Leftovers();
        try
        {
            var text = (await Cli.RunAsync("demo")).Ended(0).Out;
            var page = await File.ReadAllTextAsync(Page, TestContext.Current.CancellationToken);

            Assert.All(new[] { text, page }, shown =>
            {
                Assert.Contains("LEAKY", shown, StringComparison.Ordinal);
                Assert.Contains("LG-EXP-020", shown, StringComparison.Ordinal);
                Assert.Contains(Path.Combine("cd", "program.dcm"), shown, StringComparison.Ordinal);
                Assert.Contains("LG-INS-001", shown, StringComparison.Ordinal);
                Assert.Contains("inspected 10 files: 9 of them hold what does not belong there", shown, StringComparison.Ordinal);
            });
            Assert.Contains("LG-INS-044", page, StringComparison.Ordinal);   // has every finding, and the rule behind it
            Assert.Empty(Leftovers().Except(before));
        }
        finally
        {
            File.Delete(Page);
        }
    }

    [Fact]
    public async Task LabFiles_ThenInspect_FindsWhatTheListSays()
    {
        using var folder = new TemporaryFolder();
        var cd = Path.Combine(folder.Path, "cd");
        var list = (await Cli.RunAsync("lab", "files", cd)).Ended(0).Out;

        Assert.All(Directory.GetFiles(cd).Select(Path.GetFileName), name => Assert.Contains(name!, list, StringComparison.Ordinal));
        Assert.Contains("of 10 files", (await Cli.RunAsync("sanitize", cd, Path.Combine(folder.Path, "clean"))).Out, StringComparison.Ordinal);
        (await Cli.RunAsync("inspect", Path.Combine(folder.Path, "clean"))).Ended(0);
        (await Cli.RunAsync("inspect", cd)).Ended(1);
    }

    [Fact]
    public async Task LabFiles_IntoAFolderInUse_IsRefused()
    {
        using var folder = new TemporaryFolder();
        folder.Write("patient.dcm", "mine");

        Assert.Contains("is not empty", (await Cli.RunAsync("lab", "files", folder.Path)).Ended(2).Error, StringComparison.Ordinal);
    }

    private static string[] Leftovers() => [.. Directory.GetDirectories(Path.GetTempPath(), "leadglass-*").Where(folder => Directory.Exists(Path.Combine(folder, "cd")))];
}
