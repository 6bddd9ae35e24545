using Leadglass.Findings;

namespace Leadglass.Cli.Output;

/// <summary>A report file: opened before the run, so that a wrong path is known at once, and put in place only when it is complete.</summary>
internal sealed class ReportFile : IDisposable
{
    private readonly string _path;
    private readonly string _partial;
    private readonly ReportFormat _format;
    private readonly FileStream _stream;

    private ReportFile(string path, ReportFormat format)
    {
        (_path, _format, _partial) = (path, format, path + ".partial");
        // What a killed run left behind, or somebody put there, has rights or a target of its own: it is never written through.
        File.Delete(_partial);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;    // a report says where a hospital is weak
        _stream = new FileStream(_partial, options);
    }

    /// <summary>Opens a file whose format follows from its extension.</summary>
    /// <param name="path">Where the report will be.</param>
    /// <param name="error">What is wrong, when the result is <see langword="null"/>.</param>
    public static ReportFile? TryOpen(string path, out string error)
    {
        error = "";
        if (ReportFormats.OfExtension(Path.GetExtension(path)) is not { } format)
        {
            error = $"--output {path}: the extension says the format; use one of {ReportFormats.Extensions}";
            return null;
        }

        if (Directory.Exists(path))
        {
            error = $"--output {path}: this is a folder";
            return null;
        }

        try
        {
            return new ReportFile(path, format);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            error = $"--output {path}: {e.Message}";
            return null;
        }
    }

    /// <summary>Writes the report and puts the file in place.</summary>
    /// <returns>What went wrong, or <see langword="null"/>.</returns>
    public string? Write(Report report, ReportOptions options)
    {
        try
        {
            using (var writer = new StreamWriter(_stream))
                ReportWriter.Write(report, _format, writer, options);
            File.Move(_partial, _path, overwrite: true);
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return $"cannot write {_path}: {e.Message}";
        }
    }

    /// <summary>Closes the file; what was not put in place is removed.</summary>
    public void Dispose()
    {
        _stream.Dispose();
        File.Delete(_partial);
    }
}
