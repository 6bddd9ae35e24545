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
        if (folder.Any(static letter => char.IsControl(letter) || letter is '"' or '\'' or '#' or ';'))
            return $"{folder} has a character that configuration files give a meaning to (quotes, '#', ';'): choose another folder.";
        if (File.Exists(folder))
            return $"{folder} is a file: name a folder that does not exist yet.";
        return Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).Any()
            ? $"{folder} is not empty. Keys are never overwritten: name a folder that does not exist yet, or move this one away."
            : null;
    }

    /// <summary>Writes the files.</summary>
    /// <param name="folder">A folder that does not exist or is empty.</param>
    /// <param name="files">What <see cref="LabPki"/> made.</param>
    /// <exception cref="IOException"><see cref="Objection"/> objects. -or- The folder cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be written.</exception>
    public static void WriteNew(string folder, IEnumerable<PkiFile> files)
    {
        if (Objection(folder) is { } objection)
            throw new IOException(objection);
        Directory.CreateDirectory(folder);
        foreach (var file in files)
        {
            var path = Path.Combine(folder, file.Path);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            using var stream = new FileStream(path, OptionsOf(file));
            stream.Write(file.Content.Span);
        }
    }

    private static FileStreamOptions OptionsOf(PkiFile file)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (file.IsSecret && !OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;    // from the first byte on, not by a later chmod
        return options;
    }
}
