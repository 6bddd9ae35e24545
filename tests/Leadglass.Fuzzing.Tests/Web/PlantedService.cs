using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Leadglass.Fuzzing.Tests.Web;

/// <summary>A DICOMweb service on loopback with a bug of each kind. It answers everything else, however broken, with an empty list or a refusal.</summary>
internal sealed class PlantedService : IAsyncDisposable
{
    private const string Control = "2.25.182839891997864888002017579177950878099";

    private readonly CancellationTokenSource _stop = new();
    private readonly TcpListener _listener;
    private readonly Task _accepting;
    private byte[]? _control;

    public PlantedService()
    {
        _listener = new TcpListener(IPAddress.Loopback, 0);
        _listener.Start();
        EndPoint = (IPEndPoint)_listener.LocalEndpoint;
        _accepting = AcceptAsync();
    }

    public IPEndPoint EndPoint { get; }

    /// <summary>Whether a path upwards ends it.</summary>
    public bool Dies { get; init; }

    /// <summary>What it does before it ends.</summary>
    public Action? Dying { get; init; }

    /// <summary>Whether it hands out nothing of what was stored.</summary>
    public bool Forgets { get; init; }

    /// <summary>Heads of what it was asked, request by request.</summary>
    public List<string> Heads { get; } = [];

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Dispose();
        await _accepting.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (true)
        {
            using var socket = await _listener.AcceptSocketAsync(_stop.Token);
            try
            {
                await using var stream = new NetworkStream(socket);
                await ServeAsync(stream);
            }
            catch (IOException)
            {
                // The client went away.
            }
        }
    }

    private async Task ServeAsync(NetworkStream stream)
    {
        var request = await ReadAsync(stream);
        Heads.Add(request.Split("\r\n\r\n", 2)[0]);
        if (Dies && request.Contains("%2e%2e%2f", StringComparison.Ordinal))
        {
            Dying?.Invoke();
            _listener.Stop();
            return;
        }
        if (request.Contains("limit=-1", StringComparison.Ordinal))
        {
            await stream.CopyToAsync(Stream.Null, _stop.Token);     // until the client has had enough
            return;
        }
        if (request.Contains("Accept: multipart/related\r\n", StringComparison.Ordinal))
            return;
        if (request.Contains("offset=4294967296", StringComparison.Ordinal))
            await FloodAsync(stream);
        else if (request.Contains("fuzzymatching=maybe", StringComparison.Ordinal))
            await AnswerAsync(stream, "500 Internal Server Error", "text/plain", "System.FormatException: maybe\n   at Practice.Web.Qido.Flag(String text) in /build/practice/Qido.cs:line 42\n"u8.ToArray());
        else if (request.StartsWith("POST", StringComparison.Ordinal))
            await StoreAsync(stream, request);
        else if (_control is not null && !Forgets && request.Contains($"/instances/{Control} ", StringComparison.Ordinal))
            await AnswerAsync(stream, "200 OK", "multipart/related; type=\"application/dicom\"; boundary=b", [.. "--b\r\nContent-Type: application/dicom\r\n\r\n"u8, .. _control, .. "\r\n--b--\r\n"u8]);
        else
            await AnswerAsync(stream, request.Contains(" HTTP/1.1\r\n", StringComparison.Ordinal) ? "200 OK" : "400 Bad Request", "application/dicom+json", "[]"u8.ToArray());
    }

    private async Task StoreAsync(NetworkStream stream, string request)
    {
        // The bug: whoever stores something that calls itself XML spoils what is there already.
        if (request.Contains(Control, StringComparison.Ordinal))
            _control = Encoding.Latin1.GetBytes(request[(request.IndexOf("\r\n\r\n", request.IndexOf("application/dicom\r\n\r\n", StringComparison.Ordinal), StringComparison.Ordinal) + 4)..request.LastIndexOf("\r\n--", StringComparison.Ordinal)]);
        else if (_control is not null && request.Contains("<?xml", StringComparison.Ordinal))
            _control[^1] ^= 1;
        await AnswerAsync(stream, "200 OK", "application/dicom+json", "{}"u8.ToArray());
    }

    private async Task FloodAsync(NetworkStream stream)
    {
        await stream.WriteAsync("HTTP/1.1 200 OK\r\nContent-Type: application/dicom+json\r\n\r\n"u8.ToArray(), _stop.Token);
        var chunk = new byte[1024 * 1024];
        while (true)
            await stream.WriteAsync(chunk, _stop.Token);
    }

    private async Task AnswerAsync(NetworkStream stream, string status, string type, byte[] body) =>
        await stream.WriteAsync(
            (byte[])[.. Encoding.ASCII.GetBytes($"HTTP/1.1 {status}\r\nContent-Type: {type}\r\nContent-Length: {body.Length}\r\nConnection: close\r\n\r\n"), .. body], _stop.Token);

    // All that a sound request has; of others whatever comes within a moment of the client's patience.
    private async Task<string> ReadAsync(NetworkStream stream)
    {
        var text = new StringBuilder();
        var buffer = new byte[64 * 1024];
        while (!IsWhole(text.ToString()))
        {
            var read = await stream.ReadAsync(buffer, _stop.Token);
            if (read == 0)
                break;
            text.Append(Encoding.Latin1.GetString(buffer, 0, read));
        }
        return text.ToString();
    }

    private static bool IsWhole(string text)
    {
        var end = text.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        if (end < 0)
            return false;
        var length = text[..end].Split("\r\n").FirstOrDefault(static line => line.StartsWith("Content-Length: ", StringComparison.Ordinal));
        return length is null || !int.TryParse(length[16..], out var count) || text.Length - end - 4 >= count;
    }
}
