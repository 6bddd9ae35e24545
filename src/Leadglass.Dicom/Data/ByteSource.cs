using Microsoft.Win32.SafeHandles;

namespace Leadglass.Dicom.Data;

/// <summary>
/// Bytes that can be read at any offset and are not loaded: a file, a stream or memory. Several threads may read from one at a time.
/// </summary>
public abstract class ByteSource : IDisposable
{
    /// <summary>Smaller files are read at once: a tree asks for a few bytes in many places.</summary>
    private const int MostLoaded = 256 * 1024;

    private static readonly TimeSpan MostWaited = TimeSpan.FromSeconds(2);

    /// <summary>Number of bytes.</summary>
    public abstract long Length { get; }

    /// <summary>Bytes in memory.</summary>
    /// <param name="bytes">The bytes; they must not change while the source is used.</param>
    public static ByteSource From(ReadOnlyMemory<byte> bytes) => new MemorySource(bytes);

    /// <summary>The bytes of a stream from its current position to its end. The stream is not closed, and must not be used meanwhile.</summary>
    /// <param name="stream">A stream that can seek; others have to be stored first.</param>
    /// <exception cref="ArgumentException">The stream cannot seek.</exception>
    public static ByteSource From(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        return stream.CanSeek ? new StreamSource(stream) : throw new ArgumentException("The stream cannot seek.", nameof(stream));
    }

    /// <summary>Opens a file for reading; others may read it meanwhile.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="IOException">The file is not there or cannot be opened; or it is a pipe or a device, which cannot be read at any offset: store it first.</exception>
    /// <exception cref="UnauthorizedAccessException">The file must not be read, or is a folder.</exception>
    public static ByteSource Open(string path)
    {
        var file = new FileSource(OpenHandle(path));
        if (file.Length > MostLoaded)
            return file;
        using (file)
            return From(file.ReadBytes(new ByteRange(0, file.Length)));
    }

    /// <summary>A pipe that nobody writes to is not opened, ever. Like a device it has no length, so only what has none is opened beside.</summary>
    private static SafeFileHandle OpenHandle(string path)
    {
        if (new FileInfo(path) is not { Exists: true, Length: 0 })
            return File.OpenHandle(path);
        var opening = Task.Factory.StartNew(() => File.OpenHandle(path), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        if (!((IAsyncResult)opening).AsyncWaitHandle.WaitOne(MostWaited))
            throw new IOException("It does not open: a pipe that nobody writes to.");
        var handle = opening.GetAwaiter().GetResult();
        if (IsEmpty(handle))
            return handle;
        handle.Dispose();
        throw new IOException("It has no length: a pipe or a device. Store it in a file first.");
    }

    private static bool IsEmpty(SafeFileHandle handle)
    {
        try
        {
            return RandomAccess.Read(handle, new byte[1], 0) == 0;
        }
        catch (NotSupportedException)
        {
            return false;   // a pipe, which has no offsets
        }
    }

    /// <summary>Reads bytes.</summary>
    /// <param name="offset">Where from; at or behind the end nothing is read.</param>
    /// <param name="destination">Where to.</param>
    /// <returns>How many bytes were read: less than asked for only at the end of the source.</returns>
    /// <exception cref="IOException">The file or stream failed.</exception>
    public abstract int Read(long offset, Span<byte> destination);

    /// <summary>A part of the bytes in an array of its own.</summary>
    /// <param name="range">The part; what lies outside the source is left out.</param>
    /// <param name="most">Most bytes to read.</param>
    public byte[] ReadBytes(ByteRange range, int most = int.MaxValue)
    {
        var length = Math.Max(0, Math.Min(Math.Min(range.Length, most), Length - range.Offset));
        if (length > Array.MaxLength)
            throw new ArgumentException("The part is longer than an array can be; read it as a stream.", nameof(range));
        var bytes = new byte[length];
        var read = Read(range.Offset, bytes);
        return read == bytes.Length ? bytes : bytes[..read];
    }

    /// <summary>A part of the bytes as a stream of its own, which can seek and loads nothing.</summary>
    /// <param name="range">The part; what lies outside the source is left out.</param>
    public Stream OpenStream(ByteRange range) => new SourceStream(this, ByteRange.Between(range.Offset, Math.Min(range.End, Length)));

    /// <summary>Copies a part of the bytes; memory does not grow with it.</summary>
    /// <param name="range">The part; what lies outside the source is left out.</param>
    /// <param name="destination">Where to.</param>
    /// <exception cref="IOException">The source or the destination failed.</exception>
    public void CopyTo(ByteRange range, Stream destination)
    {
        ArgumentNullException.ThrowIfNull(destination);
        using var part = OpenStream(range);
        part.CopyTo(destination);
    }

    /// <summary>The bytes themselves where they are in memory anyway; else null.</summary>
    internal virtual ReadOnlyMemory<byte>? Memory => null;

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Closes what the source opened.</summary>
    /// <param name="disposing">Called by <see cref="Dispose()"/>.</param>
    protected virtual void Dispose(bool disposing)
    {
    }

    private sealed class MemorySource(ReadOnlyMemory<byte> bytes) : ByteSource
    {
        public override long Length => bytes.Length;

        internal override ReadOnlyMemory<byte>? Memory => bytes;

        public override int Read(long offset, Span<byte> destination)
        {
            if (offset >= bytes.Length)
                return 0;
            var source = bytes.Span[(int)offset..];
            var count = Math.Min(source.Length, destination.Length);
            source[..count].CopyTo(destination);
            return count;
        }
    }

    private sealed class FileSource(SafeFileHandle handle) : ByteSource
    {
        public override long Length { get; } = RandomAccess.GetLength(handle);

        public override int Read(long offset, Span<byte> destination)
        {
            var total = 0;
            while (total < destination.Length && RandomAccess.Read(handle, destination[total..], offset + total) is > 0 and var read)
                total += read;
            return total;
        }

        protected override void Dispose(bool disposing)
        {
            handle.Dispose();
            base.Dispose(disposing);
        }
    }

    private sealed class StreamSource(Stream stream) : ByteSource
    {
        private readonly Lock _position = new();
        private readonly long _start = stream.Position;

        public override long Length { get; } = stream.Length - stream.Position;

        public override int Read(long offset, Span<byte> destination)
        {
            lock (_position)
            {
                stream.Position = _start + offset;
                return stream.ReadAtLeast(destination, destination.Length, throwOnEndOfStream: false);
            }
        }
    }
}
