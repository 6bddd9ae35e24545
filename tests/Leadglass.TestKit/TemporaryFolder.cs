namespace Leadglass.TestKit;

/// <summary>A folder of the test's own that is deleted with everything in it.</summary>
public sealed class TemporaryFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("leadglass-");

    /// <summary>The whole path.</summary>
    public string Path => _folder.FullName;

    /// <summary>Names a file in it.</summary>
    /// <param name="name">A relative path; its folders are made.</param>
    /// <returns>The whole path. The file is not made.</returns>
    public string File(string name)
    {
        var file = System.IO.Path.Combine(Path, name);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(file)!);
        return file;
    }

    /// <summary>Makes a folder in it.</summary>
    /// <param name="name">A relative path.</param>
    /// <returns>The whole path.</returns>
    public string Folder(string name) => _folder.CreateSubdirectory(name).FullName;

    /// <summary>Writes a text file in it.</summary>
    /// <param name="name">A relative path; its folders are made.</param>
    /// <param name="text">Written as UTF-8 without a byte order mark.</param>
    /// <returns>The whole path.</returns>
    public string Write(string name, string text)
    {
        var file = File(name);
        System.IO.File.WriteAllText(file, text);
        return file;
    }

    /// <summary>Writes a script in it that can be started.</summary>
    /// <param name="name">A relative path; its folders are made.</param>
    /// <param name="text">Begins with <c>#!</c> and the interpreter.</param>
    /// <returns>The whole path.</returns>
    public string WriteScript(string name, string text)
    {
        var file = Write(name, text);
        if (!OperatingSystem.IsWindows())
            System.IO.File.SetUnixFileMode(file, System.IO.File.GetUnixFileMode(file) | UnixFileMode.UserExecute);
        return file;
    }

    /// <summary>Deletes the folder.</summary>
    public void Dispose() => _folder.Delete(recursive: true);
}
