using Leadglass.Dicom.Data;
using Leadglass.Inspection.Files;

namespace Leadglass.Cli.Commands;

/// <summary>Which copies are made of which files: a file becomes a file, a folder a folder of the same shape. An original is never in the way of a copy.</summary>
internal static class SanitizeJobs
{
    private const int MostNamed = 5;

    /// <summary>Pairs originals with copies.</summary>
    /// <param name="input">A file or folder.</param>
    /// <param name="output">The copy.</param>
    /// <param name="overwrite">Whether files that are there may be replaced.</param>
    /// <param name="errors">Takes every error.</param>
    public static IReadOnlyList<(string Input, string Output)> Of(string input, string output, bool overwrite, List<string> errors)
    {
        if (!File.Exists(input) && !Directory.Exists(input))
        {
            errors.Add($"{input}: no such file or folder");
            return [];
        }

        List<(string Input, string Output)> jobs;
        if (Directory.Exists(input))
        {
            if (File.Exists(output))
                errors.Add($"{output}: a folder is copied to a folder, and this is a file");
            else if (IsInside(input, output) || IsInside(output, input))
                errors.Add($"{output}: the copies would be among the originals; name a folder apart from {input}");
            else
                return Check([.. InspectCommand.FilesBelow(input).Select(file => (file, Path.Combine(output, Path.GetRelativePath(input, file))))], overwrite, errors);
            return [];
        }

        if (IsArchive(input, errors))
            errors.Add($"{input}: a ZIP or TAR archive, which is not unpacked here; unpack it and name the folder: mkdir media && unzip -d media ARCHIVE (or tar -C media -xf ARCHIVE)");
        jobs = [(input, Directory.Exists(output) ? Path.Combine(output, Path.GetFileName(input)) : output)];
        return Check(jobs, overwrite, errors);
    }

    private static bool IsArchive(string path, List<string> errors)
    {
        try
        {
            using var source = ByteSource.Open(path);
            return ExchangeSet.IsArchive(source);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            errors.Add(e.Message);
            return false;
        }
    }

    private static List<(string Input, string Output)> Check(List<(string Input, string Output)> jobs, bool overwrite, List<string> errors)
    {
        var inTheWay = jobs.Where(static job => File.Exists(job.Output) || Directory.Exists(job.Output)).ToList();
        var same = inTheWay.Where(static job => IsSameFile(job.Input, job.Output)).ToList();
        errors.AddRange(same.Take(MostNamed).Select(static job => $"{job.Output}: this is the original itself, or a link to it; the original is never replaced"));
        if (!overwrite)
            errors.AddRange(inTheWay.Except(same).Take(MostNamed).Select(static job => $"{job.Output}: already there; --overwrite replaces it"));
        else
            errors.AddRange(inTheWay.Where(static job => Directory.Exists(job.Output)).Take(MostNamed).Select(static job => $"{job.Output}: this is a folder"));
        return jobs;
    }

    /// <summary>
    /// Whether two names are one file, by whatever links. A file that is open for one alone cannot be opened by its other names either: the
    /// lock belongs to the file, not to the name. A file that somebody else has locked counts as the same, which is the safe mistake.
    /// </summary>
    private static bool IsSameFile(string one, string other)
    {
        if (!File.Exists(other))
            return false;
        try
        {
            using var alone = new FileStream(one, FileMode.Open, FileAccess.Read, FileShare.None);
            using var second = new FileStream(other, FileMode.Open, FileAccess.Read, FileShare.Read);
            return false;
        }
        catch (IOException)
        {
            return true;
        }
    }

    private static bool IsInside(string folder, string path)
    {
        var (outer, inner) = (Real(folder), Real(path));
        return inner == outer || inner.StartsWith(outer + Path.DirectorySeparatorChar, StringComparison.Ordinal);
    }

    /// <summary>The path without links, as far as it is there.</summary>
    private static string Real(string path)
    {
        var full = Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));
        if (Path.GetDirectoryName(full) is not { } parent)
            return full;
        var target = Directory.Exists(full) ? new DirectoryInfo(full).ResolveLinkTarget(returnFinalTarget: true) : null;
        return target is null ? Path.Combine(Real(parent), Path.GetFileName(full)) : Real(target.FullName);
    }
}
