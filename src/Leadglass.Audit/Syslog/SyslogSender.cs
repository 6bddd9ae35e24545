using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;

namespace Leadglass.Audit.Syslog;

/// <summary>
/// Sends syslog messages to one receiver, one after another. Reads while it writes, and says goodbye before it closes: a TLS 1.3 client that never reads
/// makes the system reset the connection, and receivers then lose what they had not read. Not safe to use from several threads at once.
/// </summary>
/// <param name="options">Where to, and how.</param>
public sealed class SyslogSender(SyslogSenderOptions options) : IAsyncDisposable
{
    private Socket? _socket;
    private Stream? _stream;
    private Task _reading = Task.CompletedTask;
    private bool _lostSight;

    /// <summary>Whether there is a connection, and the receiver has not closed it as far as is known.</summary>
    public bool IsConnected => _stream is not null && !_reading.IsCompleted;

    /// <summary>Sends a message; connects first if there is no connection, or if the receiver has closed it.</summary>
    /// <param name="message">The octets of one message, without a frame.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <returns><see langword="null"/> if it was handed to the network, otherwise why not. Only <see cref="CloseAsync"/> tells whether it arrived.</returns>
    public async Task<string?> SendAsync(ReadOnlyMemory<byte> message, CancellationToken cancellationToken = default)
    {
        using var patience = new CancellationTokenSource(options.Patience, options.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        try
        {
            if (options.Transport == SyslogTransport.Udp)
            {
                _socket ??= new Socket(options.Receiver.AddressFamily, SocketType.Dgram, ProtocolType.Udp);
                await _socket.SendToAsync(message, options.Receiver, either.Token);
                return null;
            }

            if (!IsConnected)
            {
                // It has closed before we said goodbye: what it had read by then is not known.
                _lostSight |= _stream is not null;
                Abandon();
                await ConnectAsync(either.Token);
            }

            await _stream!.WriteAsync(SyslogWriter.Frame(message.Span), either.Token);
            await _stream.FlushAsync(either.Token);
            return null;
        }
        catch (Exception e) when (e is IOException or SocketException or AuthenticationException)
        {
            Abandon();
            return e.InnerException is SocketException inner ? inner.Message : e.Message;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            Abandon();
            return $"no answer within {options.Patience.TotalSeconds:0} s";
        }
    }

    /// <summary>Says goodbye and waits until the receiver has, which it does when it has read everything.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns><see langword="null"/> if everything that was sent was read; otherwise why this is not known. Datagrams are never known to arrive.</returns>
    public async Task<string?> CloseAsync(CancellationToken cancellationToken = default)
    {
        if (_stream is null)
        {
            Abandon();
            return null;
        }

        try
        {
            if (_stream is SslStream tls)
                await tls.ShutdownAsync();
            _socket!.Shutdown(SocketShutdown.Send);
            await _reading.WaitAsync(options.Patience, options.Time, cancellationToken);
            return _lostSight ? "the receiver closed the connection in between; what it had read by then is not known" : null;
        }
        catch (Exception e) when (e is IOException or SocketException or TimeoutException or InvalidOperationException)
        {
            return $"the receiver did not close the connection properly: {e.Message}";
        }
        finally
        {
            _lostSight = false;
            Abandon();
        }
    }

    /// <summary>Closes the connection properly.</summary>
    public async ValueTask DisposeAsync() => await CloseAsync();

    private async Task ConnectAsync(CancellationToken cancellationToken)
    {
        _socket = new Socket(options.Receiver.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await _socket.ConnectAsync(options.Receiver, cancellationToken);
        _stream = new NetworkStream(_socket, ownsSocket: true);
        if (options.Transport == SyslogTransport.Tls)
        {
            var tls = new SslStream(_stream);
            _stream = tls;
            await tls.AuthenticateAsClientAsync(Authentication(), cancellationToken);
        }

        _reading = ReadToEndAsync(_stream);
    }

    private SslClientAuthenticationOptions Authentication() => new()
    {
        TargetHost = options.ReceiverName ?? $"{options.Receiver.Address}",
        EnabledSslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13,
        ClientCertificateContext = options.Certificate is { } own ? SslStreamCertificateContext.Create(own, null, offline: true) : null,
        CertificateChainPolicy = options.Authorities is { } authorities ? Policy(authorities) : null,
    };

    private static X509ChainPolicy Policy(X509Certificate2Collection authorities)
    {
        var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        policy.CustomTrustStore.AddRange(authorities);
        return policy;
    }

    /// <summary>Reads what a receiver sends, which means nothing (session tickets, at most), until it closes.</summary>
    private static async Task ReadToEndAsync(Stream stream)
    {
        var nothing = new byte[4096];
        while (await stream.ReadAsync(nothing) > 0)
        {
            // Syslog has no answers.
        }
    }

    private void Abandon()
    {
        _stream?.Dispose();
        _socket?.Dispose();
        _ = _reading.ContinueWith(static reading => reading.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
        (_stream, _socket, _reading) = (null, null, Task.CompletedTask);
    }
}
