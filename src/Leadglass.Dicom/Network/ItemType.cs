namespace Leadglass.Dicom.Network;

/// <summary>First byte of the variable items of A-ASSOCIATE-RQ and A-ASSOCIATE-AC. Source: PS3.8 §9.3.2, §9.3.3 and Annex D; PS3.7 Annex D.3.3.</summary>
public enum ItemType : byte
{
    /// <summary>Application context item.</summary>
    ApplicationContext = 0x10,

    /// <summary>Presentation context item of a request.</summary>
    PresentationContextRequest = 0x20,

    /// <summary>Presentation context item of an acceptance.</summary>
    PresentationContextResult = 0x21,

    /// <summary>Abstract syntax sub-item, inside a presentation context.</summary>
    AbstractSyntax = 0x30,

    /// <summary>Transfer syntax sub-item, inside a presentation context.</summary>
    TransferSyntax = 0x40,

    /// <summary>User information item.</summary>
    UserInformation = 0x50,

    /// <summary>Maximum length received, inside the user information.</summary>
    MaximumLength = 0x51,

    /// <summary>Implementation class UID, inside the user information.</summary>
    ImplementationClassUid = 0x52,

    /// <summary>Asynchronous operations window, inside the user information.</summary>
    AsynchronousOperationsWindow = 0x53,

    /// <summary>SCP/SCU role selection, inside the user information.</summary>
    RoleSelection = 0x54,

    /// <summary>Implementation version name, inside the user information.</summary>
    ImplementationVersionName = 0x55,

    /// <summary>SOP class extended negotiation, inside the user information.</summary>
    ExtendedNegotiation = 0x56,

    /// <summary>SOP class common extended negotiation, inside the user information of a request.</summary>
    CommonExtendedNegotiation = 0x57,

    /// <summary>User identity, inside the user information of a request.</summary>
    UserIdentityRequest = 0x58,

    /// <summary>User identity server response, inside the user information of an acceptance.</summary>
    UserIdentityResponse = 0x59,
}
