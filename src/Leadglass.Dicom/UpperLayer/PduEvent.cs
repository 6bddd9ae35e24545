using Leadglass.Dicom.Network;

namespace Leadglass.Dicom.UpperLayer;

/// <summary>Which event of the state table a read is. Source: PS3.8 Table 9-10.</summary>
internal static class PduEvent
{
    /// <summary>The event of one read; a time out counts as that of ARTIM.</summary>
    public static Event Of(ChannelStatus status, PduChannel channel) => status switch
    {
        ChannelStatus.Done => Of(channel.Header.Type),
        ChannelStatus.Closed or ChannelStatus.Reset => Event.Evt17,
        ChannelStatus.TimedOut => Event.Evt18,
        _ => Event.Evt19,
    };

    private static Event Of(PduType type) => type switch
    {
        PduType.AssociateAccept => Event.Evt3,
        PduType.AssociateReject => Event.Evt4,
        PduType.AssociateRequest => Event.Evt6,
        PduType.DataTransfer => Event.Evt10,
        PduType.ReleaseRequest => Event.Evt12,
        PduType.ReleaseResponse => Event.Evt13,
        PduType.Abort => Event.Evt16,
        _ => Event.Evt19,
    };
}
