using Leadglass.Dicom.Network;

namespace Leadglass.Dicom.UpperLayer;

public sealed partial class Association
{
    /// <summary>Ends the association in good order: asks, awaits the response, closes. Data that still comes is thrown away unread.</summary>
    /// <param name="cancellationToken">Gives up; dispose the association then.</param>
    /// <returns>How it ended; in every case it has.</returns>
    /// <exception cref="InvalidOperationException">The peer's release awaits its response.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    public async Task<ReleaseOutcome> ReleaseAsync(CancellationToken cancellationToken = default)
    {
        if (_end is { } end)
            return OutcomeOf(end.Kind);
        if (_machine.Take(Event.Evt11) != Action.AR_1)
            throw new InvalidOperationException($"A release cannot be asked for in {State}.");

        _values = default;
        await _channel.WriteAsync(ShortPdus.ReleaseRequest, cancellationToken);
        var outcome = await AwaitReleaseAsync(cancellationToken);
        _end = Ended(EndOf(outcome));
        await _channel.DisposeAsync();
        return outcome;
    }

    /// <summary>Answers the peer's release, then waits, at most ARTIM, for it to close.</summary>
    /// <param name="cancellationToken">Gives up waiting; dispose the association then.</param>
    /// <exception cref="InvalidOperationException">The peer did not ask for a release.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    public async Task RespondToReleaseAsync(CancellationToken cancellationToken = default)
    {
        if (_machine.Take(Event.Evt14) != Action.AR_4)
            throw new InvalidOperationException($"There is no release to respond to in {State}.");
        await _channel.WriteAsync(ShortPdus.ReleaseResponse, cancellationToken);
        await UpperLayerClose.AwaitCloseAsync(_channel, _machine, _options, cancellationToken);
        _end = Ended(AssociationEventKind.Released);
    }

    private async ValueTask<ReleaseOutcome> AwaitReleaseAsync(CancellationToken cancellationToken)
    {
        var collided = false;
        while (true)
        {
            var status = await _channel.ReadAsync(_options.ResponseTimeout, cancellationToken);
            if (status == ChannelStatus.TimedOut)
            {
                _machine.Take(Event.Evt15);
                await _channel.WriteLastAsync(ShortPdus.UserAbort);
                return ReleaseOutcome.TimedOut;
            }

            var (happened, _, _) = Understand(status);
            switch (_machine.Take(happened))
            {
                case Action.AR_6:
                    break;
                case Action.AR_3:
                    return collided ? ReleaseOutcome.ReleasedAfterCollision : ReleaseOutcome.Released;
                case Action.AR_8:
                    collided = true;
                    // AR-9: the requestor answers at once; the acceptor only when the response to its own request came.
                    if (_machine.Take(Event.Evt14) == Action.AR_9)
                        await _channel.WriteAsync(ShortPdus.ReleaseResponse, cancellationToken);
                    break;
                case Action.AR_10:
                    await RespondToReleaseAsync(cancellationToken);
                    return ReleaseOutcome.ReleasedAfterCollision;
                case Action.AA_3:
                    return ReleaseOutcome.Aborted;
                case Action.AA_4:
                    return status == ChannelStatus.Closed ? ReleaseOutcome.Closed : ReleaseOutcome.Reset;
                default:
                    await UpperLayerClose.AbortAsync(_channel, _machine, _options, ShortPdus.ProviderAbort(happened), cancellationToken);
                    return ReleaseOutcome.ProtocolError;
            }
        }
    }

    private static ReleaseOutcome OutcomeOf(AssociationEventKind end) => end switch
    {
        AssociationEventKind.Released => ReleaseOutcome.Released,
        AssociationEventKind.Aborted => ReleaseOutcome.Aborted,
        AssociationEventKind.Reset => ReleaseOutcome.Reset,
        AssociationEventKind.ProtocolError => ReleaseOutcome.ProtocolError,
        _ => ReleaseOutcome.Closed,
    };

    private static AssociationEventKind EndOf(ReleaseOutcome outcome) => outcome switch
    {
        ReleaseOutcome.Released or ReleaseOutcome.ReleasedAfterCollision => AssociationEventKind.Released,
        ReleaseOutcome.Aborted => AssociationEventKind.Aborted,
        ReleaseOutcome.Reset => AssociationEventKind.Reset,
        ReleaseOutcome.ProtocolError => AssociationEventKind.ProtocolError,
        _ => AssociationEventKind.Closed,
    };
}
