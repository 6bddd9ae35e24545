namespace Leadglass.Dicom.UpperLayer;

/// <summary>How one association behaves. The defaults suit a requestor that asks a few questions of a system it does not trust.</summary>
public sealed record AssociationOptions
{
    /// <summary>The defaults.</summary>
    public static readonly AssociationOptions Default = new();

    /// <summary>Where time comes from.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>ARTIM: how long an acceptor waits for a request, and either side for the peer to close. Default 5 s. Source: PS3.8 §9.1.4.</summary>
    public TimeSpan ArtimTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long to wait for each PDU of the peer, and for it to take each of ours. Default 3 s; <see cref="Timeout.InfiniteTimeSpan"/> waits for ever.</summary>
    public TimeSpan ResponseTimeout { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>
    /// Greatest PDU-length of a P-DATA-TF that is accepted, in bytes; default 16384. Announce the same in
    /// <see cref="Network.MaximumLength"/>. Under <see cref="Conformance.Lenient"/> only <see cref="PduLengthLimit"/> holds. Source: PS3.8 §D.1.
    /// </summary>
    public uint MaxPduLength { get; init; } = 16384;

    /// <summary>Greatest PDU-length of any PDU that is read, in bytes; default 1 MiB. Memory grows with the bytes that arrive, not with what is announced.</summary>
    public uint PduLengthLimit { get; init; } = 1 << 20;

    /// <summary>Greatest command set together with its data set, in bytes; default 64 MiB.</summary>
    public int MaxMessageLength { get; init; } = 64 << 20;

    /// <summary>How strictly the peer's bytes are held against the standard; default <see cref="Conformance.Standard"/>.</summary>
    public Conformance Conformance { get; init; } = Conformance.Standard;
}
