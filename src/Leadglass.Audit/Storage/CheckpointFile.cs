using System.Text;

namespace Leadglass.Audit.Storage;

/// <summary>Checkpoints, one a line, in a text file that only grows. Whoever keeps a copy of it where nobody can change both will notice a shortened store.</summary>
/// <param name="path">The file; made with its first line.</param>
public sealed class CheckpointFile(string path)
{
    private const int LongestFile = 256 * 1024 * 1024;

    /// <summary>Whether the file is there.</summary>
    public bool Exists => File.Exists(path);

    /// <summary>Appends a checkpoint; it is on the disk when this returns.</summary>
    /// <param name="checkpoint">The checkpoint.</param>
    /// <exception cref="IOException">The file cannot be written to. It then has no line more than before, or half a one, which the next call removes.</exception>
    public void Append(Checkpoint checkpoint)
    {
        ArgumentNullException.ThrowIfNull(checkpoint);
        try
        {
            using var file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read);
            file.SetLength(LengthOfWholeLines(file));
            file.Seek(0, SeekOrigin.End);
            file.Write(Encoding.ASCII.GetBytes(checkpoint.Line + "\n"));
            file.Flush(flushToDisk: true);
        }
        catch (UnauthorizedAccessException e)
        {
            throw new IOException(e.Message, e);
        }
    }

    /// <summary>Reads every line that was written to its end.</summary>
    /// <param name="unreadable">Takes the numbers of lines that are no checkpoint.</param>
    /// <returns>The checkpoints in the order of the file, their signatures not checked.</returns>
    /// <exception cref="IOException">The file is not there, cannot be read, or is longer than any of these.</exception>
    public IReadOnlyList<Checkpoint> Read(ICollection<int>? unreadable = null)
    {
        if (new FileInfo(path).Length > LongestFile)
            throw new IOException($"{path} is longer than {LongestFile:N0} octets, which is no file of checkpoints");
        // What follows the last line feed was cut off by a failure of power while it was written.
        var lines = File.ReadAllText(path, Encoding.Latin1).Split('\n')[..^1];
        var checkpoints = new List<Checkpoint>();
        for (var index = 0; index < lines.Length; index++)
        {
            if (Checkpoint.TryRead(lines[index]) is { } checkpoint)
                checkpoints.Add(checkpoint);
            else
                unreadable?.Add(index + 1);
        }

        return checkpoints;
    }

    private static long LengthOfWholeLines(FileStream file)
    {
        for (var length = file.Length; length > 0; length--)
        {
            file.Position = length - 1;
            if (file.ReadByte() == '\n')
                return length;
        }

        return 0;
    }
}
