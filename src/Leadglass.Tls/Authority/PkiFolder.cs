namespace Leadglass.Tls.Authority;

/// <summary>Writes a lab PKI to a folder that is new, and never over anything.</summary>
public static class PkiFolder
{
    /// <summary>Says why a folder cannot be used, before keys are made for it.</summary>
    /// <param name="folder">Its whole path.</param>
    /// <returns>A sentence; <see langword="null"/> when it can.</returns>
    public static string? Objection(string folder)
    {
        ArgumentNullException.ThrowIfNull(folder);
        if (folder.Any(static letter => char.IsControl(letter) || letter is '"' or '\'' or '#' or ';' or '$'))
            return $"{folder} has a character that configuration files give a meaning to (quotes, '#', ';', '$'): choose another folder.";
        if (File.Exists(folder))
            return $"{folder} is a file: name a folder that does not exist yet.";
        return Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).Any()
            ? $"{folder} is not empty. Keys are never overwritten: name a folder that does not exist yet, or move this one away."
            : null;
    }

    /// <summary>Writes the files: all of them, or the folder is as it was.</summary>
    /// <param name="folder">A folder that does not exist or is empty.</param>
    /// <param name="files">What <see cref="LabPki"/> made.</param>
    /// <exception cref="IOException"><see cref="Objection"/> objects. -or- The folder cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be written.</exception>
    public static void WriteNew(string folder, IEnumerable<PkiFile> files)
    {
        ArgumentNullException.ThrowIfNull(files);
        if (Objection(folder) is { } objection)
            throw new IOException(objection);
        // Written beside and then renamed: a disk that fills up, or a killed program, leaves no half of an authority in use.
        folder = Path.TrimEndingDirectorySeparator(folder);
        var partial = $"{folder}.{Guid.NewGuid():N}.partial";
        try
        {
            foreach (var file in files)
                Write(Path.Combine(partial, file.Path), file);
            if (Directory.Exists(folder))
                Directory.Delete(folder);
            Directory.Move(partial, folder);
        }
        catch
        {
            if (Directory.Exists(partial))
                Directory.Delete(partial, recursive: true);
            throw;
        }
    }

    /// <summary>Replaces a file that is no secret, as a whole or not at all.</summary>
    internal static void Replace(string path, string text)
    {
        var partial = path + ".partial";
        File.Delete(partial);
        try
        {
            Write(partial, PkiFile.OfText(partial, text));
            File.Move(partial, path, overwrite: true);
        }
        finally
        {
            File.Delete(partial);
        }
    }

    private static void Write(string path, PkiFile file)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (file.IsSecret && !OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;    // from the first byte on, not by a later chmod
        using var stream = new FileStream(path, options);
        stream.Write(file.Content.Span);
        stream.Flush(flushToDisk: true);
    }
}
