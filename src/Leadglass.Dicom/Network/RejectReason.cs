using System.Diagnostics.CodeAnalysis;

namespace Leadglass.Dicom.Network;

/// <summary>
/// The reason byte of A-ASSOCIATE-RJ. It means something only together with its <see cref="RejectSource"/>:
/// each name below says which. Source: PS3.8 Table 9-21.
/// </summary>
[SuppressMessage("Design", "CA1069", Justification = "Table 9-21 gives one number several meanings, by source.")]
public enum RejectReason : byte
{
    /// <summary>no-reason-given, from the service-user and from ACSE.</summary>
    NoReasonGiven = 1,

    /// <summary>application-context-name-not-supported, from the service-user.</summary>
    ApplicationContextNameNotSupported = 2,

    /// <summary>calling-AE-title-not-recognized, from the service-user.</summary>
    CallingAETitleNotRecognized = 3,

    /// <summary>called-AE-title-not-recognized, from the service-user.</summary>
    CalledAETitleNotRecognized = 7,

    /// <summary>protocol-version-not-supported, from ACSE.</summary>
    ProtocolVersionNotSupported = 2,

    /// <summary>temporary-congestion, from the presentation related function.</summary>
    TemporaryCongestion = 1,

    /// <summary>local-limit-exceeded, from the presentation related function.</summary>
    LocalLimitExceeded = 2,
}
