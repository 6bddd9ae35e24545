using System.Buffers;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text.Json;
using Leadglass.Exposure.Observations;

namespace Leadglass.Exposure.Probing;

/// <summary>Asks a web server for what it would show a stranger: searches for a study that cannot exist, identity, counts. Never an image, never a list.</summary>
internal sealed class WebProbe : IDisposable
{
    private const int MaxBody = 16 * 1024;
    private const int MaxQuoted = 120;

    // All requests together may last as long as this many answers: a server that drips holds nobody for long.
    private const int MostAnswers = 6;

    private readonly TargetLine _line;
    private readonly HttpClient _client;
    private readonly Uri _root;
    private readonly Sentinels _sentinels;
    private bool _outOfReach;
    private bool _timedOut;
    private bool _wasReset;
    private bool _opened;
    private long _startedAt;
    private TimeSpan _connecting;
    private DialOutcome? _dial;
    private LineStream? _stream;
    private CancellationTokenSource? _deadline;
    private readonly SortedSet<string> _schemes = new(StringComparer.OrdinalIgnoreCase);
    private string? _allowedOrigin;
    private bool _allowsCredentials;

    public WebProbe(TargetLine line, int port, string? name, bool secure, Sentinels sentinels)
    {
        _line = line;
        _sentinels = sentinels;
        var host = name ?? (line.Address.AddressFamily == AddressFamily.InterNetworkV6 ? $"[{line.Address}]" : line.Address.ToString());
        _root = new UriBuilder(secure ? "https" : "http", host, port).Uri;
        _client = new HttpClient(new SocketsHttpHandler
        {
            ConnectCallback = async (_, cancellationToken) => await ConnectAsync(port, cancellationToken),
            MaxConnectionsPerServer = 1,
            AllowAutoRedirect = false,
            UseProxy = false,
            UseCookies = false,
            MaxResponseHeadersLength = 32,
            MaxResponseDrainSize = 0,
            SslOptions = StrangerTls.Options(),
        });
        _client.DefaultRequestHeaders.UserAgent.Add(new ProductInfoHeaderValue("Leadglass", Identity.Version));
        _client.Timeout = System.Threading.Timeout.InfiniteTimeSpan;
    }

    /// <summary>Asks whether HTTP is spoken at all.</summary>
    /// <returns>The status and <c>Server</c> header of <c>HEAD /</c>; <see langword="null"/> if the answer was not HTTP.</returns>
    public async Task<(int Status, string? Server)?> HeadAsync(CancellationToken cancellationToken)
    {
        using var response = await SendAsync(new HttpRequestMessage(HttpMethod.Head, _root), cancellationToken);
        return response is null ? null : ((int)response.StatusCode, Bounded(response.Headers.Server.ToString() is { Length: > 0 } server ? server : null));
    }

    /// <summary>What a port is that did not answer <see cref="HeadAsync"/> in HTTP.</summary>
    public PortObservation Failure(int port) => _stream switch
    {
        null => PortProbe.NotOpen(port, _dial ?? DialOutcome.LocalFailure),
        { FirstBytes.IsEmpty: false } => new PortObservation { Port = port, Service = ServiceKind.Other, FirstBytes = _stream.FirstBytes },
        _ => new PortObservation { Port = port, Service = _timedOut ? ServiceKind.Silent : ServiceKind.ClosedUnheard, WasReset = _wasReset },
    };

    /// <summary>Asks everything else, over as few connections as the server allows.</summary>
    public async Task<WebObservation> ExamineAsync((int Status, string? Server) root, CancellationToken cancellationToken)
    {
        (_startedAt, _connecting) = (_line.Time.GetTimestamp(), TimeSpan.Zero);
        var control = await SearchAsync(WebPaths.Control(_sentinels), cancellationToken);
        var queries = new List<QidoObservation>();
        foreach (var prefix in WebPaths.Prefixes)
        {
            var query = await SearchAsync(prefix, cancellationToken);
            queries.Add(query);
            _outOfReach |= _line.Time.GetElapsedTime(_startedAt) - _connecting > MostAnswers * _line.Timeout;
            if (query.Outcome is QidoOutcome.Searched or QidoOutcome.ReturnedRecords || _outOfReach)
                break;
        }

        var orthanc = _outOfReach ? null : await AskOrthancAsync(cancellationToken);
        return new WebObservation
        {
            Server = root.Server,
            RootStatus = root.Status,
            Control = control.Outcome,
            Queries = queries,
            AllowedOrigin = _allowedOrigin,
            AllowsCredentials = _allowsCredentials,
            AuthenticationSchemes = [.. _schemes],
            Orthanc = orthanc,
        };
    }

    public void Dispose() => _client.Dispose();

    private async Task<QidoObservation> SearchAsync(string prefix, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(_root, $"{prefix}/studies?{_sentinels.QidoQuery}"));
        request.Headers.Accept.ParseAdd("application/dicom+json");
        request.Headers.Add("Origin", WebPaths.ForeignOrigin);
        using var response = await SendAsync(request, cancellationToken);
        if (response is null)
            return new QidoObservation(prefix, 0, QidoOutcome.Unclear);
        var outcome = await OutcomeOfAsync(response, cancellationToken);
        if (outcome != QidoOutcome.ReturnedRecords)
            await ReadAsync(response, MaxBody, cancellationToken);  // a body that was read to its end leaves the connection usable
        if (outcome is QidoOutcome.Searched or QidoOutcome.ReturnedRecords or QidoOutcome.LoginRequired)
            NoteCors(response);
        return new QidoObservation(prefix, (int)response.StatusCode, outcome);
    }

    private async Task<QidoOutcome> OutcomeOfAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        switch (response.StatusCode)
        {
            case HttpStatusCode.NoContent:
                return QidoOutcome.Searched;
            case HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden:
                return QidoOutcome.LoginRequired;
            case HttpStatusCode.NotFound or HttpStatusCode.Gone or HttpStatusCode.MethodNotAllowed:
                return QidoOutcome.NotThere;
            case HttpStatusCode.OK when IsJson(response.Content.Headers.ContentType?.MediaType):
                // The shortest look that tells an empty list from anything else: the rest is never read.
                var start = await ReadAsync(response, 64, cancellationToken);
                return start.AsSpan().TrimStart(" \t\r\n"u8) switch
                {
                    [] => QidoOutcome.Unclear,
                    [(byte)'[', .. var rest] => rest.TrimStart(" \t\r\n"u8) switch
                    {
                        [] => QidoOutcome.Unclear,
                        [(byte)']', ..] => QidoOutcome.Searched,
                        _ => QidoOutcome.ReturnedRecords,
                    },
                    _ => QidoOutcome.NotThere,
                };
            case HttpStatusCode.OK:
                return QidoOutcome.NotThere;
            default:
                // A redirection too: it may lead to a login or to the service itself, and is not followed.
                return QidoOutcome.Unclear;
        }
    }

    private async Task<OrthancObservation?> AskOrthancAsync(CancellationToken cancellationToken)
    {
        using var response = await SendAsync(new HttpRequestMessage(HttpMethod.Get, new Uri(_root, "/system")), cancellationToken);
        if (response is null)
            return null;
        if (response.StatusCode != HttpStatusCode.OK)
        {
            // Orthanc names its realm; other servers that ask for a login do not.
            var isOrthanc = response.Headers.WwwAuthenticate.Any(h => h.Parameter?.Contains("Orthanc", StringComparison.OrdinalIgnoreCase) == true);
            return isOrthanc ? new OrthancObservation { Status = (int)response.StatusCode } : null;
        }

        using var system = await ReadJsonAsync(response, cancellationToken);
        if (system is null || !system.RootElement.TryGetProperty("ApiVersion", out _) || Text(system, "Version") is not { } version)
            return null;
        using var statisticsResponse = await SendAsync(new HttpRequestMessage(HttpMethod.Get, new Uri(_root, "/statistics")), cancellationToken);
        using var statistics = statisticsResponse is { StatusCode: HttpStatusCode.OK } ? await ReadJsonAsync(statisticsResponse, cancellationToken) : null;
        return new OrthancObservation
        {
            Status = 200,
            Version = version,
            DicomAet = Text(system, "DicomAet"),
            DicomPort = Number(system, "DicomPort") is > 0 and <= 65535 and var port ? (int)port : null,
            Studies = Number(statistics, "CountStudies"),
            Patients = Number(statistics, "CountPatients"),
        };
    }

    private async Task<HttpResponseMessage?> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        using var deadline = new CancellationTokenSource(_line.Timeout, _line.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        (_deadline, _opened) = (deadline, false);
        try
        {
            var response = await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token);
            foreach (var header in response.Headers.WwwAuthenticate)
                _schemes.Add(Bounded(header.Scheme)!);
            return response;
        }
        catch (Exception e) when (e is HttpRequestException || (e is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            // One failure is an answer of its own; the caller records that nothing came back and asks no more.
            _outOfReach = true;
            _timedOut = e is OperationCanceledException;
            _wasReset = e.GetBaseException() is SocketException { SocketErrorCode: SocketError.ConnectionReset };
            return null;
        }
        finally
        {
            _deadline = null;
            request.Dispose();
        }
    }

    private async ValueTask<Stream> ConnectAsync(int port, CancellationToken cancellationToken)
    {
        // The client tries again, three times, when a connection is closed unanswered: who closes once does not want to be asked again.
        if (_opened)
            throw new HttpRequestException("closed unanswered");
        _opened = true;
        // The pause before a connection, and the connecting, which has a deadline of its own, are no time that the server takes to answer.
        _deadline?.CancelAfter(System.Threading.Timeout.InfiniteTimeSpan);
        var connectingSince = _line.Time.GetTimestamp();
        var dial = await _line.ConnectAsync(port, cancellationToken);
        _connecting += _line.Time.GetElapsedTime(connectingSince);
        _deadline?.CancelAfter(_line.Timeout);
        _dial = dial?.Outcome;
        _stream = dial?.Stream as LineStream ?? throw new HttpRequestException("no connection");
        return _stream;
    }

    private async Task<byte[]> ReadAsync(HttpResponseMessage response, int limit, CancellationToken cancellationToken)
    {
        using var deadline = new CancellationTokenSource(_line.Timeout, _line.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        var buffer = ArrayPool<byte>.Shared.Rent(limit);
        var count = 0;
        try
        {
            // Not disposed here but with the response: what follows may be read as well.
            var body = await response.Content.ReadAsStreamAsync(either.Token);
            while (count < limit && await body.ReadAsync(buffer.AsMemory(count, limit - count), either.Token) is > 0 and var read)
                count += read;
        }
        catch (Exception e) when (e is IOException or HttpRequestException or ObjectDisposedException || (e is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            // What came before it broke off, or stalled, was said all the same.
        }

        var bytes = buffer[..count];
        ArrayPool<byte>.Shared.Return(buffer);
        return bytes;
    }

    private async Task<JsonDocument?> ReadJsonAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        try
        {
            var document = JsonDocument.Parse(await ReadAsync(response, MaxBody, cancellationToken), new JsonDocumentOptions { MaxDepth = 8 });
            if (document.RootElement.ValueKind == JsonValueKind.Object)
                return document;
            document.Dispose();
        }
        catch (JsonException)
        {
            // Not JSON: not Orthanc.
        }

        return null;
    }

    private void NoteCors(HttpResponseMessage response)
    {
        if (response.Headers.TryGetValues("Access-Control-Allow-Origin", out var origins))
            _allowedOrigin = Bounded(origins.First());
        _allowsCredentials |= response.Headers.TryGetValues("Access-Control-Allow-Credentials", out var credentials)
            && credentials.Contains("true", StringComparer.OrdinalIgnoreCase);
    }

    // What a server says of itself is quoted in reports: a few words of it.
    private static string? Bounded(string? text) => text is { Length: > MaxQuoted } ? text[..MaxQuoted] + "…" : text;

    private static bool IsJson(string? mediaType) => mediaType is "application/dicom+json" or "application/json";

    private static string? Text(JsonDocument document, string name)
    {
        try
        {
            return document.RootElement.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? Bounded(value.GetString()) : null;
        }
        catch (InvalidOperationException)
        {
            return null;    // half a surrogate pair: valid JSON by its grammar, and no text (RFC 8259 §8.2)
        }
    }

    private static long? Number(JsonDocument? document, string name) =>
        document is not null && document.RootElement.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var number) ? number : null;
}
