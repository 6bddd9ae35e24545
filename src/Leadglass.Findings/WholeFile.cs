using System.Text;

namespace Leadglass.Findings;

/// <summary>Puts a text file in place whole or not at all: it is written beside, then moved. Whoever reads the old one meanwhile reads a whole one.</summary>
public static class WholeFile
{
    /// <summary>Writes a file; on failure nothing is left and the old one stays.</summary>
    /// <param name="path">The file, replaced if it is there.</param>
    /// <param name="write">Writes the text, UTF-8 without a byte order mark.</param>
    /// <param name="onlyForOwner">Whether others on the machine may not read it (where file modes of Unix are).</param>
    /// <exception cref="IOException">It cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be written.</exception>
    public static void Write(string path, Action<TextWriter> write, bool onlyForOwner = false)
    {
        ArgumentNullException.ThrowIfNull(write);
        var beside = path + ".new";
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (onlyForOwner && !OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        var writer = new StreamWriter(beside, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), options);
        try
        {
            using (writer)
                write(writer);
            File.Move(beside, path, overwrite: true);
        }
        catch
        {
            File.Delete(beside);
            throw;
        }
    }
}
