using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;

namespace Leadglass.TestKit;

/// <summary>One connection while its script is played: reads, records, sends, ends.</summary>
internal sealed class Conversation : IDisposable
{
    private readonly Socket _socket;
    private readonly bool _isServer;
    private readonly byte[] _buffer = new byte[64 * 1024];
    private Stream _stream;
    private byte[] _unread = [];
    private ConnectionEnd _end;

    internal Conversation(Socket socket, RecordedConnection record, bool isServer)
    {
        _socket = socket;
        _socket.NoDelay = true;
        _isServer = isServer;
        _stream = new NetworkStream(socket, ownsSocket: true);
        Record = record;
    }

    /// <summary>How many bytes at the start of what is unread satisfy a step; null when more must come.</summary>
    internal delegate int? Framing(ReadOnlySpan<byte> unread);

    internal RecordedConnection Record { get; }

    internal byte[] LastRead { get; private set; } = [];

    internal async Task PlayAsync(PeerScript script, CancellationToken cancellation)
    {
        ScriptFailedException? failure = null;
        try
        {
            foreach (var step in script.Steps)
            {
                failure = await PlayAsync(step, cancellation);
                if (failure is not null)
                    break;
            }

            await CloseAsync();
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            _end = ConnectionEnd.Abandoned;
        }
        finally
        {
            Dispose();
            Record.Finish(_end, failure);
        }
    }

    internal async Task ReadAsync(Framing framing, CancellationToken cancellation)
    {
        int? length;
        while ((length = framing(_unread)) is null)
        {
            if (!await ReadMoreAsync(cancellation))
                throw new ScriptFailedException($"{_end} after: {Hex.Format(_unread)}");
        }

        LastRead = _unread[..length.Value];
        _unread = _unread[length.Value..];
    }

    internal async Task ReadToEndAsync(CancellationToken cancellation)
    {
        while (await ReadMoreAsync(cancellation))
        {
        }

        LastRead = _unread;
        _unread = [];
    }

    internal async Task SendAsync(byte[] bytes, CancellationToken cancellation) => await _stream.WriteAsync(bytes, cancellation);

    internal async Task StartTlsAsync(X509Certificate2? certificate, CancellationToken cancellation)
    {
        var tls = new SslStream(_stream, leaveInnerStreamOpen: false);
        _stream = tls;
        if (_isServer)
        {
            using var selfSigned = certificate is null ? TestCertificate.SelfSigned() : null;
            await tls.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificate = certificate ?? selfSigned }, cancellation);
        }
        else
        {
            await tls.AuthenticateAsClientAsync(
                new SslClientAuthenticationOptions
                {
                    TargetHost = "localhost",
                    ClientCertificates = certificate is null ? null : [certificate],
                    RemoteCertificateValidationCallback = (_, _, _, _) => true, // the script judges what is said, not who says it
                },
                cancellation);
        }
    }

    internal async Task HalfCloseAsync()
    {
        if (_stream is SslStream tls)
            await tls.ShutdownAsync();
        _socket.Shutdown(SocketShutdown.Send);
    }

    internal async Task CloseAsync()
    {
        if (_end is not ConnectionEnd.None)
            return;
        _end = ConnectionEnd.ClosedByScript;
        try
        {
            if (_stream is SslStream { IsAuthenticated: true } tls)
                await tls.ShutdownAsync();
        }
        catch (IOException)
        {
            // The other side has gone already: there is nobody to say goodbye to.
        }

        Dispose();
    }

    internal Task ResetAsync()
    {
        _end = ConnectionEnd.ResetByScript;
        _socket.LingerState = new LingerOption(enable: true, seconds: 0);
        _socket.Dispose();
        return Task.CompletedTask;
    }

    public void Dispose() => _stream.Dispose();

    private async Task<ScriptFailedException?> PlayAsync(PeerScript.Step step, CancellationToken cancellation)
    {
        try
        {
            await step.Play(this, cancellation);
            return null;
        }
        catch (Exception e) when (e is ScriptFailedException or IOException or SocketException or AuthenticationException)
        {
            if (_end is ConnectionEnd.None && IsReset(e))
                _end = ConnectionEnd.ResetByOther;
            return new ScriptFailedException($"Connection {Record.Number}, step {step.Name}: {e.Message}", e);
        }
    }

    private async Task<bool> ReadMoreAsync(CancellationToken cancellation)
    {
        int count;
        try
        {
            count = await _stream.ReadAsync(_buffer, cancellation);
        }
        catch (IOException e) when (IsReset(e))
        {
            _end = ConnectionEnd.ResetByOther;
            return false;
        }

        if (count == 0)
        {
            _end = ConnectionEnd.ClosedByOther;
            return false;
        }

        var bytes = _buffer.AsMemory(0, count);
        Record.Add(bytes);
        _unread = [.. _unread, .. bytes.Span];
        return true;
    }

    private static bool IsReset(Exception e) => (e as SocketException ?? e.InnerException as SocketException)
        is { SocketErrorCode: SocketError.ConnectionReset or SocketError.Shutdown or SocketError.ConnectionAborted };
}
