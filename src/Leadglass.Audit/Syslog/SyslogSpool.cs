using System.Globalization;

namespace Leadglass.Audit.Syslog;

/// <summary>
/// Keeps messages on disk until a receiver has read them, in their order. A message is forgotten only when the connection that carried it was closed
/// properly from both sides: after a break it is sent again, so that a receiver may get it twice, and never not at all.
/// </summary>
public sealed class SyslogSpool
{
    private const int Batch = 1000;
    private const string Extension = ".syslog";

    private readonly string _folder;
    private readonly int _most;
    private long _last;

    /// <summary>Takes up a folder, with what an earlier run has left in it.</summary>
    /// <param name="folder">The folder; made if it is not there. One spool a folder.</param>
    /// <param name="mostMessages">How many messages it takes; a million by default.</param>
    /// <exception cref="IOException">The folder cannot be made or read.</exception>
    public SyslogSpool(string folder, int mostMessages = 1_000_000)
    {
        (_folder, _most) = (folder, mostMessages);
        Directory.CreateDirectory(folder);
        foreach (var path in Directory.EnumerateFiles(folder, "*" + Extension))
        {
            Count++;
            if (long.TryParse(Path.GetFileNameWithoutExtension(path), NumberStyles.None, CultureInfo.InvariantCulture, out var number))
                _last = Math.Max(_last, number);
        }
    }

    /// <summary>How many messages wait.</summary>
    public int Count { get; private set; }

    /// <summary>Stores a message; it is on the disk when this returns.</summary>
    /// <param name="message">The octets of one message, without a frame.</param>
    /// <exception cref="IOException">The spool or the disk is full.</exception>
    public void Add(ReadOnlySpan<byte> message)
    {
        if (Count >= _most)
            throw new IOException($"the spool is full: {Count:N0} messages wait in {_folder}");

        // Under its name only when it is whole: what a crash leaves behind is not taken for a message.
        var path = PathOf(++_last);
        var unfinished = path + ".new";
        using (var file = new FileStream(unfinished, FileMode.Create, FileAccess.Write))
        {
            file.Write(message);
            file.Flush(flushToDisk: true);
        }

        File.Move(unfinished, path);
        Count++;
    }

    /// <summary>Sends what waits, oldest first.</summary>
    /// <param name="sender">Where to.</param>
    /// <param name="cancellationToken">Ends it; nothing is lost.</param>
    /// <returns><see langword="null"/> if nothing waits any more, otherwise why the rest still does.</returns>
    /// <exception cref="IOException">A file cannot be read or deleted.</exception>
    public async Task<string?> ForwardAsync(SyslogSender sender, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(sender);
        var waiting = Directory.EnumerateFiles(_folder, "*" + Extension).Order(StringComparer.Ordinal);
        foreach (var batch in waiting.Chunk(Batch))
        {
            foreach (var path in batch)
            {
                if (await sender.SendAsync(await File.ReadAllBytesAsync(path, cancellationToken), cancellationToken) is { } failure)
                    return failure;
            }

            if (await sender.CloseAsync(cancellationToken) is { } doubt)
                return doubt;
            foreach (var path in batch)
            {
                File.Delete(path);
                Count--;
            }
        }

        return null;
    }

    private string PathOf(long number) => Path.Combine(_folder, number.ToString("D19", CultureInfo.InvariantCulture) + Extension);
}
