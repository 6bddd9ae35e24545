using System.Net;
using System.Net.Sockets;
using Leadglass.Tls.Messages;

namespace Leadglass.Tls.Client;

/// <summary>A connection of a client up to where its first word is known.</summary>
internal sealed class Opening : IDisposable
{
    private const byte AssociateRequest = 1;    // PS3.8 §9.3.2: no record of TLS begins so

    private readonly Socket _socket;
    private readonly NetworkStream _stream;
    private readonly List<byte> _first = [];

    private Opening(Socket socket)
    {
        _socket = socket;
        _stream = new NetworkStream(socket, ownsSocket: true);
    }

    /// <summary>The hello; <see langword="null"/> where none came.</summary>
    public ClientHello? Hello { get; private set; }

    /// <summary>The first byte is that of an A-ASSOCIATE-RQ in clear text.</summary>
    public bool IsDicom { get; private set; }

    public string Address => ((IPEndPoint)_socket.RemoteEndPoint!).Address is { IsIPv4MappedToIPv6: true } mapped
        ? $"{mapped.MapToIPv4()}"
        : $"{((IPEndPoint)_socket.RemoteEndPoint!).Address}";

    /// <summary>The connection as if nothing had been read from it.</summary>
    public Stream Replayed => new ReplayStream(_first.ToArray(), _stream);

    /// <summary>The connection after what was read.</summary>
    public Stream Rest => _stream;

    /// <summary>Reads until the first word is known.</summary>
    /// <param name="socket">The connection; it belongs to the result.</param>
    /// <param name="cancellationToken">Ends the wait; what came so far stands.</param>
    public static async Task<Opening> ReadAsync(Socket socket, CancellationToken cancellationToken)
    {
        var opening = new Opening(socket);
        var reader = new MessageReader();
        var buffer = new byte[4096];
        try
        {
            while (opening.Hello is null && !opening.IsDicom && !reader.IsBroken)
            {
                var count = await opening._stream.ReadAsync(buffer, cancellationToken);
                if (count == 0)
                    break;
                opening._first.AddRange(buffer.AsSpan(0, count));
                opening.IsDicom = opening._first[0] == AssociateRequest;
                reader.Feed(buffer.AsSpan(0, count));
                while (reader.TryRead(out var message))
                    opening.Hello ??= message as ClientHello;
            }
        }
        catch (Exception e) when (e is IOException or OperationCanceledException)
        {
            // A connection that breaks or says nothing is no first word: the caller sees that there is none.
        }

        return opening;
    }

    /// <summary>Ends the connection by a reset.</summary>
    public void Reset()
    {
        _socket.LingerState = new LingerOption(enable: true, seconds: 0);
        _stream.Dispose();
    }

    public void Dispose() => _stream.Dispose();
}
