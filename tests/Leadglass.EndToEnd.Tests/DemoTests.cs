using Leadglass.TestKit;

namespace Leadglass.EndToEnd.Tests;

/// <summary>The first thing that anybody runs.</summary>
public sealed class DemoTests
{
    [RealPeerFact("sh")]
    public async Task Demo_OnPageAndTerminal_HasHospitalAndCdAndLeavesNothingElse()
    {
        using var folder = new TemporaryFolder();
        var temporary = folder.Folder("temporary");
        var demo = await ExternalProgram.RunAsync(
            "sh", ["-c", $"cd '{folder.Path}' && TMPDIR='{temporary}' '{Path.Combine(AppContext.BaseDirectory, "leadglass")}' demo"], TestContext.Current.CancellationToken);

        Assert.True(demo.ExitCode == 0, demo.AllOutput);
        var page = await File.ReadAllTextAsync(folder.File("leadglass-report.html"), TestContext.Current.CancellationToken);
        Assert.All(new[] { demo.Output, page }, shown =>
        {
            Assert.Contains("LEAKY", shown, StringComparison.Ordinal);
            Assert.Contains("LG-EXP-020", shown, StringComparison.Ordinal);
            Assert.Contains("cd/program.dcm", shown, StringComparison.Ordinal);
            Assert.Contains("LG-INS-001", shown, StringComparison.Ordinal);
            Assert.Contains("inspected 10 files: 9 of them hold what does not belong there", shown, StringComparison.Ordinal);
        });
        Assert.Empty(Directory.GetDirectories(temporary, "leadglass-*"));
        Assert.Equal(["leadglass-report.html"], Directory.GetFiles(folder.Path).Select(Path.GetFileName));
    }
}
