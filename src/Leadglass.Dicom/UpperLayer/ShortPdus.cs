using Leadglass.Dicom.Network;

namespace Leadglass.Dicom.UpperLayer;

/// <summary>The PDUs that the upper layer sends of itself, encoded once.</summary>
internal static class ShortPdus
{
    public static readonly ReadOnlyMemory<byte> ReleaseRequest = PduWriter.ToBytes(new ReleaseRequest());

    public static readonly ReadOnlyMemory<byte> ReleaseResponse = PduWriter.ToBytes(new ReleaseResponse());

    /// <summary>A-ABORT of the local user; as such without a reason.</summary>
    public static readonly ReadOnlyMemory<byte> UserAbort = PduWriter.ToBytes(new Abort(AbortSource.ServiceUser, AbortReason.NotSpecified));

    /// <summary>A-ABORT of the upper layer itself.</summary>
    public static ReadOnlyMemory<byte> ProviderAbort(Event cause) => cause == Event.Evt19 ? UnrecognizedPdu : UnexpectedPdu;

    private static readonly ReadOnlyMemory<byte> UnrecognizedPdu =
        PduWriter.ToBytes(new Abort(AbortSource.ServiceProvider, AbortReason.UnrecognizedPdu));

    private static readonly ReadOnlyMemory<byte> UnexpectedPdu =
        PduWriter.ToBytes(new Abort(AbortSource.ServiceProvider, AbortReason.UnexpectedPdu));
}
