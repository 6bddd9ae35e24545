using Leadglass.Dicom.Network;

namespace Leadglass.Dicom.UpperLayer;

/// <summary>An association that a peer requested and the local user has not answered yet: Sta3.</summary>
public sealed class IncomingAssociation : IAsyncDisposable
{
    private readonly PduChannel _channel;
    private readonly StateMachine _machine;
    private readonly AssociationOptions _options;
    private bool _handedOver;

    internal IncomingAssociation(PduChannel channel, StateMachine machine, AssociationOptions options, AssociateRequest request)
    {
        _channel = channel;
        _machine = machine;
        _options = options;
        Request = request;
    }

    /// <summary>The request.</summary>
    public AssociateRequest Request { get; }

    /// <summary>Accepts: AE-7.</summary>
    /// <param name="accept">The acceptance, such as <see cref="AssociateAccept.Answer(AssociateRequest, IReadOnlySet{string}, IReadOnlyList{string})"/> makes.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The association, the caller's to dispose. Where the transport broke meanwhile, its first receive says so.</returns>
    /// <exception cref="ArgumentException">The acceptance announces a longer P-DATA-TF than <see cref="AssociationOptions.MaxPduLength"/> accepts.</exception>
    /// <exception cref="InvalidOperationException">The request was answered before.</exception>
    public async Task<Association> AcceptAsync(AssociateAccept accept, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(accept);
        _options.CheckAnnounced(accept);
        var bytes = PduWriter.ToBytes(accept);
        Require(Event.Evt7);
        await _channel.WriteAsync(bytes, cancellationToken);
        _handedOver = true;
        return new Association(_channel, _machine, _options, Request, accept, isRequestor: false);
    }

    /// <summary>Rejects: AE-8; then waits, at most ARTIM, for the peer to close.</summary>
    /// <param name="reject">The rejection.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <exception cref="InvalidOperationException">The request was answered before.</exception>
    public async Task RejectAsync(AssociateReject reject, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(reject);
        Require(Event.Evt8);
        await _channel.WriteAsync(PduWriter.ToBytes(reject), cancellationToken);
        await UpperLayerClose.AwaitCloseAsync(_channel, _machine, _options, cancellationToken);
    }

    /// <summary>Aborts as service-user: AA-1; then waits, at most ARTIM, for the peer to close.</summary>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <exception cref="InvalidOperationException">The request was answered before.</exception>
    public async Task AbortAsync(CancellationToken cancellationToken = default)
    {
        Require(Event.Evt15);
        await UpperLayerClose.AbortAsync(_channel, _machine, _options, ShortPdus.UserAbort, cancellationToken);
    }

    /// <summary>Closes the transport, unless the request was accepted.</summary>
    public async ValueTask DisposeAsync()
    {
        if (!_handedOver)
            await _channel.DisposeAsync();
    }

    private void Require(Event happened)
    {
        if (_machine.State != State.Sta3)
            throw new InvalidOperationException($"The request was answered before: the association is in {_machine.State}.");
        _machine.Take(happened);
    }
}
