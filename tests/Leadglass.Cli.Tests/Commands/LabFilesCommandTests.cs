using Leadglass.TestKit;

namespace Leadglass.Cli.Tests.Commands;

public sealed class LabFilesCommandTests
{
    [Fact]
    public async Task LabFiles_InspectedAndSanitised_FailsAndItsCleanCopyPasses()
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
}
