namespace Leadglass.Inspection.Sanitising;

/// <summary>A file that is there whole or not at all: written under another name in the same folder, and renamed when it is finished.</summary>
public sealed class PartialFile : IDisposable
{
    private readonly string _final;
    private readonly UnixFileMode _mode;

    /// <summary>Chooses its name; nothing is made yet.</summary>
    /// <param name="final">Where it will be.</param>
    /// <param name="like">A file whose rights it gets, without the right to be run; <see langword="null"/> for its owner only.</param>
    public PartialFile(string final, string? like)
    {
        const UnixFileMode Run = UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;
        const UnixFileMode Owner = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        _final = final;
        _mode = like is null || OperatingSystem.IsWindows() ? Owner : (File.GetUnixFileMode(like) & ~Run) | Owner;
        Path = System.IO.Path.Combine(System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(final))!, $".{Guid.NewGuid():N}.partial");
    }

    /// <summary>Where it is meanwhile.</summary>
    public string Path { get; }

    /// <summary>Writes it, down to the disk.</summary>
    /// <param name="write">Writes the bytes.</param>
    /// <exception cref="IOException">The disk is full, or the folder is not there.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder must not be written.</exception>
    public void Write(Action<Stream> write)
    {
        ArgumentNullException.ThrowIfNull(write);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, BufferSize = 64 * 1024 };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = _mode;
        using var stream = new FileStream(Path, options);
        write(stream);
        stream.Flush(flushToDisk: true);
    }

    /// <summary>Gives it its name.</summary>
    /// <param name="overwrite">Whether a file of that name is replaced.</param>
    /// <exception cref="IOException">There is one, and it is not.</exception>
    public void PutInPlace(bool overwrite) => File.Move(Path, _final, overwrite);

    /// <summary>Removes it if it was not put in place.</summary>
    public void Dispose() => File.Delete(Path);
}
