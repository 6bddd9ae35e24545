using Leadglass.Tls.Messages;

namespace Leadglass.Tls.Probing;

/// <summary>A connection that reads along with what comes in while it is in the clear: the TLS library does not tell tickets and alerts.</summary>
internal sealed class TapStream(Stream inner) : ForwardingStream(inner)
{
    private readonly MessageReader _reader = new();

    /// <summary>What the server said before it encrypted.</summary>
    public List<TlsMessage> Heard { get; } = [];

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var count = await base.ReadAsync(buffer, cancellationToken);
        if (!_reader.IsEncrypted)
        {
            _reader.Feed(buffer.Span[..count]);
            while (_reader.TryRead(out var message))
                Heard.Add(message);
        }
        return count;
    }
}
