using Leadglass.Dicom.Network;

namespace Leadglass.Dicom.UpperLayer;

/// <summary>
/// An association, requested or accepted, over any transport: a TCP stream or a TLS stream. It follows <see cref="StateTable"/>.
/// What the network does comes back as values; exceptions are the caller's mistakes and cancellation.
/// </summary>
/// <remarks>
/// The association owns its transport. One receive and one send may run at the same time; disposing ends both.
/// Release and abort await the peer themselves: cancel a receive before them.
/// </remarks>
public sealed partial class Association : IAsyncDisposable
{
    private readonly PduChannel _channel;
    private readonly StateMachine _machine;
    private readonly AssociationOptions _options;
    private readonly byte[] _acceptedContexts;
    private readonly MessageAssembler _assembler;

    private readonly bool _isRequestor;

    internal Association(
        PduChannel channel, StateMachine machine, AssociationOptions options, AssociateRequest request, AssociateAccept accept, bool isRequestor)
    {
        _isRequestor = isRequestor;
        _channel = channel;
        _machine = machine;
        _options = options;
        Request = request;
        Accept = accept;
        _acceptedContexts = [.. accept.PresentationContexts.Where(static context => context.IsAccepted).Select(static context => context.Id).Distinct()];
        _assembler = new MessageAssembler(options.MaxMessageLength);
    }

    /// <summary>The state of the upper layer.</summary>
    public State State => _machine.State;

    /// <summary>The request that the association began with.</summary>
    public AssociateRequest Request { get; }

    /// <summary>The acceptance that it began with.</summary>
    public AssociateAccept Accept { get; }

    /// <summary>The transfer syntax of an accepted presentation context; null where there is no such context.</summary>
    /// <param name="contextId">Presentation context id.</param>
    public string? TransferSyntaxOf(byte contextId) =>
        Accept.PresentationContexts.FirstOrDefault(context => context.Id == contextId && context.IsAccepted)?.TransferSyntax;

    /// <summary>Ends the association at once: sends A-ABORT as service-user and waits, at most ARTIM, for the peer to close.</summary>
    /// <param name="cancellationToken">Gives up waiting; the transport is then closed by disposing the association.</param>
    /// <remarks>What the peer had sent and is still sending is thrown away unread. Does nothing when the association has ended.</remarks>
    public async Task AbortAsync(CancellationToken cancellationToken = default)
    {
        if (_machine.Take(Event.Evt15) != Action.AA_1)
            return;
        await UpperLayerClose.AbortAsync(_channel, _machine, _options, ShortPdus.UserAbort, cancellationToken);
        _end ??= Ended(AssociationEventKind.Closed);
    }

    /// <summary>Closes the transport. An association that still stands is aborted first, without waiting for the peer.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_machine.Take(Event.Evt15) == Action.AA_1)
            await _channel.WriteLastAsync(ShortPdus.UserAbort);
        await _channel.DisposeAsync();
    }
}
