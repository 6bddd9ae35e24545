namespace Leadglass.Dicom.UpperLayer;

/// <summary>Actions of the upper layer under their printed names (AE-1 is AE_1). Source: PS3.8 Tables 9-6 to 9-9.</summary>
public enum Action : byte
{
    /// <summary>The cell of the table is blank: the event cannot happen in this state.</summary>
    None,

    /// <summary>Issue a transport connect request.</summary>
    AE_1,

    /// <summary>Send A-ASSOCIATE-RQ.</summary>
    AE_2,

    /// <summary>Confirm the association: accepted.</summary>
    AE_3,

    /// <summary>Confirm the association: rejected; close the transport.</summary>
    AE_4,

    /// <summary>Accept the transport connection; start ARTIM.</summary>
    AE_5,

    /// <summary>Stop ARTIM; indicate the request if the service-provider can accept it, else send A-ASSOCIATE-RJ and start ARTIM.</summary>
    AE_6,

    /// <summary>Send A-ASSOCIATE-AC.</summary>
    AE_7,

    /// <summary>Send A-ASSOCIATE-RJ; start ARTIM.</summary>
    AE_8,

    /// <summary>Send P-DATA-TF.</summary>
    DT_1,

    /// <summary>Indicate P-DATA.</summary>
    DT_2,

    /// <summary>Send A-RELEASE-RQ.</summary>
    AR_1,

    /// <summary>Indicate the release.</summary>
    AR_2,

    /// <summary>Confirm the release; close the transport.</summary>
    AR_3,

    /// <summary>Send A-RELEASE-RP; start ARTIM.</summary>
    AR_4,

    /// <summary>Stop ARTIM.</summary>
    AR_5,

    /// <summary>Indicate P-DATA while awaiting the release response.</summary>
    AR_6,

    /// <summary>Send P-DATA-TF before responding to the release.</summary>
    AR_7,

    /// <summary>Indicate the release: a collision.</summary>
    AR_8,

    /// <summary>Send A-RELEASE-RP in a collision.</summary>
    AR_9,

    /// <summary>Confirm the release in a collision.</summary>
    AR_10,

    /// <summary>Send A-ABORT as service-user; start ARTIM, or restart it.</summary>
    AA_1,

    /// <summary>Stop ARTIM; close the transport.</summary>
    AA_2,

    /// <summary>Indicate the abort; close the transport.</summary>
    AA_3,

    /// <summary>Indicate a provider abort.</summary>
    AA_4,

    /// <summary>Stop ARTIM.</summary>
    AA_5,

    /// <summary>Ignore the PDU.</summary>
    AA_6,

    /// <summary>Send A-ABORT.</summary>
    AA_7,

    /// <summary>Send A-ABORT as service-provider; indicate a provider abort; start ARTIM.</summary>
    AA_8,
}
