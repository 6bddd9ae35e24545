using Leadglass.Dicom.Network;

namespace Leadglass.Dicom.UpperLayer;

public sealed partial class Association
{
    /// <summary>Awaits a request over a transport that a peer opened: at most ARTIM.</summary>
    /// <param name="transport">The open transport; it belongs to the association from now on, and is closed unless one is requested.</param>
    /// <param name="options">How to behave.</param>
    /// <param name="cancellationToken">Gives up; the transport is closed.</param>
    /// <returns>The request to answer, or what came instead.</returns>
    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    public static async Task<IncomingOutcome> AcceptAsync(Stream transport, AssociationOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(transport);
        ArgumentNullException.ThrowIfNull(options);
        AssociationOptions.Validate(options);
        var channel = new PduChannel(transport, options);
        IncomingAssociation? association = null;
        try
        {
            var machine = new StateMachine(requestor: false);
            machine.Take(Event.Evt5);
            var status = await channel.ReadAsync(options.ArtimTimeout, cancellationToken);
            var outcome = await IncomingAsync(channel, machine, options, status, cancellationToken);
            association = outcome.Association;
            return outcome;
        }
        finally
        {
            if (association is null)
                await channel.DisposeAsync();
        }
    }

    private static async ValueTask<IncomingOutcome> IncomingAsync(
        PduChannel channel, StateMachine machine, AssociationOptions options, ChannelStatus status, CancellationToken cancellationToken)
    {
        // AE-6: what the service-provider itself cannot accept is protocol version 1 not offered; Lenient leaves that to the user.
        var read = status == ChannelStatus.Done ? PduReader.Read(channel.Pdu.Span, options.Conformance) : null;
        var request = read?.Pdu as AssociateRequest;
        var acceptable = request is null || (request.ProtocolVersion & 1) != 0 || options.Conformance == Conformance.Lenient;
        var happened = read is { Pdu: null } ? Event.Evt19 : PduEvent.Of(status, channel);
        var outcome = new IncomingOutcome
        {
            Kind = IncomingKind.ProtocolError,
            Request = request,
            Abort = read?.Pdu as Abort,
            Anomalies = read?.Anomalies ?? [],
            FirstBytes = request is null ? channel.CopyUnread(FirstBytesKept) : default,
        };

        switch (machine.Take(happened, acceptable))
        {
            case Action.AE_6 when acceptable && request is not null:
                var association = new IncomingAssociation(channel, machine, options, request);
                return outcome with { Kind = IncomingKind.Requested, Association = association };
            case Action.AE_6:
                var reject = new AssociateReject(RejectResult.Permanent, RejectSource.ServiceProviderAcse, RejectReason.ProtocolVersionNotSupported);
                await channel.WriteAsync(PduWriter.ToBytes(reject), cancellationToken);
                await UpperLayerClose.AwaitCloseAsync(channel, machine, options, cancellationToken);
                return outcome with { Kind = IncomingKind.Refused };
            case Action.AA_2:
                return outcome with { Kind = status == ChannelStatus.TimedOut ? IncomingKind.TimedOut : IncomingKind.Aborted };
            case Action.AA_5:
                return outcome with { Kind = status == ChannelStatus.Closed ? IncomingKind.Closed : IncomingKind.Reset };
            default:
                await UpperLayerClose.AbortAsync(channel, machine, options, ShortPdus.UserAbort, cancellationToken);
                return outcome with { Kind = status == ChannelStatus.NotDicom ? IncomingKind.NotDicom : IncomingKind.ProtocolError };
        }
    }
}
