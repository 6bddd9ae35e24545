using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Leadglass.Audit.Syslog;

/// <summary>
/// Receives syslog over UDP, TCP and TLS, and hands out everything that comes, readable or not. What one sender does ends that sender's connection at most.
/// Of a connection that breaks, what had arrived is read to its end first.
/// </summary>
public sealed class SyslogReceiver : IAsyncDisposable
{
    private readonly SyslogReceiverOptions _options;
    private readonly Func<ReceivedMessage, ValueTask> _handle;
    private readonly Func<SyslogTransport, IPEndPoint, ValueTask<bool>>? _settle;
    private readonly CancellationTokenSource _stopping = new();
    private readonly SemaphoreSlim _places;
    private readonly List<IDisposable> _sockets = [];
    private readonly List<Task> _serving = [];

    private SyslogReceiver(SyslogReceiverOptions options, Func<ReceivedMessage, ValueTask> handle, Func<SyslogTransport, IPEndPoint, ValueTask<bool>>? settle)
    {
        (_options, _handle, _settle) = (options, handle, settle);
        _places = new SemaphoreSlim(options.MostConnections);
    }

    /// <summary>Where datagrams are received; <see langword="null"/> for nowhere.</summary>
    public IPEndPoint? Udp { get; private set; }

    /// <summary>Where connections in clear text are accepted; <see langword="null"/> for nowhere.</summary>
    public IPEndPoint? Tcp { get; private set; }

    /// <summary>Where TLS connections are accepted; <see langword="null"/> for nowhere.</summary>
    public IPEndPoint? Tls { get; private set; }

    /// <summary>Begins to listen.</summary>
    /// <param name="options">Where, and how much.</param>
    /// <param name="handle">Takes each message; called from several connections at once. It must not throw. A connection is read on when it has returned.</param>
    /// <param name="settle">
    /// Awaited when a connection was read to its end, with what it was and whose: closing it properly is the one acknowledgement that syslog has. It must not
    /// throw. When it says no, or was not asked, the connection is reset. <see langword="null"/> closes every connection properly.
    /// </param>
    /// <exception cref="ArgumentException">TLS without a certificate that has its private key.</exception>
    /// <exception cref="SocketException">A port is taken or not allowed.</exception>
    public static SyslogReceiver Start(
        SyslogReceiverOptions options, Func<ReceivedMessage, ValueTask> handle, Func<SyslogTransport, IPEndPoint, ValueTask<bool>>? settle = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        var certificate = options.Certificates?.FirstOrDefault(static candidate => candidate.HasPrivateKey);
        if (options.Tls is not null && certificate is null)
            throw new ArgumentException("TLS needs a certificate with its private key.", nameof(options));

        var receiver = new SyslogReceiver(options, handle, settle);
        try
        {
            receiver.Listen(certificate);
            return receiver;
        }
        catch (SocketException)
        {
            receiver.CloseSockets();
            throw;
        }
    }

    /// <summary>Stops listening, ends all connections, and waits until the last message was handled.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        CloseSockets();
        await Task.WhenAll(_serving);
        _stopping.Dispose();
        _places.Dispose();
    }

    private void Listen(X509Certificate2? certificate)
    {
        // Every socket first: a port that is taken must not leave half a receiver running.
        var udp = _options.Udp is { } datagrams ? Keep(Datagrams(datagrams)) : null;
        var tcp = _options.Tcp is { } clear ? Keep(Listener(clear)) : null;
        var tls = _options.Tls is { } secure ? Keep(Listener(secure)) : null;
        Udp = (IPEndPoint?)udp?.Client.LocalEndPoint;
        Tcp = (IPEndPoint?)tcp?.LocalEndpoint;
        Tls = (IPEndPoint?)tls?.LocalEndpoint;
        if (udp is not null)
            _serving.Add(ReceiveAsync(udp));
        if (tcp is not null)
            _serving.Add(AcceptAsync(tcp, SyslogTransport.Tcp, null));
        if (tls is not null)
            _serving.Add(AcceptAsync(tls, SyslogTransport.Tls, Authentication(certificate!, _options.Certificates!)));
    }

    private SslServerAuthenticationOptions Authentication(X509Certificate2 certificate, X509Certificate2Collection all) => new()
    {
        ServerCertificateContext = SslStreamCertificateContext.Create(certificate, [.. all.Where(candidate => candidate != certificate)], offline: true),
        EnabledSslProtocols = _options.Protocols,
        AllowTlsResume = false,
        ClientCertificateRequired = _options.ClientAuthorities is not null,
        CertificateChainPolicy = _options.ClientAuthorities is { } authorities ? ClientPolicy(authorities) : null,
        CertificateRevocationCheckMode = X509RevocationMode.NoCheck,
    };

    private static X509ChainPolicy ClientPolicy(X509Certificate2Collection authorities)
    {
        var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck, DisableCertificateDownloads = true };
        policy.CustomTrustStore.AddRange(authorities);
        policy.ApplicationPolicy.Add(new Oid("1.3.6.1.5.5.7.3.2")); // RFC 5280 §4.2.1.12, id-kp-clientAuth
        return policy;
    }

    private static TcpListener Listener(IPEndPoint endpoint)
    {
        var listener = new TcpListener(endpoint);
        if (endpoint.Address.Equals(IPAddress.IPv6Any))
            listener.Server.DualMode = true;
        listener.Start();
        return listener;
    }

    private static UdpClient Datagrams(IPEndPoint endpoint)
    {
        var client = new UdpClient(endpoint.AddressFamily);
        if (endpoint.Address.Equals(IPAddress.IPv6Any))
            client.Client.DualMode = true;
        client.Client.Bind(endpoint);
        return client;
    }

    // A socket for both families shows IPv4 as ::ffff:192.0.2.1.
    private static IPEndPoint Unmapped(IPEndPoint endpoint) => endpoint.Address.IsIPv4MappedToIPv6 ? new IPEndPoint(endpoint.Address.MapToIPv4(), endpoint.Port) : endpoint;

    private T Keep<T>(T socket)
        where T : IDisposable
    {
        _sockets.Add(socket);
        return socket;
    }

    private void CloseSockets()
    {
        foreach (var socket in _sockets)
            socket.Dispose();
    }

    private async Task ReceiveAsync(UdpClient socket)
    {
        while (!_stopping.IsCancellationRequested)
        {
            try
            {
                var datagram = await socket.ReceiveAsync(_stopping.Token);
                await _handle(new ReceivedMessage
                {
                    Transport = SyslogTransport.Udp,
                    Remote = Unmapped(datagram.RemoteEndPoint),
                    Octets = datagram.Buffer,
                    IsSyslog = true,
                });
            }
            catch (Exception e) when (e is OperationCanceledException or ObjectDisposedException)
            {
                return;
            }
            catch (SocketException)
            {
                // Windows reports here that an earlier answer did not arrive; there are none.
            }
        }
    }

    private async Task AcceptAsync(TcpListener listener, SyslogTransport transport, SslServerAuthenticationOptions? authentication)
    {
        var connections = new List<Task>();
        while (!_stopping.IsCancellationRequested)
        {
            try
            {
                await _places.WaitAsync(_stopping.Token);
                try
                {
                    var socket = await listener.AcceptSocketAsync(_stopping.Token);
                    connections.RemoveAll(static connection => connection.IsCompleted);
                    connections.Add(ServeAsync(socket, transport, authentication));
                }
                catch
                {
                    _places.Release();
                    throw;
                }
            }
            catch (Exception e) when (e is OperationCanceledException or ObjectDisposedException)
            {
                break;
            }
            catch (SocketException)
            {
                // That connection was gone before it was taken up.
            }
        }

        await Task.WhenAll(connections);
    }

    private async Task ServeAsync(Socket socket, SyslogTransport transport, SslServerAuthenticationOptions? authentication)
    {
        try
        {
            var remote = Unmapped((IPEndPoint)socket.RemoteEndPoint!);
            await using var network = new NetworkStream(socket, ownsSocket: true);
            if (authentication is null)
            {
                await ReadAndSettleAsync(network, socket, transport, remote);
                return;
            }

            await using var tls = new SslStream(network);
            using var patience = new CancellationTokenSource(_options.HandshakePatience, _options.Time);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, _stopping.Token);
            try
            {
                await tls.AuthenticateAsServerAsync(authentication, either.Token);
            }
            catch
            {
                // With TLS 1.3 a sender whose certificate is refused may have written already, and would take a close for a proper end.
                socket.Close(timeout: 0);
                throw;
            }

            await ReadAndSettleAsync(tls, socket, transport, remote);
        }
        catch (Exception e) when (e is IOException or SocketException or AuthenticationException or OperationCanceledException)
        {
            // The sender went away, or could not agree on TLS; what had come was handed out.
        }
        finally
        {
            socket.Dispose();
            _places.Release();
        }
    }

    private async Task ReadAndSettleAsync(Stream stream, Socket socket, SyslogTransport transport, IPEndPoint remote)
    {
        if (_settle is null)
        {
            await ReadAsync(stream, transport, remote);
            return;
        }

        // From here on a closed socket means a reset, also when it is the system that closes it because this process was killed:
        // only what was settled may look to the sender like a proper end.
        socket.LingerState = new LingerOption(enable: true, seconds: 0);
        var settled = false;
        try
        {
            await ReadAsync(stream, transport, remote);
            settled = await _settle(transport, remote);
            if (settled)
                socket.LingerState = new LingerOption(enable: false, seconds: 0);
        }
        finally
        {
            // Before the stream closes it: the stream would say goodbye first.
            if (!settled)
                socket.Close(timeout: 0);
        }
    }

    private async Task ReadAsync(Stream stream, SyslogTransport transport, IPEndPoint remote)
    {
        var buffer = new byte[16_384];
        var filled = 0;
        for (var atEnd = false; !atEnd;)
        {
            var read = await ReadSomeAsync(stream, buffer.AsMemory(filled));
            filled += read;
            atEnd = read == 0;
            var done = 0;
            while (SyslogFrameReader.Read(buffer.AsSpan(done, filled - done), _options.LongestMessage, atEnd) is { Status: not SyslogFrameStatus.NeedsMore } frame)
            {
                await _handle(Received(buffer.AsSpan(done, filled - done)[frame.Content].ToArray(), frame, transport, remote));
                done += frame.Consumed;
                if (frame.Status == SyslogFrameStatus.TooLong)
                    return;
            }

            buffer.AsSpan(done, filled - done).CopyTo(buffer);
            filled -= done;

            // Grown by what has come, never by what a length promises.
            if (filled == buffer.Length)
                Array.Resize(ref buffer, 2 * buffer.Length);
        }
    }

    private static ReceivedMessage Received(byte[] content, SyslogFrame frame, SyslogTransport transport, IPEndPoint remote) => new()
    {
        Transport = transport,
        Remote = remote,
        Octets = content,
        FrameAnomaly = frame.Anomaly,
        IsSyslog = frame.Status == SyslogFrameStatus.Message,
    };

    /// <summary>Reads what there is; a broken connection has ended like any other, after what had arrived.</summary>
    private async ValueTask<int> ReadSomeAsync(Stream stream, Memory<byte> buffer)
    {
        try
        {
            return await stream.ReadAsync(buffer, _stopping.Token);
        }
        catch (IOException)
        {
            return 0;
        }
    }
}
