using Leadglass.EndToEnd.Tests.Peers;
using Leadglass.TestKit;

namespace Leadglass.EndToEnd.Tests;

/// <summary>What <c>leadglass check</c> says of the encryption of real systems whose configuration is known.</summary>
public sealed class CheckTlsTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [RealPeerFact(TlsServer.Storescp)]
    public async Task Check_StorescpWithAClearPortBeside_HasTheVerdictsAndTheRemedyOfDcmtk()
    {
        await using var encrypted = await TlsServer.StorescpAsync(Cancellation, "+py", "--ignore-peer-cert");
        await using var clear = await Storescp.StartAsync(Cancellation);

        var result = await Product.CheckAsync("127.0.0.1", "--ports", $"{encrypted.EndPoint.Port},{clear.Dicom.Port}", "--claim", "B.10");

        Assert.Equal("dicom-tls", result.Fact(encrypted.EndPoint, "service"));
        Assert.Equal("open", result.Fact(encrypted.EndPoint, "aePolicy"));
        Assert.Equal("0000H", result.Fact(encrypted.EndPoint, "echo"));
        Assert.Equal("fail high", result.Verdict(encrypted.EndPoint, "LG-TLS-030"));
        Assert.StartsWith("Stop the second storescp", result.Remedy(encrypted.EndPoint, "LG-TLS-030"), StringComparison.Ordinal);
        Assert.Equal("pass high", result.Verdict(encrypted.EndPoint, "LG-TLS-033"));
        Assert.Equal("pass medium", result.Verdict(encrypted.EndPoint, "LG-TLS-035"));
        Assert.Equal("pass medium", result.Verdict(encrypted.EndPoint, "LG-TLS-061"));
        // DCMTK 3.6.7 signs key exchanges with SHA-1 for who asks, which RFC 9325 forbids; it has B.10's four suites.
        Assert.StartsWith("fail: security fails: too much signature scheme rsa_pkcs1_sha1", result.Profile(encrypted.EndPoint, "B.12"), StringComparison.Ordinal);
        Assert.EndsWith("interoperability holds", result.Profile(encrypted.EndPoint, "B.10"), StringComparison.Ordinal);
        Assert.EndsWith("TLS 1.2+1.3; fails B.12 in security", result.Summary(encrypted.EndPoint), StringComparison.Ordinal);
        Assert.Equal("fail medium", result.Verdict(clear.Dicom, "LG-EXP-001"));
        Assert.Null(result.Profile(clear.Dicom, "B.12"));
        Assert.Equal(1, result.ExitCode);
    }

    [RealPeerFact(TlsServer.Storescp)]
    public async Task Check_StorescpGently_SaysWhatItCouldNotFindOut()
    {
        await using var server = await TlsServer.StorescpAsync(Cancellation, "+py", "--ignore-peer-cert");

        var result = await Product.CheckAsync($"{server.EndPoint}", "--gentle");

        Assert.Equal("24", result.Fact(server.EndPoint, "connections"));
        Assert.StartsWith("inconclusive: security not known", result.Profile(server.EndPoint, "B.12"), StringComparison.Ordinal);
        Assert.Equal("notTested info", result.Verdict(server.EndPoint, "LG-TLS-037"));
    }

    [RealPeerFact(TlsServer.Storescp)]
    public async Task Check_StorescpOnlyDiscovered_IsSaidToSpeakDicomInTlsAndNoMore()
    {
        await using var server = await TlsServer.StorescpAsync(Cancellation, "+py", "--ignore-peer-cert");

        var result = await Product.CheckAsync($"{server.EndPoint}", "--discover");

        Assert.Equal("dicom-tls", result.Fact(server.EndPoint, "service"));
        Assert.Equal("notTested info", result.Verdict(server.EndPoint, "LG-EXP-002"));
        Assert.Null(result.Fact(server.EndPoint, "connections"));
    }

    [RealPeerFact($"{Storescp.Programs}")]
    public async Task Check_StorescpInClearTextOnly_IsSaidSoWithTheRemedyOfDcmtk()
    {
        await using var clear = await Storescp.StartAsync(Cancellation);
        await using var other = await Storescp.StartAsync(Cancellation);

        var result = await Product.CheckAsync("127.0.0.1", "--ports", $"{clear.Dicom.Port},{other.Dicom.Port}");

        Assert.Equal("fail medium", result.Verdict(clear.Dicom, "LG-EXP-007"));
        Assert.StartsWith("Start a second server on port 2762 with +tls", result.Remedy(clear.Dicom, "LG-EXP-007"), StringComparison.Ordinal);
        Assert.Null(result.Verdict(other.Dicom, "LG-EXP-007"));
    }

    [RealPeerFact(Orthanc.Programs)]
    public async Task Check_OrthancWithTls_IsAskedInsideAsInClearText()
    {
        await using var orthanc = await Orthanc.StartAsync(new OrthancOptions { Tls = true, TlsRemoteCertificateRequired = false, AlwaysAllowFind = true }, Cancellation);

        var result = await Product.CheckAsync($"{orthanc.Dicom}");

        Assert.Equal("dicom-tls", result.Fact(orthanc.Dicom, "service"));
        Assert.Equal("Orthanc (likely)", result.Product(orthanc.Dicom));
        Assert.Equal("fail high", result.Verdict(orthanc.Dicom, "LG-EXP-021"));
        Assert.EndsWith("interoperability holds", result.Profile(orthanc.Dicom, "B.12"), StringComparison.Ordinal);
        Assert.Null(result.Verdict(orthanc.Dicom, "LG-EXP-001"));
    }

    [RealPeerFact(Orthanc.Programs)]
    public async Task Check_OrthancThatDemandsCertificates_PassesForItAndSaysThatItWasNotAsked()
    {
        await using var orthanc = await Orthanc.StartAsync(new OrthancOptions { Tls = true }, Cancellation);

        var result = await Product.CheckAsync($"{orthanc.Dicom}");

        Assert.Equal("tls", result.Fact(orthanc.Dicom, "service"));
        Assert.StartsWith("client certificate required, TLS", result.Summary(orthanc.Dicom), StringComparison.Ordinal);
        Assert.StartsWith("pass", result.Verdict(orthanc.Dicom, "LG-TLS-040"), StringComparison.Ordinal);
        Assert.Equal("notTested info", result.Verdict(orthanc.Dicom, "LG-EXP-008"));
        Assert.Null(result.Verdict(orthanc.Dicom, "LG-EXP-021"));
        Assert.Null(result.Verdict(orthanc.Dicom, "LG-TLS-035"));
    }

    [RealPeerFact(TlsServer.Nginx)]
    public async Task Check_NginxWithDicomWeb_HasTheVerdictsOfItsTls()
    {
        await using var nginx = await TlsServer.NginxAsync(Cancellation, "location /dicom-web/ { return 204; }");

        var result = await Product.CheckAsync($"{nginx.EndPoint}");

        Assert.Equal("https", result.Fact(nginx.EndPoint, "service"));
        Assert.Equal("searched 204", result.Fact(nginx.EndPoint, "dicomweb./dicom-web"));
        // nginx 1.22 offers TLS 1.2 by default, and 1.3 only where it is told to.
        Assert.Contains("DICOMweb open to anyone, TLS 1.2; ", result.Summary(nginx.EndPoint), StringComparison.Ordinal);
        Assert.NotNull(result.Profile(nginx.EndPoint, "B.12"));
        Assert.Null(result.Verdict(nginx.EndPoint, "LG-TLS-035"));
        Assert.Null(result.Verdict(nginx.EndPoint, "LG-TLS-033"));
    }

    [RealPeerFact(TlsServer.Nginx)]
    public async Task Check_NginxWithoutDicomWeb_IsNotExamined()
    {
        await using var nginx = await TlsServer.NginxAsync(Cancellation);

        var result = await Product.CheckAsync($"{nginx.EndPoint}");

        Assert.Equal("https", result.Fact(nginx.EndPoint, "service"));
        Assert.Null(result.Fact(nginx.EndPoint, "connections"));
    }

    [RealPeerFact(TlsServer.Storescp)]
    public async Task TlsServer_Storescp_AnswersDicomInsideTlsAndNotBesideIt()
    {
        await using var server = await TlsServer.StorescpAsync(Cancellation, "+py", "--ignore-peer-cert");

        var result = await Product.TlsServerAsync($"{server.EndPoint}");

        // A warning here means that the association was accepted and C-ECHO on it was not answered with success.
        Assert.Equal("pass medium", result.Verdict(server.EndPoint, "LG-TLS-035"));
        Assert.Equal("pass high", result.Verdict(server.EndPoint, "LG-TLS-033"));
    }

    [RealPeerFact(TlsServer.Stunnel)]
    public async Task TlsServer_ProxyWithNothingBehindIt_HasNoDicomInside()
    {
        await using var stunnel = await TlsServer.StunnelAsync(Cancellation);

        Assert.Equal("fail medium", (await Product.TlsServerAsync($"{stunnel.EndPoint}")).Verdict(stunnel.EndPoint, "LG-TLS-035"));
    }
}
