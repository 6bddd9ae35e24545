using System.Buffers.Binary;
using System.Net;
using System.Numerics;
using System.Runtime.InteropServices;
using System.Text;
using Leadglass.Audit.Syslog;
using Microsoft.Win32.SafeHandles;

namespace Leadglass.Audit.Storage;

/// <summary>
/// Messages that were received and are not in the store yet, in a file that nobody else may open meanwhile. What <see cref="Append"/> took survives a kill
/// and a failure of power: it can be acknowledged, and reading, judging and indexing can wait. When all of it is in the store, the file is emptied.
/// </summary>
/// <remarks>
/// Sixteen octets: a signature, and the place of the first message that is not in the store. Then the messages, each with its length and its CRC-32C in
/// front (both 4 octets): when it was received (8, milliseconds of UTC since 1970), transport (1), 1 for a message of syslog and 0 otherwise (1), length of
/// the sender's address (1), the address in ASCII, the octets as they came. All numbers are little-endian. One thread appends, another reads, a third is done with what was read.
/// </remarks>
public sealed class AuditJournal : IDisposable
{
    /// <summary>What the file has behind the name of its store where nothing else is said.</summary>
    public const string Extension = ".incoming";

    /// <summary>How long the file shall become: some 20 seconds of a busy store.</summary>
    public const long Most = 256 * 1024 * 1024;

    private const int HeaderLength = 16;
    private const int FrameLength = 8;
    private const int PayloadHeaderLength = 11;
    private const int LongestPayload = SyslogCapture.LongestMessage + 1_024;

    private static readonly TimeSpan Polling = TimeSpan.FromMilliseconds(20);

    private readonly FileStream _stream;
    private readonly long _most;
    private readonly Lock _gate = new();
    private readonly MemoryStream _appended = new();
    private byte[] _taken = new byte[64 * 1024];
    private long _first;
    private long _end;

    private AuditJournal(FileStream stream, long most) => (_stream, _most) = (stream, most);

    private static ReadOnlySpan<byte> Signature => "LGAUDJ1\n"u8;

    private SafeFileHandle Handle => _stream.SafeFileHandle;

    /// <summary>The file.</summary>
    public string Path => _stream.Name;

    /// <summary>Octets that wait to be taken out.</summary>
    public long Waiting
    {
        get
        {
            lock (_gate)
                return _end - _first;
        }
    }

    /// <summary>The place of the message that has waited longest.</summary>
    public long First
    {
        get
        {
            lock (_gate)
                return _first;
        }
    }

    /// <summary>Whether the file has grown as far as it shall, counting what was taken out already: it can be used again when it is empty.</summary>
    public bool IsFull
    {
        get
        {
            lock (_gate)
                return _end >= _most;
        }
    }

    /// <summary>Opens a journal with all that waits in it, or makes one that its owner alone can read.</summary>
    /// <param name="path">The file.</param>
    /// <param name="damaged">Told in a sentence when something in it is no message, and where the octets are now.</param>
    /// <param name="most">How long the file shall become, in octets; <see cref="IsFull"/> tells, and nothing is refused for it.</param>
    /// <exception cref="IOException">It cannot be opened, another program has it open, or it is something else.</exception>
    public static AuditJournal Open(string path, Action<string> damaged, long most = Most)
    {
        ArgumentNullException.ThrowIfNull(damaged);
        var journal = new AuditJournal(OpenAlone(path), most);
        try
        {
            journal.Recover(damaged);
            return journal;
        }
        catch
        {
            journal.Dispose();
            throw;
        }
    }

    /// <summary>Waits a little until what is in a journal now is in the store, while a service has it open.</summary>
    /// <param name="path">The file; nothing waits in one that is not there.</param>
    /// <param name="patience">How long at most.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <returns>How many octets wait still.</returns>
    public static async Task<long> SettleAsync(string path, TimeSpan patience, TimeProvider time, CancellationToken cancellationToken)
    {
        var begin = time.GetTimestamp();
        var (first, now) = (Octets(), Octets());
        // Emptied once, the file has nothing more of what was in it at first.
        for (; now > 0 && now >= first && time.GetElapsedTime(begin) < patience; now = Octets())
            await Task.Delay(Polling, time, cancellationToken);
        return now < first ? 0 : now;

        long Octets() => new FileInfo(path) is { Exists: true } file ? Math.Max(0, file.Length - HeaderLength) : 0;
    }

    /// <summary>Adds messages, all or none; they are on the disk when this returns.</summary>
    /// <param name="messages">What came, and when.</param>
    /// <exception cref="IOException">The disk is full, or fails.</exception>
    public void Append(IReadOnlyList<(ReceivedMessage Message, DateTimeOffset At)> messages)
    {
        ArgumentNullException.ThrowIfNull(messages);
        _appended.SetLength(0);
        foreach (var (message, at) in messages)
            Write(_appended, message, at);
        var octets = _appended.GetBuffer().AsSpan(0, (int)_appended.Length);
        lock (_gate)
        {
            try
            {
                RandomAccess.Write(Handle, octets, _end);
                RandomAccess.FlushToDisk(Handle);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentOutOfRangeException)
            {
                ShortenTo(_end);
                // .NET has ArgumentOutOfRangeException for EFBIG, a limit of the system for files.
                throw new IOException($"{Path}: {(e is ArgumentOutOfRangeException ? "the file may not grow" : e.Message)}", e);
            }

            _end += octets.Length;
        }
    }

    /// <summary>Messages in the order in which they came; they stay until <see cref="Done"/>.</summary>
    /// <param name="from"><see cref="First"/>, or the place behind those that were read last.</param>
    /// <param name="most">How many at most.</param>
    /// <param name="mostOctets">About how many octets at most; one message at least.</param>
    /// <param name="next">The place behind them.</param>
    /// <exception cref="IOException">The disk fails.</exception>
    public IReadOnlyList<(ReceivedMessage Message, DateTimeOffset At)> Read(long from, int most, int mostOctets, out long next)
    {
        next = from;
        long end;
        lock (_gate)
            end = _end;
        var messages = new List<(ReceivedMessage, DateTimeOffset)>();
        while (messages.Count < most && next < end && next - from < mostOctets)
        {
            if (Read(next, end) is not { } payload)
                throw new IOException($"{Path}: what was written is not what is read; the disk fails");
            messages.Add(Message(payload));
            next += FrameLength + payload.Length;
        }

        return messages;
    }

    /// <summary>Forgets messages that are in the store.</summary>
    /// <param name="next">The place behind the last of them.</param>
    /// <exception cref="IOException">The disk fails; they may come again.</exception>
    public void Done(long next)
    {
        lock (_gate)
        {
            _first = next;
            if (_first == _end)
            {
                ShortenTo(HeaderLength);
                (_first, _end) = (HeaderLength, HeaderLength);
            }

            WriteHeader();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _stream.Dispose();
        _appended.Dispose();
    }

    private static FileStream OpenAlone(string path)
    {
        try
        {
            return new FileStream(path, ForOwner(FileMode.OpenOrCreate, FileAccess.ReadWrite));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw new IOException($"the journal {path} cannot be opened: {e.Message} Each leadglass audit serve needs a --journal of its own, and may write it.", e);
        }
    }

    private static FileStreamOptions ForOwner(FileMode mode, FileAccess access)
    {
        var options = new FileStreamOptions { Mode = mode, Access = access, Share = FileShare.None, BufferSize = 0 };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return options;
    }

    /// <summary>Finds the end of what is whole. A message that was cut off by a kill was never acknowledged.</summary>
    private void Recover(Action<string> damaged)
    {
        var length = RandomAccess.GetLength(Handle);
        (_first, _end) = (HeaderLength, HeaderLength);
        if (length >= HeaderLength)
        {
            var header = new byte[HeaderLength];
            RandomAccess.Read(Handle, header, 0);
            if (!header.AsSpan().StartsWith(Signature))
                throw new IOException($"{Path} is no journal of audit messages; choose another --journal");
            var first = BinaryPrimitives.ReadInt64LittleEndian(header.AsSpan(Signature.Length));
            // Written before the file was emptied, and the power failed between.
            _first = first is >= HeaderLength && first <= length ? first : HeaderLength;
        }
        else if (length > 0 && !IsBeginningOfHeader((int)length))
        {
            throw new IOException($"{Path} is no journal of audit messages; choose another --journal");
        }

        for (_end = _first; Read(_end, length) is { } payload;)
            _end += FrameLength + payload.Length;
        if (_end < length && !IsCutOff(_end, length))
            damaged($"{Path}: no message stands at octet {_end:N0}; the {length - _end:N0} octets from there on are in {KeepAside(_end, length)} now");
        ShortenTo(_end);
        WriteHeader();
    }

    private bool IsBeginningOfHeader(int length)
    {
        var begin = new byte[length];
        RandomAccess.Read(Handle, begin, 0);
        return Signature.StartsWith(begin.AsSpan(0, Math.Min(length, Signature.Length)));
    }

    private bool IsCutOff(long place, long length)
    {
        Span<byte> frame = stackalloc byte[FrameLength];
        return length - place < FrameLength || (RandomAccess.Read(Handle, frame, place) == FrameLength && BinaryPrimitives.ReadInt32LittleEndian(frame) is > 0 and <= LongestPayload and var payload && place + FrameLength + payload > length);
    }

    private string KeepAside(long from, long length)
    {
        var path = Path + ".damaged";
        using var copy = new FileStream(path, ForOwner(FileMode.Append, FileAccess.Write));
        var buffer = new byte[64 * 1024];
        for (int read; from < length && (read = RandomAccess.Read(Handle, buffer.AsSpan(0, (int)Math.Min(buffer.Length, length - from)), from)) > 0; from += read)
            copy.Write(buffer, 0, read);
        copy.Flush(flushToDisk: true);
        return path;
    }

    private void ShortenTo(long length)
    {
        if (RandomAccess.GetLength(Handle) > length)
            RandomAccess.SetLength(Handle, length);
    }

    private void WriteHeader()
    {
        Span<byte> header = stackalloc byte[HeaderLength];
        Signature.CopyTo(header);
        BinaryPrimitives.WriteInt64LittleEndian(header[Signature.Length..], _first);
        RandomAccess.Write(Handle, header, 0);
    }

    private static void Write(MemoryStream stream, ReceivedMessage message, DateTimeOffset at)
    {
        var remote = Encoding.ASCII.GetBytes($"{message.Remote}");
        var length = PayloadHeaderLength + remote.Length + message.Octets.Length;
        var begin = (int)stream.Position;
        stream.SetLength(begin + FrameLength + length);
        var frame = stream.GetBuffer().AsSpan(begin, FrameLength + length);
        var payload = frame[FrameLength..];
        BinaryPrimitives.WriteInt64LittleEndian(payload, at.ToUnixTimeMilliseconds());
        payload[8] = (byte)message.Transport;
        payload[9] = message.IsSyslog ? (byte)1 : (byte)0;
        payload[10] = (byte)remote.Length;
        remote.CopyTo(payload[PayloadHeaderLength..]);
        message.Octets.Span.CopyTo(payload[(PayloadHeaderLength + remote.Length)..]);
        BinaryPrimitives.WriteInt32LittleEndian(frame, length);
        BinaryPrimitives.WriteUInt32LittleEndian(frame[4..], Checksum(payload));
        stream.Position = begin + FrameLength + length;
    }

    /// <summary>The payload at a place; <see langword="null"/> if no whole message stands there. Valid until the next one is read.</summary>
    private ReadOnlyMemory<byte>? Read(long place, long end)
    {
        Span<byte> frame = stackalloc byte[FrameLength];
        if (end - place < FrameLength || RandomAccess.Read(Handle, frame, place) < FrameLength)
            return null;
        var length = BinaryPrimitives.ReadInt32LittleEndian(frame);
        if (length is < PayloadHeaderLength or > LongestPayload || place + FrameLength + length > end)
            return null;
        if (_taken.Length < length)
            _taken = new byte[length];
        var payload = _taken.AsMemory(0, length);
        if (RandomAccess.Read(Handle, payload.Span, place + FrameLength) < length || Checksum(payload.Span) != BinaryPrimitives.ReadUInt32LittleEndian(frame[4..]) || !IsMessage(payload.Span))
            return null;
        return payload;
    }

    private static bool IsMessage(ReadOnlySpan<byte> payload) =>
        PayloadHeaderLength + payload[10] <= payload.Length
        && BinaryPrimitives.ReadInt64LittleEndian(payload) is var at && at >= DateTimeOffset.MinValue.ToUnixTimeMilliseconds() && at <= DateTimeOffset.MaxValue.ToUnixTimeMilliseconds();

    private static (ReceivedMessage Message, DateTimeOffset At) Message(ReadOnlyMemory<byte> payload)
    {
        var octets = payload.Span;
        var remote = octets.Slice(PayloadHeaderLength, octets[10]);
        return (
            new ReceivedMessage
            {
                Transport = (SyslogTransport)octets[8],
                IsSyslog = octets[9] == 1,
                Remote = IPEndPoint.TryParse(Encoding.ASCII.GetString(remote), out var endpoint) ? endpoint : null,
                Octets = octets[(PayloadHeaderLength + remote.Length)..].ToArray(),
            },
            DateTimeOffset.FromUnixTimeMilliseconds(BinaryPrimitives.ReadInt64LittleEndian(octets)));
    }

    private static uint Checksum(ReadOnlySpan<byte> octets)
    {
        var checksum = uint.MaxValue;
        var words = MemoryMarshal.Cast<byte, ulong>(octets);
        foreach (var word in words)
            checksum = BitOperations.Crc32C(checksum, word);
        foreach (var octet in octets[(words.Length * sizeof(ulong))..])
            checksum = BitOperations.Crc32C(checksum, octet);
        return ~checksum;
    }
}
