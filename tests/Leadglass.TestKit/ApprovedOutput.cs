using System.Runtime.CompilerServices;
using System.Text;
using Xunit;

namespace Leadglass.TestKit;

/// <summary>
/// Compares output with a file that a person has read and approved, in the folder <c>Approved</c> of the test project.
/// Line ends are not compared: the repository stores LF.
/// </summary>
public static class ApprovedOutput
{
    /// <summary>Set this environment variable to <c>1</c> to approve what the tests produce; read the change before committing it.</summary>
    public const string AcceptVariable = "LEADGLASS_ACCEPT";

    /// <summary>Fails with the first difference if the output is not the approved one.</summary>
    /// <param name="actual">What the code under test wrote.</param>
    /// <param name="fileName">The approved file.</param>
    /// <param name="testFile">The calling test; filled in by the compiler.</param>
    public static void Matches(string actual, string fileName, [CallerFilePath] string testFile = "")
    {
        var path = Path.Combine(ProjectFolderOf(testFile), "Approved", fileName);
        var produced = actual.ReplaceLineEndings("\n");
        if (Environment.GetEnvironmentVariable(AcceptVariable) == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, produced, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
            return;
        }

        var approved = File.Exists(path) ? File.ReadAllText(path).ReplaceLineEndings("\n") : "";
        if (approved != produced)
            Assert.Fail($"{FirstDifference(approved, produced)}\nApproved: {path}\nIf the new output is right: {AcceptVariable}=1 dotnet run --project {ProjectFolderOf(testFile)}");
    }

    private static string ProjectFolderOf(string testFile)
    {
        var folder = Path.GetDirectoryName(testFile);
        while (folder is not null && Directory.GetFiles(folder, "*.csproj").Length == 0)
            folder = Path.GetDirectoryName(folder);
        return folder ?? throw new ArgumentException($"{testFile} is not inside a project.", nameof(testFile));
    }

    private static string FirstDifference(string approved, string produced)
    {
        var expectedLines = approved.Split('\n');
        var actualLines = produced.Split('\n');
        var same = expectedLines.Zip(actualLines).TakeWhile(pair => pair.First == pair.Second).Count();
        var text = new StringBuilder($"The output differs from the approved one from line {same + 1}:");
        foreach (var line in expectedLines.Skip(same).Take(5))
            text.Append("\n- ").Append(line);
        foreach (var line in actualLines.Skip(same).Take(5))
            text.Append("\n+ ").Append(line);
        return text.ToString();
    }
}
