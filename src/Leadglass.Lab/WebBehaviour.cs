namespace Leadglass.Lab;

/// <summary>What a web server of the practice hospital serves.</summary>
internal enum WebBehaviour
{
    /// <summary>DICOMweb without a login, readable from any origin.</summary>
    DicomWebOpen,

    /// <summary>Everything asks for a login.</summary>
    DicomWebWithLogin,

    /// <summary>Pages of the house.</summary>
    NotDicom,
}
