namespace Leadglass.Exposure.Rules;

/// <summary>Who may talk to a DICOM system, as far as its answers show. An AE title is a name, not a proof: even the strictest policy here is not authentication.</summary>
public enum AePolicy
{
    /// <summary>Any calling and any called AE title is accepted, and nothing that was asked was refused.</summary>
    Open,

    /// <summary>Only its own AE title is accepted as the called one.</summary>
    CalledChecked,

    /// <summary>Only registered calling AE titles are accepted.</summary>
    CallingChecked,

    /// <summary>Both AE titles are checked.</summary>
    Both,

    /// <summary>Associations are accepted from anyone, but the operations that were asked were refused.</summary>
    DimseRestricted,

    /// <summary>Too busy to say; this is no policy.</summary>
    Busy,

    /// <summary>The connection is closed before anything is read: perhaps only listed addresses are served.</summary>
    AddressRestricted,

    /// <summary>No certain answer could be had.</summary>
    Undetermined,
}
