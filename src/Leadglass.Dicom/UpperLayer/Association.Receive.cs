using Leadglass.Dicom.Network;

namespace Leadglass.Dicom.UpperLayer;

public sealed partial class Association
{
    private AssociationEvent? _end;
    private ByteCursor _values;

    /// <summary>Awaits what the peer does next; a message comes with its whole data set.</summary>
    /// <param name="cancellationToken">Gives up waiting; the association still stands.</param>
    /// <returns>What happened. After the end of the association every call returns that end again.</returns>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    /// <exception cref="InvalidOperationException">Another receive has not ended yet.</exception>
    public Task<AssociationEvent> ReceiveAsync(CancellationToken cancellationToken = default) => ReceiveNextAsync(commandOnly: false, cancellationToken);

    /// <summary>
    /// Awaits what the peer does next, and returns a message as soon as its command is complete. The data set that goes with it is never
    /// read: for a caller that must not see it. Abort, or receive on: the data set is then thrown away as it comes.
    /// </summary>
    /// <param name="cancellationToken">Gives up waiting; the association still stands.</param>
    /// <returns>What happened; a message comes without data.</returns>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    /// <exception cref="InvalidOperationException">Another receive has not ended yet.</exception>
    public Task<AssociationEvent> ReceiveCommandAsync(CancellationToken cancellationToken = default) => ReceiveNextAsync(commandOnly: true, cancellationToken);

    private async Task<AssociationEvent> ReceiveNextAsync(bool commandOnly, CancellationToken cancellationToken)
    {
        var log = new AnomalyLog(_options.Conformance);
        while (_end is null)
        {
            if (await TakeValuesAsync(commandOnly, log, cancellationToken) is { } happened)
                return happened;

            var status = await _channel.ReadAsync(_options.ResponseTimeout, cancellationToken);
            if (status == ChannelStatus.TimedOut)
                return Ended(AssociationEventKind.TimedOut);
            if (await TakePduAsync(status, cancellationToken) is { } ended)
                return ended;
        }
        return _end;
    }

    /// <summary>Takes the PDU that was read; null when it held fragments, which are then in <see cref="_values"/>.</summary>
    private async ValueTask<AssociationEvent?> TakePduAsync(ChannelStatus status, CancellationToken cancellationToken)
    {
        var (happened, pdu, anomalies) = Understand(status);
        switch (_machine.Take(happened))
        {
            case Action.DT_2:
                _values = new ByteCursor(_channel.Pdu, PduHeader.Size, _channel.Pdu.Length);
                return null;
            case Action.AR_2:
                return new AssociationEvent { Kind = AssociationEventKind.ReleaseRequested, Anomalies = anomalies };
            case Action.AA_3:
                _end = new AssociationEvent { Kind = AssociationEventKind.Aborted, Abort = pdu as Abort, Anomalies = anomalies };
                await _channel.DisposeAsync();
                return _end;
            case Action.AA_4:
                _end = Ended(status == ChannelStatus.Closed ? AssociationEventKind.Closed : AssociationEventKind.Reset);
                await _channel.DisposeAsync();
                return _end;
            case Action.AR_5 or Action.AA_2 or Action.AA_6 or Action.AA_7 or Action.None:
                // Sta13 or Sta1: the local side disposed the association while this receive was waiting.
                return _end ??= Ended(AssociationEventKind.Closed);
            default:
                _end = new AssociationEvent { Kind = AssociationEventKind.ProtocolError, Anomalies = anomalies };
                await UpperLayerClose.AbortAsync(_channel, _machine, _options, ShortPdus.ProviderAbort(happened), cancellationToken);
                return _end;
        }
    }

    /// <summary>Which event a read is. P-DATA-TF is not made into an object: its fragments go from the buffer straight into the message.</summary>
    private (Event Happened, Pdu? Pdu, IReadOnlyList<Anomaly> Anomalies) Understand(ChannelStatus status)
    {
        var happened = PduEvent.Of(status, _channel);
        if (happened == Event.Evt10)
        {
            var log = new AnomalyLog(_options.Conformance);
            var values = new ByteCursor(_channel.Pdu, PduHeader.Size, _channel.Pdu.Length);
            while (TryReadValue(ref values, log, out _, out _, out _))
                continue;
            return (log.Failed ? Event.Evt19 : Event.Evt10, null, log.Anomalies);
        }
        if (status != ChannelStatus.Done)
            return (happened, null, []);

        var read = PduReader.Read(_channel.Pdu.Span, _options.Conformance);
        return (read.Pdu is null ? Event.Evt19 : happened, read.Pdu, read.Anomalies);
    }

    private bool TryReadValue(ref ByteCursor values, AnomalyLog log, out byte contextId, out byte control, out ReadOnlyMemory<byte> fragment)
    {
        var start = values.Position;
        var isRead = PduReader.TryReadValue(ref values, log, out contextId, out control, out fragment);
        if (isRead && !_acceptedContexts.Contains(contextId))
            log.Fault(start, "presentation-context-id", "PS3.8 §9.3.5.1", $"context {contextId} was not accepted");
        return isRead;
    }

    /// <summary>Takes the fragments that are left of the last PDU until a message is complete; null when there are no more.</summary>
    private async ValueTask<AssociationEvent?> TakeValuesAsync(bool commandOnly, AnomalyLog log, CancellationToken cancellationToken)
    {
        while (TryReadValue(ref _values, log, out var contextId, out var control, out var fragment))
        {
            if (!_assembler.TryTake(contextId, control, fragment.Span, commandOnly, log))
            {
                _end = new AssociationEvent { Kind = AssociationEventKind.ProtocolError, Anomalies = log.Anomalies };
                await AbortAsync(cancellationToken);
                return _end;
            }
            if (_assembler.Message is { } message)
                return new AssociationEvent { Kind = AssociationEventKind.Message, Message = message, Anomalies = log.Anomalies };
        }
        _values = default;
        return null;
    }

    private static AssociationEvent Ended(AssociationEventKind kind) => new() { Kind = kind };
}
