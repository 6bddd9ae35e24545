using Leadglass.Dicom.Dimse;
using Leadglass.Dicom.Network;

namespace Leadglass.Dicom.UpperLayer;

public sealed partial class Association
{
    /// <summary>Our own choice of PDU length towards a peer that sets no limit, in bytes; and how much is gathered into one write.</summary>
    private const int GatherLength = 64 << 10;

    /// <summary>PDV item-length, context id and message control header. Source: PS3.8 §9.3.5.1.</summary>
    private const int ValueHeaderSize = 6;

    /// <summary>Sends a message, in fragments that fit what the peer announced.</summary>
    /// <param name="message">The message. Whether a data set follows is said in the command that is sent, whatever the command itself says.</param>
    /// <param name="cancellationToken">Gives up; the association is then of no further use but for disposing.</param>
    /// <returns>What became of it.</returns>
    /// <exception cref="ArgumentException">The presentation context was not accepted.</exception>
    /// <exception cref="InvalidOperationException">The association is being released by the local side.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    public async Task<SendOutcome> SendAsync(DimseMessage message, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(message);
        if (!_acceptedContexts.Contains(message.ContextId) && _options.Conformance != Conformance.Lenient)
            throw new ArgumentException($"Presentation context {message.ContextId} was not accepted.", nameof(message));
        if (State is State.Sta1 or State.Sta13)
            return SendOutcome.Ended;
        if (_machine.Take(Event.Evt9) == Action.None)
            throw new InvalidOperationException($"Nothing can be sent in {State}.");

        var command = message.Command with { HasDataSet = message.Data is not null };
        var sink = new ByteSink(512);
        var outcome = await SendFragmentsAsync(
            sink, message.ContextId, isCommand: true, CommandSetWriter.ToBytes(command), flush: message.Data is null, cancellationToken);
        if (outcome == ChannelStatus.Done && message.Data is { } data)
            outcome = await SendFragmentsAsync(sink, message.ContextId, isCommand: false, data, flush: true, cancellationToken);
        return outcome switch
        {
            ChannelStatus.Done => SendOutcome.Sent,
            ChannelStatus.TimedOut => SendOutcome.TimedOut,
            _ => SendOutcome.Ended,
        };
    }

    /// <summary>One P-DATA-TF a fragment; small ones are gathered, so that a short message leaves in one write.</summary>
    private async ValueTask<ChannelStatus> SendFragmentsAsync(
        ByteSink sink, byte contextId, bool isCommand, ReadOnlyMemory<byte> bytes, bool flush, CancellationToken cancellationToken)
    {
        var most = FragmentLength();
        while (true)
        {
            var fragment = bytes[..Math.Min(most, bytes.Length)];
            bytes = bytes[fragment.Length..];
            PduWriter.WriteDataTransfer(sink, contextId, MessageControl.Header(isCommand, isLast: bytes.IsEmpty), fragment.Span);
            if (sink.Length >= GatherLength || (bytes.IsEmpty && flush))
            {
                var status = await _channel.WriteAsync(sink.WrittenMemory, cancellationToken);
                sink.Clear();
                if (status != ChannelStatus.Done)
                    return status;
            }
            if (bytes.IsEmpty)
                return ChannelStatus.Done;
        }
    }

    /// <summary>Fragments are even; a peer whose limit leaves no room for one is sent the smallest there is. Source: PS3.8 §D.1 and §E.1.</summary>
    private int FragmentLength()
    {
        var peer = _isRequestor ? Accept.MaximumLengthReceived : Request.MaximumLengthReceived;
        var length = peer is null or 0 ? GatherLength : (int)Math.Min(peer.Value, GatherLength);
        return Math.Max(2, (length - ValueHeaderSize) & ~1);
    }
}
