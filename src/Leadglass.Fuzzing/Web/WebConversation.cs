using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;

namespace Leadglass.Fuzzing.Web;

/// <summary>Plays exchanges with a service, each on a connection of its own, one after the other, and writes down what came.</summary>
/// <param name="target">The service.</param>
/// <param name="rate">Connections a second at most; null for no limit.</param>
/// <param name="time">The clock.</param>
internal sealed class WebConversation(WebTarget target, double? rate, TimeProvider time) : IDisposable
{
    /// <summary>More is never read.</summary>
    public const int MostReceived = 16 * 1024 * 1024;

    private const int SinglePieces = 16;
    private const int MorePieces = 16;

    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly byte[] _buffer = new byte[64 * 1024];
    private long? _last;

    /// <summary>Plays an exchange.</summary>
    /// <param name="exchange">The exchange.</param>
    /// <param name="number">From which the UID of what it stores is made.</param>
    /// <param name="patience">How long it may take from the connection to the last byte.</param>
    /// <param name="keepsAll">Whether bodies are kept.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public async Task<WebObservation> PlayAsync(HttpExchange exchange, long number, TimeSpan patience, bool keepsAll, CancellationToken cancellation)
    {
        await _turn.WaitAsync(cancellation);
        try
        {
            await PaceAsync(cancellation);
            using var deadline = new CancellationTokenSource(patience, time);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellation);
            var seen = await OnceAsync(exchange, number, keepsAll, either.Token);
            cancellation.ThrowIfCancellationRequested();
            return seen;
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Dispose() => _turn.Dispose();

    private async Task PaceAsync(CancellationToken cancellation)
    {
        if (rate is { } most && _last is { } last && TimeSpan.FromSeconds(1 / most) - time.GetElapsedTime(last) is var rest && rest > TimeSpan.Zero)
            await Task.Delay(rest, time, cancellation);
        _last = time.GetTimestamp();
    }

    private async Task<WebObservation> OnceAsync(HttpExchange exchange, long number, bool keepsAll, CancellationToken cancellation)
    {
        using var socket = new Socket(target.EndPoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        Stream stream;
        try
        {
            socket.NoDelay = true;
            await socket.ConnectAsync(target.EndPoint, cancellation);
            stream = await StreamOfAsync(socket, cancellation);
        }
        catch (Exception e) when (IsLoss(e))
        {
            // Only a refusal says that nobody listens; a connection that takes its time may be the machine's fault.
            var ending = e is SocketException { SocketErrorCode: SocketError.ConnectionRefused } ? ConnectionEnding.Refused : e is OperationCanceledException ? ConnectionEnding.Silent : ConnectionEnding.Reset;
            return new WebObservation(ending, [], 0, false, 0);
        }

        await using (stream)
        {
            var reader = new AnswerReader([.. exchange.Requests.Select(static request => request.Method)], keepsAll);
            // At the same time: a server may answer and close before it has read everything, and what it said must not be lost over that.
            var reading = ReadAsync(stream, reader, cancellation);
            var bytes = Bytes(exchange, number);
            var sent = await SendAsync(socket, stream, exchange.Delivery, bytes, cancellation);
            var (ending, received) = await reading;
            // Thousands of connections a minute would otherwise leave no port free: those that we close first linger.
            if (ending != ConnectionEnding.Closed)
                socket.LingerState = new LingerOption(true, 0);
            return new WebObservation(ending, reader.Answers(ending == ConnectionEnding.Closed), bytes.Length, sent, received);
        }
    }

    private byte[] Bytes(HttpExchange exchange, long number)
    {
        byte[] bytes = [.. exchange.Requests.SelectMany(request => request.ToBytes(target))];
        WebUids.Fresh(bytes, number);
        return bytes;
    }

    private async Task<Stream> StreamOfAsync(Socket socket, CancellationToken cancellation)
    {
        var plain = new NetworkStream(socket, ownsSocket: false);
        if (!target.IsSecure)
            return plain;
        // Nothing that a certificate names is fetched either.
        var secure = new SslStream(plain);
        await secure.AuthenticateAsClientAsync(
            new SslClientAuthenticationOptions
            {
                TargetHost = target.Host,
                RemoteCertificateValidationCallback = static (_, _, _, _) => true,
                CertificateChainPolicy = new X509ChainPolicy { DisableCertificateDownloads = true, RevocationMode = X509RevocationMode.NoCheck, VerificationFlags = X509VerificationFlags.AllFlags },
            },
            cancellation);
        return secure;
    }

    private static async Task<bool> SendAsync(Socket socket, Stream stream, Delivery delivery, byte[] bytes, CancellationToken cancellation)
    {
        try
        {
            switch (delivery)
            {
                case Delivery.Pieces:
                    for (var sent = 0; sent < bytes.Length;)
                    {
                        var piece = sent < SinglePieces ? 1 : Math.Max(1, (bytes.Length - SinglePieces + MorePieces - 1) / MorePieces);
                        await stream.WriteAsync(bytes.AsMemory(sent, Math.Min(piece, bytes.Length - sent)), cancellation);
                        sent += piece;
                    }
                    break;
                case Delivery.Stalled:
                    await stream.WriteAsync(bytes.AsMemory(0, bytes.Length / 2), cancellation);
                    break;
                default:
                    await stream.WriteAsync(bytes, cancellation);
                    break;
            }
            if (delivery == Delivery.HalfClosed)
            {
                if (stream is SslStream secure)
                    await secure.ShutdownAsync();
                socket.Shutdown(SocketShutdown.Send);
            }
            return true;
        }
        catch (Exception e) when (IsLoss(e))
        {
            return false;   // the reading side knows how it ended
        }
    }

    private async Task<(ConnectionEnding Ending, long Received)> ReadAsync(Stream stream, AnswerReader reader, CancellationToken cancellation)
    {
        long received = 0;
        try
        {
            while (!reader.HasAll)
            {
                var read = await stream.ReadAsync(_buffer, cancellation);
                if (read == 0)
                    return (ConnectionEnding.Closed, received);
                received += read;
                reader.Feed(_buffer.AsSpan(0, read));
                if (received > MostReceived)
                    return (ConnectionEnding.Flooded, received);
            }
            return (ConnectionEnding.Answered, received);
        }
        catch (OperationCanceledException)
        {
            return (ConnectionEnding.Silent, received);
        }
        catch (Exception e) when (IsLoss(e))
        {
            return (ConnectionEnding.Reset, received);
        }
    }

    private static bool IsLoss(Exception e) => e is SocketException or IOException or AuthenticationException or OperationCanceledException;
}
