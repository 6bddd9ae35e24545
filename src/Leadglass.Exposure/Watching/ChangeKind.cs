namespace Leadglass.Exposure.Watching;

/// <summary>What has changed. The names are stored and sent: they never change.</summary>
public enum ChangeKind
{
    /// <summary>Something answers at an address that did not answer before.</summary>
    NewSystem,

    /// <summary>A known system answers on another port.</summary>
    PortOpened,

    /// <summary>A port that answered does not any more.</summary>
    PortSilent,

    /// <summary>A port that had fallen silent answers again.</summary>
    PortBack,

    /// <summary>What was encrypted is not any more, or a profile does not hold any more.</summary>
    EncryptionLost,

    /// <summary>A certificate ends soon, or has ended.</summary>
    CertificateExpires,

    /// <summary>More are let in, or get an answer, than before.</summary>
    PolicyLoosened,

    /// <summary>Another product or version answers.</summary>
    ProductChanged,

    /// <summary>An advisory is known for the product that was not known before.</summary>
    NewAdvisory,

    /// <summary>A name means other addresses.</summary>
    AddressChanged,

    /// <summary>Something differs from the inventory that did not before.</summary>
    Drift,
}
