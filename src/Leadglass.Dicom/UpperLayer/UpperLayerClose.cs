namespace Leadglass.Dicom.UpperLayer;

/// <summary>
/// The end of every association that is not over at once: Sta13, until the peer closes or ARTIM expires.
/// To close before the peer has read our last PDU can lose it: TCP resets a connection that is closed with bytes unread.
/// </summary>
internal static class UpperLayerClose
{
    /// <summary>AA-1 and AA-8: sends A-ABORT, then awaits the close. The state machine has taken its event already.</summary>
    public static async Task AbortAsync(
        PduChannel channel, StateMachine machine, AssociationOptions options, ReadOnlyMemory<byte> abort, CancellationToken cancellationToken)
    {
        await channel.WriteAsync(abort, cancellationToken);
        await AwaitCloseAsync(channel, machine, options, cancellationToken);
    }

    /// <summary>Sta13: takes PDUs without reading them until the transport closes or ARTIM expires, then closes it.</summary>
    public static async Task AwaitCloseAsync(PduChannel channel, StateMachine machine, AssociationOptions options, CancellationToken cancellationToken)
    {
        var started = options.TimeProvider.GetTimestamp();
        while (machine.State == State.Sta13)
        {
            var left = options.ArtimTimeout - options.TimeProvider.GetElapsedTime(started);
            var status = left > TimeSpan.Zero ? await channel.ReadAsync(left, cancellationToken) : ChannelStatus.TimedOut;
            var happened = PduEvent.Of(status, channel);
            // AA-7: the one thing that is still answered
            if (machine.Take(happened) == Action.AA_7)
                await channel.WriteAsync(ShortPdus.ProviderAbort(happened), cancellationToken);
        }
        await channel.DisposeAsync();
    }
}
