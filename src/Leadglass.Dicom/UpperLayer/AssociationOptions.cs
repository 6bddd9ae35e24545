using Leadglass.Dicom.Network;

namespace Leadglass.Dicom.UpperLayer;

/// <summary>How one association behaves. The defaults suit a requestor that asks a few questions of a system it does not trust.</summary>
public sealed record AssociationOptions
{
    private const uint GreatestLimit = 1 << 30;

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
    /// <see cref="MaximumLength"/>. Under <see cref="Conformance.Lenient"/> only <see cref="PduLengthLimit"/> holds. Source: PS3.8 §D.1.
    /// </summary>
    public uint MaxPduLength { get; init; } = 16384;

    /// <summary>Greatest PDU-length of any PDU that is read, in bytes; default 1 MiB, at most 1 GiB. Memory grows with the bytes that arrive, not with what is announced.</summary>
    public uint PduLengthLimit { get; init; } = 1 << 20;

    /// <summary>Greatest command set together with its data set, in bytes; default 64 MiB.</summary>
    public int MaxMessageLength { get; init; } = 64 << 20;

    /// <summary>How strictly the peer's bytes are held against the standard; default <see cref="Conformance.Standard"/>.</summary>
    public Conformance Conformance { get; init; } = Conformance.Standard;

    /// <summary>Checks the options; reports every error at once.</summary>
    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    internal static void Validate(AssociationOptions options)
    {
        List<string> errors = [];
        if (!IsTimeout(options.ArtimTimeout))
            errors.Add($"{nameof(ArtimTimeout)} is {options.ArtimTimeout}; it is positive or infinite.");
        if (!IsTimeout(options.ResponseTimeout))
            errors.Add($"{nameof(ResponseTimeout)} is {options.ResponseTimeout}; it is positive or infinite.");
        if (options.PduLengthLimit > GreatestLimit)
            errors.Add($"{nameof(PduLengthLimit)} is {options.PduLengthLimit}; it is at most {GreatestLimit}.");
        if (options.MaxPduLength > options.PduLengthLimit)
            errors.Add($"{nameof(MaxPduLength)} is {options.MaxPduLength}; it is at most {nameof(PduLengthLimit)}, {options.PduLengthLimit}.");
        if (options.MaxMessageLength <= 0)
            errors.Add($"{nameof(MaxMessageLength)} is {options.MaxMessageLength}; it is positive.");
        if (errors.Count > 0)
            throw new ArgumentException(string.Join(' ', errors), nameof(options));
    }

    /// <summary>Checks that a request or an acceptance does not announce a longer P-DATA-TF than is accepted.</summary>
    /// <exception cref="ArgumentException">It does.</exception>
    internal void CheckAnnounced(AssociatePdu pdu)
    {
        // PS3.8 §D.1.1: 0 is no limit
        if (Conformance != Conformance.Lenient && pdu.MaximumLengthReceived is { } length && (length == 0 || length > MaxPduLength))
            throw new ArgumentException($"The PDU announces a maximum length of {length}, the options accept {MaxPduLength}.", nameof(pdu));
    }

    private static bool IsTimeout(TimeSpan timeout) => timeout > TimeSpan.Zero || timeout == Timeout.InfiniteTimeSpan;
}
