using Leadglass.TestKit;

namespace Leadglass.EndToEnd.Tests.Scripts;

/// <summary>The script <c>test</c> in a working tree of its own, with test programs that write the report they are told to.</summary>
public sealed class TestScriptTests : IDisposable
{
    private const string Needs = "bash sed grep";

    private readonly TemporaryFolder _folder = new();

    public TestScriptTests()
    {
        File.Copy(Path.Combine(Repository.Root, "test"), _folder.File("tree/test"));
        _folder.WriteScript("bin/dotnet", """
            #!/bin/sh
            [ ! -e "$(dirname "$0")/broken" ] || { echo 'error CS1002'; exit 1; }

            """);
        _folder.WriteScript("bin/dpkg-query", """
            #!/bin/sh
            printf installed

            """);
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [RealPeerFact(Needs)]
    public async Task Run_SeveralProjects_EndsWithTheSum()
    {
        AddProject("Dicom", passed: 40, failed: 0, skipped: 1, exitCode: 0);
        AddProject("Exposure", passed: 2, failed: 0, skipped: 0, exitCode: 0);

        await AssertEndsAsync("42 passed, 0 failed, 1 skipped", exitCode: 0);
    }

    [RealPeerFact(Needs)]
    public async Task Run_OneTestFailed_Fails()
    {
        AddProject("Dicom", passed: 40, failed: 1, skipped: 0, exitCode: 2);

        await AssertEndsAsync("40 passed, 1 failed, 0 skipped", exitCode: 1);
    }

    [RealPeerFact(Needs)]
    public async Task Run_ProgramDiesWithoutReport_CountsAsFailure()
    {
        AddProject("Dicom", passed: 40, failed: 0, skipped: 0, exitCode: 0);
        AddProgram("Exposure", "exit 134");

        await AssertEndsAsync("40 passed, 1 failed, 0 skipped", exitCode: 1);
    }

    [RealPeerFact(Needs)]
    public async Task Run_ProgramEndsBadlyThoughAllPassed_CountsAsFailure()
    {
        AddProject("Dicom", passed: 40, failed: 0, skipped: 0, exitCode: 139);

        await AssertEndsAsync("40 passed, 1 failed, 0 skipped", exitCode: 1);
    }

    [RealPeerFact(Needs)]
    public async Task Run_NoTestRan_Fails()
    {
        AddProject("Dicom", passed: 0, failed: 0, skipped: 0, exitCode: 8);

        await AssertEndsAsync("0 passed, 0 failed, 0 skipped", exitCode: 1);
    }

    [RealPeerFact(Needs)]
    public async Task Run_BuildFails_Fails()
    {
        AddProject("Dicom", passed: 40, failed: 0, skipped: 0, exitCode: 0);
        _folder.Write("bin/broken", "");

        await AssertEndsAsync("0 passed, 1 failed, 0 skipped", exitCode: 1);
    }

    [RealPeerFact(Needs)]
    public async Task Run_ProjectAndFilter_RunsThatProjectWithThatFilter()
    {
        AddProject("Dicom", passed: 40, failed: 0, skipped: 0, exitCode: 0);
        AddProgram("Exposure", """echo "$@" > arguments; """ + Report(passed: 2, failed: 0, skipped: 0, "Leadglass.Exposure.Tests"));

        await AssertEndsAsync("2 passed, 0 failed, 0 skipped", exitCode: 0, "Exposure", "Sweep");
        Assert.Contains("--filter-method *Sweep*", await File.ReadAllTextAsync(_folder.File("tree/arguments"), Cancellation), StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    private static string Report(int passed, int failed, int skipped, string project) => $"""
        printf '<assemblies><assembly errors="0" failed="{failed}" passed="{passed}" skipped="{skipped}"></assembly></assemblies>' \
            > 'artifacts/test-results/{project}.xml'
        """;

    private void AddProject(string name, int passed, int failed, int skipped, int exitCode) =>
        AddProgram(name, $"{Report(passed, failed, skipped, $"Leadglass.{name}.Tests")}\nexit {exitCode}");

    private void AddProgram(string name, string commands)
    {
        var project = $"Leadglass.{name}.Tests";
        _folder.Folder($"tree/tests/{project}");
        _folder.WriteScript($"tree/artifacts/bin/{project}/release/{project}", $"#!/bin/bash\n{commands}\n");
    }

    private async Task AssertEndsAsync(string lastLine, int exitCode, params string[] arguments)
    {
        var path = $"{_folder.Folder("bin")}:{Environment.GetEnvironmentVariable("PATH")}";
        var result = await ExternalProgram.RunAsync(
            _folder.File("tree/test"), arguments, Cancellation, new Dictionary<string, string> { ["PATH"] = path });

        Assert.Equal((lastLine, exitCode), (result.Output.TrimEnd().Split('\n')[^1], result.ExitCode));
    }
}
