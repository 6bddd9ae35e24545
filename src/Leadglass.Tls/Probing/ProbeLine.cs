using Leadglass.Tls.Messages;

namespace Leadglass.Tls.Probing;

/// <summary>The line to one server: one connection at a time, counted, each with a deadline, until the caller gives no more or the server has gone silent.</summary>
internal sealed class ProbeLine(Func<CancellationToken, ValueTask<Stream?>> connect, ServerProbeOptions options)
{
    /// <summary>Answers that ran into the deadline one after another, from a server that has never spoken TLS: more would tell nothing.</summary>
    private const int MostSilences = 3;

    /// <summary>The same from a server that has: some drop what they do not like without a word, and answer the next question.</summary>
    private const int MostSilencesOfSpeaker = 8;

    private readonly AnomalyList _anomalies = new();
    private readonly byte[] _buffer = new byte[16 * 1024];
    private int _silences;

    /// <summary>Connections opened so far.</summary>
    public int Connections { get; private set; }

    /// <summary>No more questions can be asked.</summary>
    public bool IsOver { get; private set; }

    /// <summary>Something that came was TLS or SSL.</summary>
    public bool HasSeenTls { get; private set; }

    public IReadOnlyList<TlsAnomaly> Anomalies => _anomalies.Anomalies;

    /// <summary>The next connection; <see langword="null"/> when there is none to be had.</summary>
    public async ValueTask<Stream?> ConnectAsync(CancellationToken cancellationToken)
    {
        if (IsOver)
            return null;
        // A single refusal may be a server that is busy closing the connection before.
        var stream = await connect(cancellationToken) ?? await connect(cancellationToken);
        IsOver = stream is null;
        if (stream is not null)
            Connections++;
        return stream;
    }

    /// <summary>Sends a hello and reads what the server answers before it needs to hear more.</summary>
    /// <returns>The answer; <see langword="null"/> when there was no connection to ask on.</returns>
    public async Task<Flight?> AskAsync(Offer offer, CancellationToken cancellationToken) =>
        await ConverseAsync(offer, static _ => null, cancellationToken) is [var flight, ..] ? flight : null;

    /// <summary>Sends a hello and then, on the same connection, whatever else the answers so far call for.</summary>
    /// <param name="offer">The hello.</param>
    /// <param name="next">What to say next, from everything that was answered so far; <see langword="null"/> ends the conversation.</param>
    /// <param name="cancellationToken">Ends it early.</param>
    /// <returns>One answer for each thing that was said, the one to the hello first; empty when there was no connection to ask on.</returns>
    public async Task<IReadOnlyList<Flight>> ConverseAsync(Offer offer, Func<IReadOnlyList<Flight>, Saying?> next, CancellationToken cancellationToken)
    {
        var heard = new List<Flight>();
        if (await ConnectAsync(cancellationToken) is not { } stream)
            return heard;
        await using (stream)
        {
            var reader = new MessageReader();
            var saying = new Saying(offer.ToBytes(options.Random), options.Timeout);
            do
            {
                heard.Add(await ExchangeAsync(stream, reader, saying, cancellationToken));
            }
            while (next(heard) is { } more && (saying = more) is not null);

            HasSeenTls |= reader.HasSeenTls;
            foreach (var anomaly in reader.Anomalies)
                _anomalies.Add(anomaly);
            // Silence in the middle of a handshake can be right; only that which follows a hello counts.
            NoteSilence(heard[0].End);
            return heard;
        }
    }

    private async Task<Flight> ExchangeAsync(Stream stream, MessageReader reader, Saying saying, CancellationToken cancellationToken)
    {
        using var deadline = new CancellationTokenSource(saying.Patience, options.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        var messages = new List<TlsMessage>();
        try
        {
            await stream.WriteAsync(saying.Bytes, either.Token);
            return new Flight(await ReadAsync(stream, reader, messages, either.Token), messages);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new Flight(FlightEnd.TimedOut, messages);
        }
        catch (IOException)
        {
            // Reset: a refusal like a close, and what came before it counts.
            return new Flight(FlightEnd.Closed, messages);
        }
    }

    private async Task<FlightEnd> ReadAsync(Stream stream, MessageReader reader, List<TlsMessage> messages, CancellationToken cancellationToken)
    {
        while (await stream.ReadAsync(_buffer, cancellationToken) is > 0 and var count)
        {
            reader.Feed(_buffer.AsSpan(0, count));
            while (reader.TryRead(out var message))
            {
                messages.Add(message);
                switch (message)
                {
                    case Alert { IsFatal: true } or Ssl2Error:
                        return FlightEnd.Alert;
                    case ServerHelloDone or ServerHello { Version: TlsVersion.Tls13 } or Ssl2ServerHello or OpaqueRecord:
                        return FlightEnd.Complete;
                    default:
                        break;
                }
            }
            if (reader.IsBroken)
                return FlightEnd.Garbage;
        }
        return FlightEnd.Closed;
    }

    private void NoteSilence(FlightEnd end)
    {
        _silences = end == FlightEnd.TimedOut ? _silences + 1 : 0;
        IsOver |= _silences >= (HasSeenTls ? MostSilencesOfSpeaker : MostSilences);
    }
}
