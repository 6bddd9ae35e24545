namespace Leadglass.Tls.Client;

/// <summary>A connection whose first bytes were read already, for a reader that wants them as well.</summary>
internal sealed class ReplayStream(ReadOnlyMemory<byte> first, Stream rest) : ForwardingStream(rest)
{
    private ReadOnlyMemory<byte> _first = first;

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_first.IsEmpty)
            return base.ReadAsync(buffer, cancellationToken);
        var count = Math.Min(buffer.Length, _first.Length);
        _first[..count].CopyTo(buffer);
        _first = _first[count..];
        return ValueTask.FromResult(count);
    }
}
