using Leadglass.Tls.Client;
using Leadglass.Tls.Messages;
using Leadglass.Tls.Registry;

namespace Leadglass.Tls.Tests.Client;

/// <summary>Fingerprints against the examples that their inventors publish.</summary>
public sealed class HelloFingerprintTests
{
    [Fact]
    public void Ja3_ExampleWithExtensions_IsThatOfItsPublication()
    {
        // github.com/salesforce/ja3: 769,47-53-5-10-49161-49162-49171-49172-50-56-19-4,0-10-11,23-24-25,0
        var hello = new ClientHello
        {
            LegacyVersion = TlsVersion.Tls10,
            Suites = [47, 53, 5, 10, 49161, 49162, 49171, 49172, 50, 56, 19, 4],
            Compressions = new byte[] { 0 },
            Extensions =
            [
                ExtensionWriter.ServerName("example.org"),
                ExtensionWriter.Groups([(NamedGroup)23, (NamedGroup)24, (NamedGroup)25]),
                ExtensionWriter.ShortVector(ExtensionType.EcPointFormats, 0),
            ],
        };

        Assert.Equal("ada70206e40642a3e4461f35503241d5", RecordedHello.Of(hello).Ja3);
    }

    [Fact]
    public void Ja3_ExampleWithoutExtensions_IsThatOfItsPublication()
    {
        // 769,4-5-10-9-100-98-3-6-19-18-99,,,
        var hello = new ClientHello { LegacyVersion = TlsVersion.Tls10, Suites = [4, 5, 10, 9, 100, 98, 3, 6, 19, 18, 99], Compressions = new byte[] { 0 } };

        Assert.Equal("de350869b8c85de67a350c8d186f11e6", RecordedHello.Of(hello).Ja3);
    }

    [Fact]
    public void Ja4_ExampleOfABrowserWithGrease_IsThatOfItsPublication()
    {
        // github.com/FoxIO-LLC/ja4, technical details of JA4: t13d1516h2_8daaf6152771_e5627efa2ab1
        var hello = new ClientHello
        {
            LegacyVersion = TlsVersion.Tls12,
            Suites = [0x0A0A, 0x1301, 0x1302, 0x1303, 0xC02B, 0xC02F, 0xC02C, 0xC030, 0xCCA9, 0xCCA8, 0xC013, 0xC014, 0x009C, 0x009D, 0x002F, 0x0035],
            Compressions = new byte[] { 0 },
            Extensions =
            [
                ExtensionWriter.Empty((ExtensionType)0x1A1A),
                ExtensionWriter.Empty((ExtensionType)0x001B),
                ExtensionWriter.ServerName("example.org"),
                ExtensionWriter.Empty((ExtensionType)0x0033),
                ExtensionWriter.Protocols(["h2", "http/1.1"]),
                ExtensionWriter.Empty((ExtensionType)0x4469),
                ExtensionWriter.Empty((ExtensionType)0x0017),
                ExtensionWriter.Empty((ExtensionType)0x002D),
                ExtensionWriter.Schemes([(SignatureScheme)0x0403, (SignatureScheme)0x0804, (SignatureScheme)0x0401, (SignatureScheme)0x0503, (SignatureScheme)0x0805, (SignatureScheme)0x0501, (SignatureScheme)0x0806, (SignatureScheme)0x0601]),
                ExtensionWriter.Empty((ExtensionType)0x0005),
                ExtensionWriter.Empty((ExtensionType)0x0023),
                ExtensionWriter.Empty((ExtensionType)0x0012),
                ExtensionWriter.Versions([(TlsVersion)0x2A2A, TlsVersion.Tls13, TlsVersion.Tls12]),
                ExtensionWriter.ShortVector(ExtensionType.RenegotiationInfo),
                ExtensionWriter.ShortVector(ExtensionType.EcPointFormats, 0),
                ExtensionWriter.Groups([(NamedGroup)0x3A3A, (NamedGroup)0x001D]),
                ExtensionWriter.Empty((ExtensionType)0x0015),
            ],
        };

        Assert.Equal("t13d1516h2_8daaf6152771_e5627efa2ab1", RecordedHello.Of(hello).Ja4);
    }

    [Fact]
    public void Of_HelloWithGrease_OffersNoneOfIt()
    {
        var hello = new ClientHello
        {
            LegacyVersion = TlsVersion.Tls12,
            Suites = [0xFAFA, 0x1301],
            Compressions = new byte[] { 0 },
            Extensions = [ExtensionWriter.Versions([(TlsVersion)0xFAFA, TlsVersion.Tls13])],
        };

        var recorded = RecordedHello.Of(hello);

        Assert.Equal(TlsVersion.Tls13, recorded.Highest);
        Assert.Equal([0x1301], recorded.Offer.Suites.Select(static suite => suite.Code));
    }
}
