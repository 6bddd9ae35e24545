using Leadglass.Dicom.Network;

namespace Leadglass.Dicom.UpperLayer;

public sealed partial class Association
{
    private const int FirstBytesKept = 64;

    /// <summary>Requests an association: writes the whole A-ASSOCIATE-RQ at once and awaits the answer.</summary>
    /// <param name="transport">An open transport; it belongs to the association from now on, and is closed unless one is accepted.</param>
    /// <param name="request">The request.</param>
    /// <param name="options">How to behave.</param>
    /// <param name="cancellationToken">Gives up; the transport is closed.</param>
    /// <returns>What became of it. The network's failures are outcomes, not exceptions.</returns>
    /// <exception cref="ArgumentException">
    /// An option is out of its range -or- the request announces a longer P-DATA-TF than <see cref="AssociationOptions.MaxPduLength"/> accepts.
    /// </exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    public static Task<AssociationOutcome> RequestAsync(
        Stream transport, AssociateRequest request, AssociationOptions options, CancellationToken cancellationToken = default) =>
        RequestAsync(transport, request, PduWriter.ToBytes(request), options, cancellationToken);

    /// <summary>Requests an association with a request that was encoded before: for many associations with the same one.</summary>
    /// <param name="transport">An open transport; it belongs to the association from now on, and is closed unless one is accepted.</param>
    /// <param name="request">The request.</param>
    /// <param name="encodedRequest">What to send: <see cref="PduWriter.ToBytes"/> of <paramref name="request"/>, or a damaged form of it in a test.</param>
    /// <param name="options">How to behave.</param>
    /// <param name="cancellationToken">Gives up; the transport is closed.</param>
    /// <returns>What became of it. The network's failures are outcomes, not exceptions.</returns>
    /// <exception cref="ArgumentException">
    /// An option is out of its range -or- the request announces a longer P-DATA-TF than <see cref="AssociationOptions.MaxPduLength"/> accepts.
    /// </exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    public static async Task<AssociationOutcome> RequestAsync(
        Stream transport, AssociateRequest request, ReadOnlyMemory<byte> encodedRequest, AssociationOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(transport);
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(options);
        AssociationOptions.Validate(options);
        options.CheckAnnounced(request);

        var channel = new PduChannel(transport, options);
        Association? association = null;
        try
        {
            var machine = new StateMachine(requestor: true);
            machine.Take(Event.Evt1);
            machine.Take(Event.Evt2);
            var written = await channel.WriteAsync(encodedRequest, cancellationToken);
            // Even a broken write can have been answered: a peer that rejects strangers may not read the whole request.
            var status = written == ChannelStatus.TimedOut ? written : await channel.ReadAsync(options.ResponseTimeout, cancellationToken);
            var outcome = await AnswerAsync(channel, machine, request, options, status);
            association = outcome.Association;
            return outcome;
        }
        finally
        {
            if (association is null)
                await channel.DisposeAsync();
        }
    }

    private static async ValueTask<AssociationOutcome> AnswerAsync(
        PduChannel channel, StateMachine machine, AssociateRequest request, AssociationOptions options, ChannelStatus status)
    {
        if (status == ChannelStatus.TimedOut)
        {
            // No ARTIM runs in Sta5: giving up is the local user's abort. Who did not answer is not waited for again.
            machine.Take(Event.Evt15);
            await channel.WriteLastAsync(ShortPdus.UserAbort);
            return new AssociationOutcome { Kind = AssociationOutcomeKind.TimedOut, FirstBytes = channel.CopyUnread(FirstBytesKept) };
        }

        var read = status == ChannelStatus.Done ? PduReader.Read(channel.Pdu.Span, options.Conformance) : null;
        var happened = read is { Pdu: null } ? Event.Evt19 : PduEvent.Of(status, channel);
        var anomalies = read?.Anomalies ?? [];
        switch (machine.Take(happened))
        {
            case Action.AE_3 when read?.Pdu is AssociateAccept accept:
                var association = new Association(channel, machine, options, request, accept, isRequestor: true);
                return new AssociationOutcome
                {
                    Kind = AssociationOutcomeKind.Accepted,
                    Association = association,
                    Accept = accept,
                    Anomalies = anomalies,
                };
            case Action.AE_4 when read?.Pdu is AssociateReject reject:
                return new AssociationOutcome { Kind = AssociationOutcomeKind.Rejected, Reject = reject, Anomalies = anomalies };
            case Action.AA_3 when read?.Pdu is Abort abort:
                return new AssociationOutcome { Kind = AssociationOutcomeKind.Aborted, Abort = abort, Anomalies = anomalies };
            case Action.AA_4:
                return new AssociationOutcome
                {
                    Kind = status == ChannelStatus.Closed ? AssociationOutcomeKind.Closed : AssociationOutcomeKind.Reset,
                    FirstBytes = channel.CopyUnread(FirstBytesKept),
                };
            default:
                // AA-8 without the wait of Sta13: no association exists, and whoever answers like this must not hold the caller.
                await channel.WriteLastAsync(ShortPdus.ProviderAbort(happened));
                return new AssociationOutcome
                {
                    Kind = status == ChannelStatus.NotDicom ? AssociationOutcomeKind.NotDicom : AssociationOutcomeKind.ProtocolError,
                    FirstBytes = channel.CopyUnread(FirstBytesKept),
                    Anomalies = anomalies,
                };
        }
    }
}
