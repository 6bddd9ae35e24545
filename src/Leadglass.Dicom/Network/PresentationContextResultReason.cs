namespace Leadglass.Dicom.Network;

/// <summary>The acceptor's answer to one presentation context. Values that are not named here can be read and written. Source: PS3.8 Table 9-18.</summary>
public enum PresentationContextResultReason : byte
{
    /// <summary>acceptance.</summary>
    Acceptance = 0,

    /// <summary>user-rejection.</summary>
    UserRejection = 1,

    /// <summary>no-reason (provider rejection).</summary>
    NoReason = 2,

    /// <summary>abstract-syntax-not-supported (provider rejection).</summary>
    AbstractSyntaxNotSupported = 3,

    /// <summary>transfer-syntaxes-not-supported (provider rejection).</summary>
    TransferSyntaxesNotSupported = 4,
}
