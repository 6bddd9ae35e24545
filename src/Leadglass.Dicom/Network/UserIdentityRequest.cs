using System.Text;

namespace Leadglass.Dicom.Network;

/// <summary>User identity sub-item of a request (58H). The fields are secrets: they are not part of the text form. Source: PS3.7 §D.3.3.7.1.</summary>
/// <param name="IdentityType">What the fields hold.</param>
/// <param name="PositiveResponseRequested">The requestor wants a 59H in the acceptance.</param>
/// <param name="PrimaryField">User name, ticket, assertion or token.</param>
/// <param name="SecondaryField">The passcode; empty unless the type is <see cref="UserIdentityType.UserNameAndPasscode"/>.</param>
public sealed record UserIdentityRequest(
    UserIdentityType IdentityType,
    bool PositiveResponseRequested,
    ReadOnlyMemory<byte> PrimaryField,
    ReadOnlyMemory<byte> SecondaryField) : AssociateItem
{
    /// <inheritdoc/>
    public override ItemType ItemType => ItemType.UserIdentityRequest;

    /// <summary>A user name without proof (type 1).</summary>
    /// <param name="name">The user name.</param>
    /// <param name="positiveResponseRequested">Ask for a 59H.</param>
    public static UserIdentityRequest ForUserName(string name, bool positiveResponseRequested) =>
        new(UserIdentityType.UserName, positiveResponseRequested, Encoding.UTF8.GetBytes(name), default);

    /// <summary>A user name with a passcode (type 2).</summary>
    /// <param name="name">The user name.</param>
    /// <param name="passcode">The passcode, sent in clear.</param>
    /// <param name="positiveResponseRequested">Ask for a 59H.</param>
    public static UserIdentityRequest ForPasscode(string name, string passcode, bool positiveResponseRequested) =>
        new(UserIdentityType.UserNameAndPasscode, positiveResponseRequested, Encoding.UTF8.GetBytes(name), Encoding.UTF8.GetBytes(passcode));

    /// <summary>A JSON Web Token (type 5).</summary>
    /// <param name="token">The compact serialization: the text that would follow <c>Bearer</c>.</param>
    /// <param name="positiveResponseRequested">Ask for a 59H.</param>
    public static UserIdentityRequest ForJsonWebToken(string token, bool positiveResponseRequested) =>
        new(UserIdentityType.JsonWebToken, positiveResponseRequested, Encoding.ASCII.GetBytes(token), default);
}
