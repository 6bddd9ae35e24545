using Leadglass.Tls.Registry;

namespace Leadglass.Tls.Messages;

/// <summary>
/// Follows one direction of a connection up to where it is encrypted: takes bytes in whatever pieces they come and hands out messages,
/// however they are split over records or packed into them. Bounded in bytes, records and messages. Source: RFC 8446 §5.1.
/// </summary>
public sealed class MessageReader
{
    /// <summary>The most bytes that one direction may bring before it is encrypted.</summary>
    public const int MostBytes = 1 << 19;

    /// <summary>The most records: 256 KiB of messages in records of one byte are no handshake.</summary>
    private const int MostRecords = 1 << 14;

    private readonly Queue<TlsMessage> _messages = new();
    private readonly AnomalyList _anomalies = new();
    private readonly PendingBytes _records = new();
    private readonly PendingBytes _handshake = new();
    private HandshakeContext _context = HandshakeContext.Initial;
    private bool _ignoresChangeCipherSpec;
    private long _offset;
    private int _recordCount;

    /// <summary>Bytes were taken that are no TLS, or too many: nothing more will come out.</summary>
    public bool IsBroken { get; private set; }

    /// <summary>Whether anything so far was a record or message of TLS or SSL.</summary>
    public bool HasSeenTls { get; private set; }

    /// <summary>What follows is encrypted: everything is an <see cref="OpaqueRecord"/> from here on.</summary>
    public bool IsEncrypted { get; private set; }

    /// <summary>Where the bytes differ from the standard, at most one hundred; those of a message count from the record in which it ends.</summary>
    public IReadOnlyList<TlsAnomaly> Anomalies => _anomalies.Anomalies;

    /// <summary>Takes the next bytes.</summary>
    /// <param name="bytes">In whatever pieces they come.</param>
    public void Feed(ReadOnlySpan<byte> bytes)
    {
        if (IsBroken)
            return;
        // What came before the limit counts, in whatever pieces it came.
        var taken = (int)Math.Min(bytes.Length, MostBytes - _offset - _records.Length);
        _records.Append(bytes[..taken]);
        while (!IsBroken && TryReadRecord())
        {
        }
        if (!IsBroken && taken < bytes.Length)
            Break(_offset, "record", $"more than {MostBytes} bytes before the connection is encrypted");
    }

    /// <summary>Takes out the next message, if there is one.</summary>
    /// <param name="message">The message.</param>
    public bool TryRead([System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out TlsMessage? message) => _messages.TryDequeue(out message);

    private bool TryReadRecord()
    {
        var bytes = _records.Content;
        if (bytes.IsEmpty)
            return false;
        if (!HasSeenTls && (bytes.Span[0] & 0x80) != 0)
            return TryReadSsl2(bytes);

        var result = RecordReader.Read(bytes);
        if (result.Anomaly is { } why)
        {
            Break(_offset + why.Offset, why.Field, why.Message);
            return false;
        }
        if (result.Record is not { } record)
            return false;

        if (++_recordCount > MostRecords)
        {
            Break(_offset, "record", $"more than {MostRecords} records before the connection is encrypted");
            return false;
        }
        HasSeenTls = true;
        Take(record);
        Advance(result.Consumed);
        return true;
    }

    private bool TryReadSsl2(ReadOnlyMemory<byte> bytes)
    {
        var status = Ssl2Codec.Read(bytes, out var message, out var consumed);
        if (status == ReadStatus.Malformed)
            Break(_offset, "SSL 2.0 record", "neither a record of TLS nor a hello of SSL 2.0");
        if (status != ReadStatus.Complete)
            return false;
        HasSeenTls = true;
        // What follows the hellos of SSL 2.0 is encrypted, or is TLS where a client offered both.
        _messages.Enqueue(message!);
        Advance(consumed);
        return true;
    }

    private void Take(TlsRecord record)
    {
        if (record.Type == ContentType.Handshake && !IsEncrypted)
        {
            if (record.Fragment.IsEmpty)
                _anomalies.Add(_offset, "fragment", "RFC 8446 §5.1", "an empty handshake record");
            _handshake.Append(record.Fragment.Span);
            ReadHandshake();
            return;
        }

        if (record is { Type: ContentType.Alert, Fragment: { Length: 2 } alert } && !IsEncrypted)
        {
            _messages.Enqueue(new Alert((AlertLevel)alert.Span[0], (AlertDescription)alert.Span[1]));
            return;
        }

        IsEncrypted |= record.Type == ContentType.ApplicationData || record.Type == ContentType.ChangeCipherSpec && !_ignoresChangeCipherSpec;
        _messages.Enqueue(new OpaqueRecord(record.Type, record.Fragment));
    }

    private void ReadHandshake()
    {
        while (_handshake.Length > 0)
        {
            var result = HandshakeReader.Read(_handshake.Content, _context);
            if (result.Status == ReadStatus.Truncated)
                return;
            foreach (var anomaly in result.Anomalies)
                _anomalies.Add(anomaly with { Offset = _offset + anomaly.Offset });
            if (result.Message is not { } message)
            {
                Break(_offset, "handshake message", "longer than any may be");
                return;
            }

            _handshake.RemoveFirst(result.Consumed);
            _messages.Enqueue(message);
            Follow(message);
        }
    }

    private void Follow(HandshakeMessage message)
    {
        // RFC 8446 §5 and Appendix D.4: a ChangeCipherSpec in a handshake of TLS 1.3 means nothing. A client may send one between its two hellos;
        // one that goes on with TLS 1.2 sends its key before.
        switch (message)
        {
            case ClientHello hello:
                _ignoresChangeCipherSpec = hello.Versions.Contains(TlsVersion.Tls13);
                break;
            case ServerHello hello:
                _context = new HandshakeContext(hello.Version, CipherSuites.Of(hello.Suite));
                _ignoresChangeCipherSpec = hello.Version == TlsVersion.Tls13;
                IsEncrypted = hello.Version == TlsVersion.Tls13 && !hello.IsHelloRetryRequest;
                break;
            case { Type: HandshakeType.ClientKeyExchange }:
                _ignoresChangeCipherSpec = false;
                break;
            default:
                break;
        }
    }

    private void Advance(int count)
    {
        _records.RemoveFirst(count);
        _offset += count;
    }

    private void Break(long offset, string field, string message)
    {
        _anomalies.Add(offset, field, "RFC 8446 §5.1", message);
        IsBroken = true;
    }
}
