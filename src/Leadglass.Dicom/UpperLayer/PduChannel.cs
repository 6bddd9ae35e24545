using System.Buffers;
using Leadglass.Dicom.Network;

namespace Leadglass.Dicom.UpperLayer;

/// <summary>
/// Frames the bytes of a transport into PDUs, within limits and deadlines. The network's failures come back as a status.
/// One reader and any number of writers may use it at a time.
/// </summary>
internal sealed class PduChannel(Stream transport, AssociationOptions options) : IAsyncDisposable
{
    private const int InitialBuffer = 8192;

    private readonly SemaphoreSlim _writing = new(1, 1);
    private CancellationTokenSource _deadline = new(Timeout.InfiniteTimeSpan, options.TimeProvider);
    private byte[] _buffer = ArrayPool<byte>.Shared.Rent(InitialBuffer);
    private int _start;
    private int _end;
    private int _pduSize;
    private int _inUse;
    private bool _isLost;
    private ChannelStatus _writeEnd;
    private bool _disposed;

    /// <summary>Header of the PDU that the last read found.</summary>
    public PduHeader Header { get; private set; }

    /// <summary>The PDU that the last read found, its header included; valid until the next read.</summary>
    public ReadOnlyMemory<byte> Pdu => _buffer.AsMemory(_start, _pduSize);

    /// <summary>A copy of the first bytes that were received and not yet taken as a PDU.</summary>
    public byte[] CopyUnread(int most) => _buffer.AsSpan(_start, Math.Min(most, _end - _start)).ToArray();

    /// <summary>
    /// Reads the next PDU. The bytes of the one before are given up. After bytes that are no PDU nobody can say where the next one starts:
    /// from then on everything is thrown away, and only the end of the transport is reported.
    /// </summary>
    public async ValueTask<ChannelStatus> ReadAsync(TimeSpan timeout, CancellationToken cancellationToken)
    {
        if (Interlocked.Exchange(ref _inUse, 1) != 0)
            throw new InvalidOperationException("Another read of this association has not ended yet.");
        try
        {
            Skip();
            if (Frame() is { } status)
                return status;

            var deadline = Arm(timeout);
            await using var registration = cancellationToken.UnsafeRegister(static state => ((CancellationTokenSource)state!).Cancel(), _deadline);
            try
            {
                while (await FillAsync(deadline))
                {
                    if (Frame() is { } framed)
                        return framed;
                }
                return ChannelStatus.Closed;
            }
            catch (OperationCanceledException)
            {
                cancellationToken.ThrowIfCancellationRequested();
                return ChannelStatus.TimedOut;
            }
            catch (Exception failure) when (failure is IOException or ObjectDisposedException)
            {
                return ChannelStatus.Reset;
            }
            finally
            {
                _deadline.CancelAfter(Timeout.InfiniteTimeSpan);
            }
        }
        finally
        {
            Volatile.Write(ref _inUse, 0);
        }
    }

    /// <summary>Writes all bytes. After anything but <see cref="ChannelStatus.Done"/> nothing more is written.</summary>
    public async ValueTask<ChannelStatus> WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        await _writing.WaitAsync(cancellationToken);
        try
        {
            if (_writeEnd != ChannelStatus.Done)
                return _writeEnd;

            // Whatever ends this write before its last byte leaves a piece of a PDU behind: nothing can follow it.
            _writeEnd = ChannelStatus.Reset;
            var write = transport.WriteAsync(bytes, cancellationToken);
            // Nearly always the kernel takes the bytes at once; only a peer that does not read makes us wait.
            if (write.IsCompleted)
                await write;
            else
                await write.AsTask().WaitAsync(options.ResponseTimeout, options.TimeProvider, cancellationToken);
            await transport.FlushAsync(cancellationToken);
            return _writeEnd = ChannelStatus.Done;
        }
        catch (TimeoutException)
        {
            return _writeEnd = ChannelStatus.TimedOut;
        }
        catch (Exception failure) when (failure is IOException or ObjectDisposedException)
        {
            return ChannelStatus.Reset;
        }
        finally
        {
            _writing.Release();
        }
    }

    /// <summary>A last word before the transport is closed: written unless another write is under way, and not waited for.</summary>
    public async ValueTask WriteLastAsync(ReadOnlyMemory<byte> bytes)
    {
        if (_writeEnd != ChannelStatus.Done || !_writing.Wait(0, CancellationToken.None))
            return;
        try
        {
            var write = transport.WriteAsync(bytes, CancellationToken.None).AsTask();
            if (write.IsCompleted)
                await write;
        }
        catch (Exception failure) when (failure is IOException or ObjectDisposedException)
        {
            // The peer is gone: there is nobody to tell.
        }
        finally
        {
            _writing.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_disposed)
            return;
        _disposed = true;
        await transport.DisposeAsync();
        // A read that still runs may yet write into the buffer and disarm its deadline: then both are left to the collector.
        if (Interlocked.Exchange(ref _inUse, 1) != 0)
            return;
        _deadline.Dispose();
        ArrayPool<byte>.Shared.Return(_buffer);
    }

    /// <summary>Looks for a PDU at the start of what is unread; null when more bytes are needed.</summary>
    private ChannelStatus? Frame()
    {
        if (_isLost)
            return null;

        var unread = _buffer.AsSpan(_start, _end - _start);
        // The first byte alone tells most other protocols apart: do not wait for five more that may never come.
        if (!unread.IsEmpty && !PduHeader.IsKnown((PduType)unread[0]))
            return Lost(ChannelStatus.NotDicom);

        if (!PduHeader.TryRead(unread, options.PduLengthLimit, out var header, out var fault))
            return fault == HeaderFault.Incomplete ? null : Lost(ChannelStatus.TooLong);
        if (header.Type == PduType.DataTransfer && header.Length > options.MaxPduLength && options.Conformance != Conformance.Lenient)
            return Lost(ChannelStatus.TooLong);
        if (header.Length > (uint)(unread.Length - PduHeader.Size))
            return null;

        Header = header;
        _pduSize = PduHeader.Size + (int)header.Length;
        return ChannelStatus.Done;
    }

    private ChannelStatus Lost(ChannelStatus why)
    {
        _isLost = true;
        return why;
    }

    private void Skip()
    {
        _start = _isLost ? _end : _start + _pduSize;
        _pduSize = 0;
    }

    private async ValueTask<bool> FillAsync(CancellationToken deadline)
    {
        if (_isLost)
            _start = _end;
        MakeRoom();
        var count = await transport.ReadAsync(_buffer.AsMemory(_end), deadline);
        _end += count;
        return count > 0;
    }

    private void MakeRoom()
    {
        if (_start > 0)
        {
            _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
            _end -= _start;
            _start = 0;
        }
        if (_end < _buffer.Length)
            return;

        var larger = ArrayPool<byte>.Shared.Rent(_buffer.Length * 2);
        _buffer.AsSpan(0, _end).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = larger;
    }

    private CancellationToken Arm(TimeSpan timeout)
    {
        if (_deadline.IsCancellationRequested)
        {
            _deadline.Dispose();
            _deadline = new CancellationTokenSource(Timeout.InfiniteTimeSpan, options.TimeProvider);
        }
        _deadline.CancelAfter(timeout);
        return _deadline.Token;
    }
}
