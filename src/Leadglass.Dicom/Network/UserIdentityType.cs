namespace Leadglass.Dicom.Network;

/// <summary>What the fields of a user identity hold. Values that are not named here can be read and written. Source: PS3.7 Table D.3-14.</summary>
public enum UserIdentityType : byte
{
    /// <summary>A user name in UTF-8.</summary>
    UserName = 1,

    /// <summary>A user name and a passcode in UTF-8.</summary>
    UserNameAndPasscode = 2,

    /// <summary>A Kerberos service ticket.</summary>
    Kerberos = 3,

    /// <summary>A SAML assertion.</summary>
    Saml = 4,

    /// <summary>A JSON Web Token.</summary>
    JsonWebToken = 5,
}
