using Leadglass.TestKit;
using Leadglass.Tls.Certificates;
using Leadglass.Tls.Observations;
using Leadglass.Tls.Registry;
using Leadglass.Tls.Tests.Profiles;

namespace Leadglass.Tls.Tests.Certificates;

/// <summary>The certificates were made by OpenSSL 3.0, and the expected values are what <c>openssl x509 -text</c> prints about them.</summary>
public sealed class CertificateFactsTests
{
    /// <summary>req -x509 -newkey rsa-pss, 2048 bits, -sha384.</summary>
    private const string RsaPss =
        "MIIDYzCCAhegAwIBAgIUdlNIinMWnIWf0HxoeUEGhsQ6+q4wQQYJKoZIhvcNAQEKMDSgDzANBglghkgBZQMEAgIFAKEcMBoGCSqGSIb3DQEBCDANBglghkgB"
        + "ZQMEAgIFAKIDAgEwMA4xDDAKBgNVBAMMA3BzczAeFw0yNjExMjIyMTE4NTVaFw0zNjExMTkyMTE4NTVaMA4xDDAKBgNVBAMMA3BzczCCASAwCwYJKoZIhvcN"
        + "AQEKA4IBDwAwggEKAoIBAQCmCkhzpx2rRN8/TF00RCmx9fWL+gFc9THrrw2ByK895DIU50P1ItNoCyYE/Z8yFOynxDo/Qg48ABuyYmRwtPoE0prX8W1S6sFI"
        + "Ymu/OA8ubwN6bzRoMLB1TZVQQs+YnAEThP+JM844Qm0p1SEb017NUtS76x/sRsA+teYYWc/J2mKSFj6UlU6+wwlDt+tkdQZLAXwXMNzADKMkIKAjnJo/+izY"
        + "8g76c1BZ3emXmaS02O+0Evf2QSXXGEmCTDmNtdyiyCvZNikk0U0YMRA34BVZX6EsvmNnkRx51a9+F2DCsXpbiUBdpEgRfejYIQ/eLRCZGfftOBSMAkGHdRaH"
        + "JgC1AgMBAAGjUzBRMB0GA1UdDgQWBBSJDlj3RoyiRokWEP/NCccRsdc7TTAfBgNVHSMEGDAWgBSJDlj3RoyiRokWEP/NCccRsdc7TTAPBgNVHRMBAf8EBTAD"
        + "AQH/MEEGCSqGSIb3DQEBCjA0oA8wDQYJYIZIAWUDBAICBQChHDAaBgkqhkiG9w0BAQgwDQYJYIZIAWUDBAICBQCiAwIBMAOCAQEAc9dL9H6GMqXnHEMLcsrV"
        + "DN5fgXSKDEtfpjI0s3HMK6xYpBkN86Tdb0djKuAtPc/PHkWkBIBRuEQ3sSzClpjsTpvfKXTUaOZ4YLDxmcKdOkxJ0b1mDN3cVV0nRbhmgAv7iMpXWoEUQOVB"
        + "RecTEeQ5arHYI9GX8sDa5I/gg0O/T8prb96N+Lk2idNl2zQ9Mau8MRt/szcNHcWPCGZWoiB31RdZ52RJDchrEnH6NUzl4/NQdaEN11Cre6D7sS/hqScME5c1"
        + "NKpGL85+w/2MXjj/SwitNkgrVUqM80BHxp/QFwQAhhw1OQ9UYOHaG/HTbP4UGlVU/126rHdKq6G32YndVg==";

    /// <summary>req -x509 -newkey ec on prime192v1, -sha256.</summary>
    private const string P192 =
        "MIIBUzCCAQmgAwIBAgIUa/hLYvtiDLD9VITUKfUfyBDROH4wCgYIKoZIzj0EAwIwDzENMAsGA1UEAwwEcDE5MjAeFw0yNjExMjIyMTE4NTVaFw0zNjExMTky"
        + "MTE4NTVaMA8xDTALBgNVBAMMBHAxOTIwSTATBgcqhkjOPQIBBggqhkjOPQMBAQMyAASkUDmlpn52AWaER2LHizxwoDOZSuFJysQsXegWzbMYbqB9Oaa22lH4"
        + "RaWXYyycMmSjUzBRMB0GA1UdDgQWBBR1MvcgJxb6NoP72JlVk6x1IeaDQzAfBgNVHSMEGDAWgBR1MvcgJxb6NoP72JlVk6x1IeaDQzAPBgNVHRMBAf8EBTAD"
        + "AQH/MAoGCCqGSM49BAMCAzgAMDUCGC8/D9gdmuJpkvJbHfNfvvISV6zyxSteOgIZAJ8M1A3vSpV30zD/XI/afOGzymU/j8PNTw==";

    /// <summary>req -x509 -newkey ec on secp224r1, spelled out in numbers.</summary>
    private const string ExplicitCurve =
        "MIICRjCCAfSgAwIBAgIUHJP1YHQDAT6jztzMvR0Y9qpTIicwCgYIKoZIzj0EAwIwEzERMA8GA1UEAwwIZXhwbGljaXQwHhcNMjYxMTIyMjExODU1WhcNMzYx"
        + "MTE5MjExODU1WjATMREwDwYDVQQDDAhleHBsaWNpdDCCASowgesGByqGSM49AgEwgd8CAQEwKAYHKoZIzj0BAQIdAP////////////////////8AAAAAAAAA"
        + "AAAAAAEwUwQc/////////////////////v///////////////gQctAUKhQwEs6v1QTJWUESwt9e/2LonCzlDI1X/tAMVAL1xNEeZ1cf83EW1n6O5q49qlIvF"
        + "BDkEtw4MvWu0v38yE5C5SgPB01bCESI0MoDWEVwdIb03Y4i19yP7TCLf5s1DdaBaB0dkRNWBmYUAfjQCHQD//////////////////xai4LjwPhPdKUVcXCo9"
        + "AgEBAzoABOgJ3lLhgWBhDRTLLa7v4sfpD2WMk4/nmPVKrJbBG+fugiFxEzf/Zw20w4jR56P9VgrDGMMgiMg0o1MwUTAdBgNVHQ4EFgQU87tLKP4KHwTPWlUo"
        + "GLal0qIT0K4wHwYDVR0jBBgwFoAU87tLKP4KHwTPWlUoGLal0qIT0K4wDwYDVR0TAQH/BAUwAwEB/zAKBggqhkjOPQQDAgNAADA9Ah0ApjhDyTqxpYrBdqf/"
        + "YLEDNlbMwDMGUC/pXoyA+QIcUVbVlPIYsqhDg/qANpC+Tn+S6R7DfEh1DklEQw==";

    /// <summary>req -x509 -newkey ed25519.</summary>
    private const string Ed25519 =
        "MIIBLjCB4aADAgECAhRrL+2z9YkNX+0MQSD6Aeg5Uda5azAFBgMrZXAwDTELMAkGA1UEAwwCZWQwHhcNMjYxMTIyMjExODU1WhcNMzYxMTE5MjExODU1WjAN"
        + "MQswCQYDVQQDDAJlZDAqMAUGAytlcAMhAF4eJrK/nO1Q4ROjN93LTZnNqbqeEugs6ExVo804BUZ1o1MwUTAdBgNVHQ4EFgQUHPxKul7Bj9TzplM9xj3+Whkn"
        + "TkcwHwYDVR0jBBgwFoAUHPxKul7Bj9TzplM9xj3+WhknTkcwDwYDVR0TAQH/BAUwAwEB/zAFBgMrZXADQQCa/N3jheceNbOVU7PaVSOPKw2eD9EQFUj2L7lw"
        + "nzydk/OMfET3pOm3R2OrXtT2jQl3g76nmlgiyLGTyy+4zycO";

    /// <summary>req -x509 -newkey rsa:1024 -md5.</summary>
    private const string Md5 =
        "MIIB+DCCAWGgAwIBAgIUFlgVFtrks5Xi+uyFZndYF3MJiuwwDQYJKoZIhvcNAQEEBQAwDjEMMAoGA1UEAwwDbWQ1MB4XDTI2MTEyMjIxMTg1NVoXDTM2MTEx"
        + "OTIxMTg1NVowDjEMMAoGA1UEAwwDbWQ1MIGfMA0GCSqGSIb3DQEBAQUAA4GNADCBiQKBgQD9yMQPiLX+0kRvTF82Sr7JDSSfz9VHAxrFkbV9iCh6PxoL7W2y"
        + "I/2bgwqALG3YJHAZVXgK9TAZPhvp6UsLXY5mqfDIg2Es4TG2bmnHmJqTtVkaKVG0xPWjbMJ3zxkxSXcjnEemecYJpzUvtBMNVBU2WxzMQFogrGsDFKRw4Dys"
        + "uwIDAQABo1MwUTAdBgNVHQ4EFgQUIYf4EJ0zuKWiSdDrnE3vlJxBMdQwHwYDVR0jBBgwFoAUIYf4EJ0zuKWiSdDrnE3vlJxBMdQwDwYDVR0TAQH/BAUwAwEB"
        + "/zANBgkqhkiG9w0BAQQFAAOBgQBl/nWUnLQEatd+j/9PvmDHKHw6TbnKLwttEcE+poH8CLHtHnRt8MTNCXYFBBfXjcHeVP3Xh6yARVWboFQQMkG15/PDLgxZ"
        + "T8hBplKRJeG5hpZrstMxGOvTwYgbWBrjIMx8TuXITWLgKbcJuVo06wZNv5fKHD+ukGTTm5d+ZgjziQ==";

    [Theory]
    [InlineData(RsaPss, PublicKeyKind.Rsa, 2048, SignatureHash.Sha384)]
    [InlineData(P192, PublicKeyKind.Ecdsa, 192, SignatureHash.Sha256)]
    [InlineData(ExplicitCurve, PublicKeyKind.Ecdsa, 224, SignatureHash.Sha256)]
    [InlineData(Ed25519, PublicKeyKind.EdDsa, 255, SignatureHash.Intrinsic)]
    [InlineData(Md5, PublicKeyKind.Rsa, 1024, SignatureHash.Md5)]
    public void Read_KeyAndSignature_AreThoseThatOpenSslPrints(string base64, PublicKeyKind kind, int bits, SignatureHash hash)
    {
        var facts = CertificateFacts.Read(Convert.FromBase64String(base64));

        Assert.Equal((kind, bits, hash), (facts!.Key, facts.KeyBits, facts.SignatureHash));
        Assert.True(facts.IsSelfIssued);
    }

    [Fact]
    public void Read_Leaf_SaysWhatItWasMadeWith()
    {
        var facts = CertificateFacts.Read(MadeCertificates.Rsa.Chain[0])!;

        Assert.Equal("CN=pacs.example", facts.Subject);
        Assert.Equal("CN=Test Root", facts.Issuer);
        Assert.Equal(["pacs.example", "192.0.2.7"], facts.Names);
        Assert.Equal(MadeCertificates.Now.AddDays(300), facts.NotAfter);
        Assert.Equal((false, true, true, false), (facts.IsAuthority, facts.HasRevocationPointer, facts.ForbidsClients, facts.ForbidsServers));
    }

    [Theory]
    [InlineData("pacs.example", true)]
    [InlineData("PACS.EXAMPLE", true)]
    [InlineData("192.0.2.7", true)]
    [InlineData("other.example", false)]
    [InlineData("192.0.2.8", false)]
    [InlineData("2001:db8::1", false)]
    [InlineData("PACS_1", false)]
    [InlineData("not a name", false)]
    [InlineData("a..b", false)]
    [InlineData("xn--\u00fc.example", false)]
    [InlineData("m\u00fcnchen.example.", false)]
    [InlineData("fe80::1%x", false)]
    [InlineData("[2001:db8::1]", false)]
    [InlineData("123.456", false)]
    [InlineData("*.example", false)]
    [InlineData("", false)]
    public void IsFor_Host_LooksInSubjectAltName(string host, bool expected) =>
        Assert.Equal(expected, CertificateFacts.Read(MadeCertificates.Rsa.Chain[0])!.IsFor(host));

    [Fact]
    public void Read_AlmostACertificate_NeverThrows() => Property.Check(
        ArbitraryBytes.Near(MadeCertificates.Rsa.Chain[0].ToArray(), MadeCertificates.Ecdsa.Chain[0].ToArray(), Convert.FromBase64String(RsaPss)),
        bytes => CertificateFacts.Read(bytes) is not { } facts || facts.IsFor("pacs.example") || !facts.IsFor("other.example"),
        count: 3000);

    [Fact]
    public void Read_AnyBytes_NeverThrows() => Property.Check(ArbitraryBytes.Any(), bytes => CertificateFacts.Read(bytes) is null);
}
