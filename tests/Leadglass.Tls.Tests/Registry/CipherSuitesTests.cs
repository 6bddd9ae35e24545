using System.Net.Security;
using Leadglass.Tls.Registry;

namespace Leadglass.Tls.Tests.Registry;

public sealed class CipherSuitesTests
{
    [Fact]
    public void All_EverySuiteThatDotNetNames_HasTheSameNameAndCode() => Assert.All(
        Enum.GetValues<TlsCipherSuite>(),
        suite => Assert.Equal(suite.ToString(), CipherSuites.Of((int)suite).Name));

    [Fact]
    public void All_EverySuite_HasItsPropertiesFromItsName() => Assert.All(CipherSuites.All, static suite =>
    {
        Assert.True(suite.IsKnown, suite.Name);
        Assert.NotEqual(BulkCipher.Unknown, suite.Cipher);
        Assert.NotEqual(CipherMode.Unknown, suite.Mode);
        Assert.NotEqual(SuiteHash.Unknown, suite.Hash);
        Assert.Equal(suite.Cipher == BulkCipher.Null, suite.Bits == 0);
        Assert.Equal(suite.Name.Contains("EXPORT", StringComparison.Ordinal), suite.IsExport);
    });

    [Theory]
    [InlineData(0x0000, "Null Null Null 0 None Null")]
    [InlineData(0x0002, "Rsa Rsa Null 0 None Sha1")]
    [InlineData(0x0003, "Rsa Rsa Rc4 40 Stream Md5")]
    [InlineData(0x000A, "Rsa Rsa TripleDes 112 Cbc Sha1")]
    [InlineData(0x0014, "Dhe Rsa Des 40 Cbc Sha1")]
    [InlineData(0x0026, "Kerberos Kerberos Des 40 Cbc Sha1")]
    [InlineData(0x002F, "Rsa Rsa Aes 128 Cbc Sha1")]
    [InlineData(0x0062, "Rsa Rsa Des 56 Cbc Sha1")]
    [InlineData(0x009F, "Dhe Rsa Aes 256 Gcm Sha384")]
    [InlineData(0x00A6, "Dhe Anonymous Aes 128 Gcm Sha256")]
    [InlineData(0x1302, "Negotiated Negotiated Aes 256 Gcm Sha384")]
    [InlineData(0x1305, "Negotiated Negotiated Aes 128 Ccm8 Sha256")]
    [InlineData(0xC004, "Ecdh Ecdsa Aes 128 Cbc Sha1")]
    [InlineData(0xC02F, "Ecdhe Rsa Aes 128 Gcm Sha256")]
    [InlineData(0xC087, "Ecdhe Ecdsa Camellia 256 Gcm Sha384")]
    [InlineData(0xC0A3, "Dhe Rsa Aes 256 Ccm8 Sha256")]
    [InlineData(0xC0AA, "DhePsk Psk Aes 128 Ccm8 Sha256")]
    [InlineData(0xC0B4, "Negotiated Negotiated Null 0 None Sha256")]
    [InlineData(0xC100, "Gost Gost Kuznyechik 256 CtrOmac Gost")]
    [InlineData(0xCCA9, "Ecdhe Ecdsa ChaCha20 256 Poly1305 Sha256")]
    [InlineData(0x020080, "Rsa Rsa Rc4 40 Stream Md5")]
    [InlineData(0x0700C0, "Rsa Rsa TripleDes 112 Cbc Md5")]
    public void Of_Suite_SaysWhatItsNameSays(int code, string properties)
    {
        var suite = CipherSuites.Of(code);

        Assert.Equal(properties, $"{suite.KeyExchange} {suite.Authentication} {suite.Cipher} {suite.Bits} {suite.Mode} {suite.Hash}");
    }

    [Fact]
    public void Of_CodeThatNobodyRegistered_IsNamedByItAndNotKnown()
    {
        var suite = CipherSuites.Of(0xABCD);

        Assert.Equal("ABCDH", suite.Name);
        Assert.False(suite.IsKnown);
    }

    [Theory]
    [InlineData("TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256", 0xC02F)]
    [InlineData("ECDHE-RSA-AES128-GCM-SHA256", 0xC02F)]
    [InlineData("DES-CBC3-SHA", 0x000A)]
    [InlineData("EXP-RC4-MD5", 0x0003)]
    public void Find_NameOfIanaOrOpenSsl_FindsTheSuite(string name, int code) => Assert.Equal(code, CipherSuites.Find(name)?.Code);

    [Fact]
    public void Find_NameThatNobodyUses_FindsNothing() => Assert.Null(CipherSuites.Find("TLS_DHE_RSA_WITH_AES_256_GCM_CCM_8"));

    [Fact]
    public void For_Tls13_HoldsTheFiveOfRfc8446()
    {
        var codes = CipherSuites.For(TlsVersion.Tls13).Select(static suite => suite.Code).ToList();

        Assert.Subset(codes.ToHashSet(), new HashSet<int> { 0x1301, 0x1302, 0x1303, 0x1304, 0x1305 });
        Assert.DoesNotContain(0xC02F, codes);
    }

    [Fact]
    public void For_AnyVersion_HoldsNoSignals() => Assert.All(
        TlsVersions.All,
        static version => Assert.DoesNotContain(CipherSuites.For(version), static suite => suite.Name.Contains("SCSV", StringComparison.Ordinal)));
}
