using Leadglass.TestKit;
using Leadglass.Tls.Messages;
using Leadglass.Tls.Registry;

namespace Leadglass.Tls.Tests.Messages;

public sealed class ExtensionTests
{
    [Fact]
    public void Write_Extensions_HaveTheFormOfTheirRfc()
    {
        Assert.Equal("00 0A 00 00 07 61 2E 6C 6F 63 61 6C", Text(ExtensionWriter.ServerName("a.local")));
        Assert.Equal("00 04 00 1D 00 17", Text(ExtensionWriter.Groups([NamedGroup.X25519, NamedGroup.Secp256r1])));
        Assert.Equal("00 02 04 03", Text(ExtensionWriter.Schemes([SignatureScheme.EcdsaSecp256r1Sha256])));
        Assert.Equal("04 03 04 03 03", Text(ExtensionWriter.Versions([TlsVersion.Tls13, TlsVersion.Tls12])));
        Assert.Equal("00 06 05 64 69 63 6F 6D", Text(ExtensionWriter.Protocols(["dicom"])));
        Assert.Equal("00 06 00 1D 00 02 AA BB", Text(ExtensionWriter.ClientShares([new KeyShare(NamedGroup.X25519, new byte[] { 0xAA, 0xBB })])));
        Assert.Equal("00 00", Text(ExtensionWriter.ClientShares([])));
        Assert.Equal("01 00 00 00 00", Text(ExtensionWriter.StatusRequest()));
        Assert.Equal("00", Text(ExtensionWriter.ShortVector(ExtensionType.RenegotiationInfo)));
    }

    [Fact]
    public void ReadServerShare_InAServerHello_HasTheKey()
    {
        var share = ExtensionReader.ReadServerShare(new TlsExtension(ExtensionType.KeyShare, Hex.Parse("001D 0002 AABB")));

        Assert.Equal((NamedGroup.X25519, 2), (share!.Group, share.Key.Length));
    }

    [Theory]
    [InlineData("")]
    [InlineData("0003 0017")]
    [InlineData("0003 001700")]
    [InlineData("0002 0017 00")]
    public void Read_ContentOfAnotherForm_IsNull(string hex)
    {
        var extension = new TlsExtension(ExtensionType.SupportedGroups, Hex.Parse(hex));

        Assert.Null(ExtensionReader.ReadGroups(extension));
        Assert.Null(ExtensionReader.ReadSchemes(extension));
        Assert.Null(ExtensionReader.ReadVersions(extension));
        Assert.Null(ExtensionReader.ReadServerName(extension));
        Assert.Null(ExtensionReader.ReadClientShares(extension));
    }

    [Fact]
    public void ReadCookie_Cookie_HasItsContent() =>
        Assert.Equal([1, 2], ExtensionReader.ReadCookie(new TlsExtension(ExtensionType.Cookie, Hex.Parse("0002 0102")))!.Value.ToArray());

    private static string Text(TlsExtension extension) => Hex.Format(extension.Data.Span);
}
