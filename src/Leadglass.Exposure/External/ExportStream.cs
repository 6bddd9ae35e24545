using System.IO.Compression;

namespace Leadglass.Exposure.External;

/// <summary>The bytes of an export, unpacked where they are gzip. What cannot be read ends the stream and is remembered.</summary>
internal sealed class ExportStream : IDisposable
{
    // Exports shrink five to thirty times; what is made to burst shrinks a thousand times.
    private const int MaximumRatio = 300;
    private const long AlwaysAllowed = 64 << 20;

    private readonly Stream _file;
    private readonly Stream _bytes;
    private long _read;

    public ExportStream(Stream file)
    {
        _file = file;
        Span<byte> magic = stackalloc byte[2];
        var isGzip = file.ReadAtLeast(magic, magic.Length, throwOnEndOfStream: false) == magic.Length && magic is [0x1F, 0x8B];   // RFC 1952 §2.3.1
        file.Position = 0;
        _bytes = isGzip ? new GZipStream(file, CompressionMode.Decompress, leaveOpen: true) : file;
    }

    /// <summary>Why the stream ended early.</summary>
    public string? Problem { get; private set; }

    public int Read(Span<byte> buffer)
    {
        if (Problem is not null)
            return 0;
        try
        {
            var read = _bytes.Read(buffer);
            _read += read;
            if (_bytes == _file || _read <= AlwaysAllowed || _read / MaximumRatio <= _file.Position)
                return read;
            Problem = $"unpacks to more than {MaximumRatio} times its size: it was not read on";
        }
        catch (InvalidDataException)
        {
            Problem = "damaged or cut-off gzip: download it again";
        }
        catch (IOException e)
        {
            Problem = e.Message;
        }

        return 0;
    }

    public void Dispose()
    {
        if (_bytes != _file)
            _bytes.Dispose();
    }
}
