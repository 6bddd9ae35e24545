using System.Buffers;
using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;

namespace Leadglass.Bench;

/// <summary>Ten thousand DICOM systems in one: accepts associations on every loopback address, and serves nobody from outside.</summary>
internal sealed class Acceptor : IDisposable
{
    private const int Backlog = 4096;
    private const int AcceptLoops = 4;
    private const int PduHeaderLength = 6;
    private const int BufferLength = 8 * 1024;

    private readonly Socket _listener = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
    private readonly Lock _lock = new();
    private int _open;
    private int _maximumOpen;
    private Dictionary<Outcome, int> _outcomes = [];
    private int _opened;
    private int _partial;

    /// <summary>Binds the port on all addresses: a single socket cannot be bound to all of 127.0.0.0/8 and nothing else.</summary>
    internal Acceptor(int port) => _listener.Bind(new IPEndPoint(IPAddress.Any, port));

    private enum Outcome
    {
        Silent,
        Rejected,
        Dropped,
        Released,
        Aborted,
    }

    internal void Start()
    {
        _listener.Listen(Backlog);
        for (var i = 0; i < AcceptLoops; i++)
            _ = AcceptAsync();
    }

    internal AcceptorCounts TakeCounts()
    {
        lock (_lock)
        {
            var outcomes = _outcomes;
            int Of(Outcome outcome) => outcomes.GetValueOrDefault(outcome);
            var accepted = Of(Outcome.Released) + Of(Outcome.Aborted) + Of(Outcome.Dropped);
            var counts = new AcceptorCounts(
                _opened, _maximumOpen, accepted, Of(Outcome.Rejected), Of(Outcome.Released), Of(Outcome.Aborted), Of(Outcome.Dropped), Of(Outcome.Silent), _partial);
            (_outcomes, _opened, _partial, _maximumOpen) = ([], 0, 0, _open);
            return counts;
        }
    }

    public void Dispose() => _listener.Dispose();

    // One in ten rejects: those whose address ends in a multiple of ten.
    private static bool Rejects(IPAddress address)
    {
        Span<byte> octets = stackalloc byte[4];
        address.TryWriteBytes(octets, out _);
        return octets[3] % 10 == 0;
    }

    private async Task AcceptAsync()
    {
        while (true)
        {
            var socket = await _listener.AcceptAsync();
            if (IPAddress.IsLoopback(((IPEndPoint)socket.RemoteEndPoint!).Address))
                _ = ServeAsync(socket);
            else
                socket.Dispose();
        }
    }

    private async Task ServeAsync(Socket socket)
    {
        lock (_lock)
        {
            _opened++;
            _maximumOpen = Math.Max(_maximumOpen, ++_open);
        }

        var buffer = ArrayPool<byte>.Shared.Rent(BufferLength);
        var outcome = Outcome.Silent;
        try
        {
            while (await ReadPduAsync(socket, buffer) is > 0 and var length)
            {
                switch (buffer[0])
                {
                    case PduType.AssociateRequest when Rejects(((IPEndPoint)socket.LocalEndPoint!).Address):
                        outcome = Outcome.Rejected;
                        await socket.SendAsync(CannedAnswers.CalledAETitleNotRecognized);
                        break;
                    case PduType.AssociateRequest:
                        outcome = Outcome.Dropped; // until it says goodbye
                        await socket.SendAsync(CannedAnswers.Accept(buffer.AsSpan(0, length)));
                        break;
                    case PduType.ReleaseRequest:
                        outcome = Outcome.Released;
                        await socket.SendAsync(CannedAnswers.ReleaseResponse);
                        break;
                    case PduType.Abort:
                        outcome = Outcome.Aborted;
                        break;
                }
            }
        }
        catch (SocketException)
        {
            // A reset ends the connection like any other end; the outcome tells what was said before.
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
            socket.Dispose();
            lock (_lock)
            {
                _open--;
                _outcomes[outcome] = _outcomes.GetValueOrDefault(outcome) + 1;
            }
        }
    }

    /// <summary>Reads one PDU to the start of the buffer. Both contenders wait for the answer before they send more, so nothing follows it.</summary>
    /// <returns>Its length with the header; 0 at the end of the connection, and for a PDU that no contender sends.</returns>
    private async Task<int> ReadPduAsync(Socket socket, byte[] buffer)
    {
        var filled = 0;
        while (true)
        {
            var count = await socket.ReceiveAsync(buffer.AsMemory(filled));
            if (count == 0)
                return 0;
            filled += count;
            if (filled >= PduHeaderLength)
            {
                var length = PduHeaderLength + (long)BinaryPrimitives.ReadUInt32BigEndian(buffer.AsSpan(2));
                if (length > BufferLength)
                    return 0;
                if (filled >= length)
                    return (int)length;
            }

            Interlocked.Increment(ref _partial);
        }
    }
}
