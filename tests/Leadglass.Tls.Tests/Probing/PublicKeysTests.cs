using System.Security.Cryptography;
using Leadglass.Tls.Probing;
using Leadglass.Tls.Registry;

namespace Leadglass.Tls.Tests.Probing;

public sealed class PublicKeysTests
{
    [Theory]
    [InlineData(NamedGroup.Secp256r1, "1.2.840.10045.3.1.7")]
    [InlineData(NamedGroup.Secp384r1, "1.3.132.0.34")]
    [InlineData(NamedGroup.Secp521r1, "1.3.132.0.35")]
    public void All_CurveOfNist_IsItsBasePointAsDotNetKnowsIt(NamedGroup group, string oid)
    {
        using var key = ECDsa.Create(ECCurve.CreateFromValue(oid));
        var point = key.ExportExplicitParameters(includePrivateParameters: false).Curve.G;

        Assert.Equal((byte[])[4, .. point.X!, .. point.Y!], PublicKeys.All.Single(share => share.Group == group).Key.ToArray());
    }

    [Fact]
    public void All_MontgomeryCurves_AreTheBasePointsOfRfc7748()
    {
        Assert.Equal((byte[])[9, .. new byte[31]], PublicKeys.All.Single(static share => share.Group == NamedGroup.X25519).Key.ToArray());
        Assert.Equal((byte[])[5, .. new byte[55]], PublicKeys.All.Single(static share => share.Group == NamedGroup.X448).Key.ToArray());
    }
}
