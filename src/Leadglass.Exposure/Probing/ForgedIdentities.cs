using System.Text;
using Leadglass.Dicom.Network;

namespace Leadglass.Exposure.Probing;

/// <summary>User identities that nobody has (PS3.7 D.3.3.7), each asking for the positive response: who acknowledges one, authenticates nobody.</summary>
internal static class ForgedIdentities
{
    public static IEnumerable<UserIdentityRequest> For(Sentinels sentinels, bool all)
    {
        yield return UserIdentityRequest.ForUserName(sentinels.UserName, positiveResponseRequested: true);
        if (!all)
            yield break;
        yield return UserIdentityRequest.ForPasscode(sentinels.UserName, sentinels.Token, positiveResponseRequested: true);
        yield return new UserIdentityRequest(UserIdentityType.Kerberos, true, Encoding.ASCII.GetBytes(sentinels.Token), default);
        yield return new UserIdentityRequest(UserIdentityType.Saml, true, Encoding.ASCII.GetBytes($"<Assertion ID=\"{sentinels.Token}\"/>"), default);
        yield return UserIdentityRequest.ForJsonWebToken(UnsignedToken(sentinels), positiveResponseRequested: true);
    }

    // RFC 7519 §6.1: an unsecured token. No server that verifies anything takes it.
    private static string UnsignedToken(Sentinels sentinels) =>
        $"{Base64Url("""{"alg":"none"}""")}.{Base64Url($"{{\"sub\":\"{sentinels.UserName}\"}}")}.";

    private static string Base64Url(string json) => Convert.ToBase64String(Encoding.UTF8.GetBytes(json)).TrimEnd('=').Replace('+', '-').Replace('/', '_');
}
