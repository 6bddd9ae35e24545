using Leadglass.TestKit;

namespace Leadglass.EndToEnd.Tests.Scripts;

/// <summary>
/// The script <c>leadglass</c> in a working tree of its own, with a dotnet that builds in no time: it notes each build,
/// and makes a program that shows its arguments and its input and ends with exit code 42.
/// </summary>
public sealed class LaunchScriptTests : IDisposable
{
    private const string Needs = "sh find flock readlink";

    private static readonly string[] Sources =
        ["src/Leadglass.Cli/Program.cs", "eng/rules", "docs/reference/schema", "Directory.Build.props", "Directory.Packages.props", "global.json"];

    private readonly TemporaryFolder _folder = new();
    private readonly string _script;

    public LaunchScriptTests()
    {
        _script = _folder.File("Röntgen Haus/leadglass");
        File.Copy(Path.Combine(Repository.Root, "leadglass"), _script);
        foreach (var source in Sources)
            _folder.Write($"Röntgen Haus/{source}", "");
        _folder.WriteScript("sdk/dotnet", """
            #!/bin/sh
            here=$(dirname "$0")
            case $1 in
                --version)
                    echo 10.0.100
                    ;;
                build)
                    echo built >> "$here/builds"
                    if [ -e "$here/broken" ] || [ ! -d "$2" ]; then
                        echo 'Program.cs(1,1): error CS1002'
                        exit 1
                    fi
                    sleep 0.1 # long enough for a second start to come in between
                    [ ! -e "$here/meddle" ] || touch "$2/Program.cs"
                    output=${2%/src/*}/artifacts/bin/Leadglass.Cli/release
                    mkdir -p "$output"
                    printf '#!/bin/sh\nprintf "<%%s>" "$@"\ncat\nexit 42\n' > "$output/leadglass"
                    chmod +x "$output/leadglass"
                    ;;
            esac

            """);
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private string Stamp => _folder.File("Röntgen Haus/artifacts/leadglass.stamp");

    private int Builds => File.Exists(_folder.File("sdk/builds")) ? File.ReadAllLines(_folder.File("sdk/builds")).Length : 0;

    [RealPeerFact(Needs)]
    public async Task FirstStart_Builds_AndSaysSoOnStandardErrorOnly()
    {
        var result = await StartAsync("a b", "", "ü");

        Assert.Equal((42, "<a b><><ü>"), (result.ExitCode, result.Output.TrimEnd()));
        Assert.StartsWith("leadglass: building", result.Errors, StringComparison.Ordinal);
        Assert.Equal(1, Builds);
    }

    [RealPeerFact(Needs)]
    public async Task SecondStart_NothingChanged_BuildsNothingAndSaysNothing()
    {
        await StartAsync();
        var result = await StartAsync();

        Assert.Equal((42, ""), (result.ExitCode, result.Errors));
        Assert.Equal(1, Builds);
    }

    [RealPeerTheory(Needs)]
    [InlineData("src/Leadglass.Cli/Program.cs")]
    [InlineData("Directory.Packages.props")]
    [InlineData("eng/rules")]
    [InlineData("docs/reference/schema")]
    public async Task Start_SourceIsNewerThanTheBuild_BuildsAgain(string source)
    {
        await StartAsync();
        File.SetLastWriteTimeUtc(_folder.File($"Röntgen Haus/{source}"), File.GetLastWriteTimeUtc(Stamp).AddSeconds(1));
        await StartAsync();

        Assert.Equal(2, Builds);
    }

    [Fact]
    public void Script_FilesFromOutsideSrcThatProjectsInclude_AreWatched()
    {
        var script = File.ReadAllText(Path.Combine(Repository.Root, "leadglass"));
        var included = Directory.GetFiles(Path.Combine(Repository.Root, "src"), "*.csproj", SearchOption.AllDirectories)
            .SelectMany(File.ReadAllLines)
            .Select(line => line.Split("Include=\"../../"))
            .Where(parts => parts.Length == 2)
            .Select(parts => Path.GetDirectoryName(parts[1].Split('"')[0])!);

        Assert.All(included, folder => Assert.Contains($"\"$root/{folder}\"", script, StringComparison.Ordinal));
    }

    [RealPeerFact(Needs)]
    public async Task Start_SourceChangedDuringTheBuild_BuildsAgain()
    {
        _folder.Write("sdk/meddle", "");
        await StartAsync();
        await StartAsync();

        Assert.Equal(2, Builds);
    }

    [RealPeerFact(Needs)]
    public async Task Start_SourceWasDeleted_BuildsAgain()
    {
        await StartAsync();
        File.Delete(_folder.File("Röntgen Haus/src/Leadglass.Cli/Program.cs"));
        await StartAsync();

        Assert.Equal(2, Builds);
    }

    [RealPeerFact(Needs)]
    public async Task Start_ThroughLinksFromElsewhere_FindsItsSources()
    {
        File.CreateSymbolicLink(_folder.File("bin/lg"), _script);
        File.CreateSymbolicLink(_folder.File("other/lg"), "../bin/lg");

        Assert.Equal(42, (await RunAsync(_folder.File("other/lg"))).ExitCode);
    }

    [RealPeerFact(Needs)]
    public async Task TwoFirstStartsAtOnce_ShareOneBuild()
    {
        var results = await Task.WhenAll(StartAsync(), StartAsync());

        Assert.All(results, result => Assert.Equal(42, result.ExitCode));
        Assert.Equal(1, Builds);
    }

    [RealPeerFact(Needs)]
    public async Task Start_BuildFails_ShowsTheLogAndBuildsAgainNextTime()
    {
        _folder.Write("sdk/broken", "");
        var failed = await StartAsync();
        File.Delete(_folder.File("sdk/broken"));
        var repaired = await StartAsync();

        Assert.Equal(3, failed.ExitCode);
        Assert.Contains("error CS1002", failed.Errors, StringComparison.Ordinal);
        Assert.Equal(42, repaired.ExitCode);
    }

    public void Dispose() => _folder.Dispose();

    private Task<ProgramResult> StartAsync(params string[] arguments) => RunAsync(_script, arguments);

    private Task<ProgramResult> RunAsync(string script, params string[] arguments) => ExternalProgram.RunAsync(
        script, arguments, Cancellation, new Dictionary<string, string> { ["DOTNET_ROOT"] = _folder.File("sdk").TrimEnd('/'), ["HOME"] = _folder.Path });
}
