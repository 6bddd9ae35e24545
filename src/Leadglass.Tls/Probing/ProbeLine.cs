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
    public async Task<Flight?> AskAsync(Offer offer, CancellationToken cancellationToken)
    {
        if (await ConnectAsync(cancellationToken) is not { } stream)
            return null;
        await using (stream)
        {
            using var deadline = new CancellationTokenSource(options.Timeout, options.Time);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
            var reader = new MessageReader();
            var messages = new List<TlsMessage>();
            var end = FlightEnd.Closed;
            try
            {
                await stream.WriteAsync(offer.ToBytes(options.Random), either.Token);
                end = await ReadAsync(stream, reader, messages, either.Token);
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                end = FlightEnd.TimedOut;
            }
            catch (IOException)
            {
                // Reset: a refusal like a close, and what came before it counts.
            }

            HasSeenTls |= reader.HasSeenTls;
            foreach (var anomaly in reader.Anomalies)
                _anomalies.Add(anomaly);
            NoteSilence(end);
            return new Flight(end, messages);
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
