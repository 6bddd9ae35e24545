namespace Leadglass.Exposure.Observations;

/// <summary>What answers on a port.</summary>
public enum ServiceKind
{
    /// <summary>Nothing listens: the host refused the connection.</summary>
    Closed,

    /// <summary>Nothing came back: no such host, or a firewall drops.</summary>
    NoAnswer,

    /// <summary>There is no way to the host.</summary>
    Unreachable,

    /// <summary>DICOM upper layer in clear text.</summary>
    Dicom,

    /// <summary>DICOM upper layer inside TLS.</summary>
    DicomTls,

    /// <summary>TLS; what is inside is not known.</summary>
    Tls,

    /// <summary>HTTP in clear text.</summary>
    Http,

    /// <summary>HTTP inside TLS.</summary>
    Https,

    /// <summary>Accepts the connection and says nothing to any first word.</summary>
    Silent,

    /// <summary>Accepts the connection and closes it before saying anything.</summary>
    ClosedUnheard,

    /// <summary>Says something that is none of these.</summary>
    Other,

    /// <summary>This machine could not find out.</summary>
    NotExamined,
}
