namespace Leadglass.Tls.Messages;

/// <summary>One record. Source: RFC 8446 §5.1, RFC 5246 §6.2.</summary>
/// <param name="Type">What it carries.</param>
/// <param name="Version">The version field: 3.1 to 3.3 in practice, whatever is negotiated.</param>
/// <param name="Fragment">The content.</param>
public sealed record TlsRecord(ContentType Type, TlsVersion Version, ReadOnlyMemory<byte> Fragment)
{
    /// <summary>Bytes before the content.</summary>
    public const int HeaderSize = 5;

    /// <summary>The most that a record may carry: 2^14 bytes and what encryption and compression may add (RFC 5246 §6.2.3).</summary>
    public const int MostBytes = (1 << 14) + 2048;
}
