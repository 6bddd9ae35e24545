using System.Net;
using System.Text;
using Leadglass.Dicom.Dictionary;
using Leadglass.Dicom.Network;
using Leadglass.EndToEnd.Tests.Peers;
using Leadglass.TestKit;
using Leadglass.Tls;
using Leadglass.Tls.Observations;
using Leadglass.Tls.Probing;
using Leadglass.Tls.Registry;

namespace Leadglass.EndToEnd.Tests;

/// <summary>What the prober sees of real servers whose configuration is known; the lists of suites are those of sslscan.</summary>
public sealed class TlsServerTests
{
    private const string AllSuites = "ALL:COMPLEMENTOFALL:@SECLEVEL=0";
    private const string EveryTls13Suite = "TLS_AES_256_GCM_SHA384:TLS_CHACHA20_POLY1305_SHA256:TLS_AES_128_GCM_SHA256:TLS_AES_128_CCM_SHA256:TLS_AES_128_CCM_8_SHA256";

    private static readonly byte[] HttpRequest = Encoding.ASCII.GetBytes("GET / HTTP/1.0\r\n\r\n");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [RealPeerFact($"{TlsServer.OpenSsl} {SslScan.Programs}")]
    public async Task OpenSsl_AllSuites_AreFoundAsSslscanFindsThem()
    {
        await using var server = await TlsServer.OpenSslAsync(Cancellation, "-cipher", AllSuites, "-ciphersuites", EveryTls13Suite);

        var seen = await ExamineAsync(server);

        Assert.Equal(
            [(TlsVersion.Ssl2, 0), (TlsVersion.Ssl3, 0), (TlsVersion.Tls10, 23), (TlsVersion.Tls11, 23), (TlsVersion.Tls12, 77), (TlsVersion.Tls13, 5)],
            seen.Versions.Select(static version => (version.Version, version.Suites.Count)));
        Assert.Equal(await SslScan.SuitesAsync(server.EndPoint, Cancellation), Suites(seen));
        Assert.Equal([PublicKeyKind.Ecdsa, PublicKeyKind.Rsa], seen.Certificates.Select(static certificate => certificate.Key).Order().Reverse());
        // Anonymous suites get what s_server makes up by the strength of the cipher; the other suites by that of the key.
        Assert.Equal([1024, 2048, 3072], seen.Fields.Select(static field => field.Bits));
        Assert.All(seen.Fields, static field => Assert.NotNull(field.CommonName));
        Assert.Equal([NamedGroup.Secp256r1, NamedGroup.Secp384r1, NamedGroup.Secp521r1, NamedGroup.X25519, NamedGroup.X448], seen.Groups.Offered.Order());
        Assert.Contains(NamedGroup.Ffdhe2048, seen.Tls13Groups.Offered);
        Assert.Equal(Answer.Yes, seen.Signatures.Offers(SignatureScheme.RsaPkcs1Sha1));
        Assert.Equal(Answer.Yes, seen.Signatures.Offers(SignatureScheme.EcdsaSecp256r1Sha256));
        Assert.Equal(Answer.No, seen.Signatures.Offers(SignatureScheme.RsaPkcs1Md5));
        Assert.Equal(Answer.Yes, seen.Tls13Signatures.Offers(SignatureScheme.RsaPssRsaeSha256));
        Assert.Equal(Answer.No, seen.Tls13Signatures.Offers(SignatureScheme.RsaPkcs1Sha256));
        Assert.Equal(SuiteOrder.Client, seen[TlsVersion.Tls12].Order);
        Assert.Equal(Answer.No, seen.Features.PrefersStrongSuites);
        Assert.Equal(Answer.Yes, seen.Features.PrefersTls13);
        Assert.Equal(Answer.Yes, seen.Features.FallbackProtection);
        Assert.Equal(Answer.Yes, seen.Features.DowngradeSentinel);
        Assert.Equal(Answer.Yes, seen.Features.SecureRenegotiation);
        Assert.Equal(Answer.Yes, seen.Features.ExtendedMasterSecret);
        Assert.Equal(Answer.Yes, seen.Features.EncryptThenMac);
        Assert.Equal(Answer.No, seen.Features.Compression);
        Assert.Equal(Answer.No, seen.Features.TruncatedHmac);
        Assert.Equal(Answer.No, seen.Features.AcceptsAlpnDicom);
        Assert.Equal(TimeSpan.FromHours(2), seen.Features.Tickets.LifetimeHint);
        Assert.Equal(Answer.NotKnown, seen.Features.EarlyData);
        Assert.All(Tolerances(seen), static answer => Assert.Equal(Answer.Yes, answer));
        Assert.Equal(TlsVersion.Tls13, seen.Handshake!.Version);
        Assert.Equal(Answer.No, seen.RequestsClientCertificate);
        Assert.Empty(seen.Anomalies);
        Assert.Empty(seen.UnofferedChoices);
        Assert.Empty(seen.Features.UnaskedExtensions);
    }

    [RealPeerTheory($"{TlsServer.OpenSsl} {SslScan.Programs}")]
    [InlineData("-tls1", TlsVersion.Tls10)]
    [InlineData("-tls1_1", TlsVersion.Tls11)]
    [InlineData("-tls1_2", TlsVersion.Tls12)]
    [InlineData("-tls1_3", TlsVersion.Tls13)]
    public async Task OpenSsl_SingleVersion_IsTheOnlyOneOffered(string option, TlsVersion only)
    {
        await using var server = await TlsServer.OpenSslAsync(Cancellation, option, "-cipher", AllSuites);

        var seen = await ExamineAsync(server);

        Assert.All(seen.Versions, version => Assert.Equal(version.Version == only ? VersionSupport.Offered : VersionSupport.Refused, version.Support));
        Assert.Equal(await SslScan.SuitesAsync(server.EndPoint, Cancellation), Suites(seen));
        Assert.Equal(Answer.NotKnown, seen.Features.FallbackProtection);
        Assert.Equal(Answer.NotKnown, seen.Features.PrefersTls13);
        Assert.NotEmpty(seen.Certificates);
    }

    [RealPeerFact(TlsServer.OpenSsl)]
    public async Task OpenSsl_ServerOrderAndSmallField_AreSeen()
    {
        using var folder = new TemporaryFolder();
        await using var server = await TlsServer.OpenSslAsync(
            Cancellation, "-tls1_2", "-serverpref", "-dhparam", folder.Write("dh.pem", TlsFiles.SmallField),
            "-cipher", "ECDHE-RSA-AES128-GCM-SHA256:DHE-RSA-AES128-SHA:AES128-SHA:@SECLEVEL=0");

        var seen = await ExamineAsync(server);

        Assert.Equal([0xC02F, 0x0033, 0x002F], seen[TlsVersion.Tls12].Suites.Select(static offered => offered.Suite.Code));
        Assert.Equal(SuiteOrder.Server, seen[TlsVersion.Tls12].Order);
        Assert.Equal(Answer.Yes, seen.Features.PrefersStrongSuites);
        var field = Assert.Single(seen.Fields);
        Assert.Equal((1024, null), (field.Bits, field.CommonName));
    }

    [RealPeerFact(TlsServer.GnuTls)]
    public async Task GnuTls_SmallFieldForClientsThatNameNone_IsSeen()
    {
        // To a client that names fields of RFC 7919 GnuTLS sends one of those: the small one is for the others.
        using var folder = new TemporaryFolder();
        await using var server = await TlsServer.GnuTlsAsync("NORMAL:-VERS-TLS1.3:+DHE-RSA:%PROFILE_VERY_WEAK", Cancellation, "--dhparams", folder.Write("dh.pem", TlsFiles.SmallField));

        var seen = await ExamineAsync(server);

        Assert.Equal([(1024, null), (2048, "RFC 7919 ffdhe2048")], seen.Fields.Select(static field => (field.Bits, field.CommonName)));
    }

    [RealPeerFact(TlsServer.OpenSsl)]
    public async Task OpenSsl_ApplicationProtocolAndServerName_AreHeeded()
    {
        await using var server = await TlsServer.OpenSslAsync(
            Cancellation, "-tls1_2", "-alpn", "dicom", "-servername", "archive.example", "-servername_fatal", "-cert2", "{folder}/rsa.pem", "-key2", "{folder}/rsa.key");

        var seen = await ExamineAsync(server);

        Assert.Equal(Answer.Yes, seen.Features.AcceptsAlpnDicom);
        Assert.Equal(Answer.Yes, seen.Features.RefusesUnknownAlpn);
        Assert.Equal(Answer.Yes, seen.Features.RefusesUnknownName);
        Assert.Equal("dicom", seen.Handshake!.ApplicationProtocol);
    }

    [RealPeerTheory(TlsServer.OpenSsl)]
    [InlineData("-tls1_2")]
    [InlineData("-tls1_3")]
    public async Task OpenSsl_RequiredClientCertificate_RefusesAllButTheRightOne(string version)
    {
        await using var server = await TlsServer.OpenSslAsync(Cancellation, version, "-Verify", "2", "-verify_return_error");

        var seen = await ExamineAsync(server, HttpRequest);

        Assert.Equal((Answer.Yes, Answer.Yes), (seen.RequestsClientCertificate, seen.RequiresClientCertificate));
        Assert.Equal(
            [
                (ClientCertificateKind.None, ClientAdmission.Refused),
                (ClientCertificateKind.SelfSigned, ClientAdmission.Refused),
                (ClientCertificateKind.Expired, ClientAdmission.Refused),
                (ClientCertificateKind.OtherAuthority, ClientAdmission.Refused),
                (ClientCertificateKind.ServerUsageOnly, ClientAdmission.Refused),
                (ClientCertificateKind.Trusted, ClientAdmission.Admitted),
            ],
            seen.ClientAttempts.Select(static attempt => (attempt.Certificate, attempt.Admission)));
        Assert.All(seen.ClientAttempts, static attempt => Assert.Equal(Answer.Yes, attempt.Requested));
        Assert.Equal(version == "-tls1_2", seen.CertificateRequest is not null);
    }

    [RealPeerFact(TlsServer.OpenSsl)]
    public async Task OpenSsl_RequestedClientCertificate_IsNotRequired()
    {
        await using var server = await TlsServer.OpenSslAsync(Cancellation, "-verify", "2");

        var seen = await ExamineAsync(server, HttpRequest);

        Assert.Equal((Answer.Yes, Answer.No), (seen.RequestsClientCertificate, seen.RequiresClientCertificate));
        Assert.Equal(ClientAdmission.Admitted, seen.ClientAttempts[0].Admission);
        Assert.Single(seen.CertificateRequest!.Authorities);
    }

    [RealPeerTheory($"{TlsServer.GnuTls} {SslScan.Programs}")]
    [InlineData("NORMAL")]
    [InlineData("NORMAL:+VERS-TLS1.0:+VERS-TLS1.1:+DHE-RSA:+3DES-CBC:+ANON-ECDH:+ANON-DH")]
    [InlineData("NORMAL:-VERS-ALL:+VERS-TLS1.3:-GROUP-ALL:+GROUP-SECP384R1")]
    public async Task GnuTls_Suites_AreFoundAsSslscanFindsThem(string priority)
    {
        await using var server = await TlsServer.GnuTlsAsync(priority, Cancellation);

        var seen = await ExamineAsync(server);

        Assert.NotEmpty(Suites(seen));
        Assert.Equal(await SslScan.SuitesAsync(server.EndPoint, Cancellation), Suites(seen));
        Assert.Empty(seen.Anomalies);
    }

    [RealPeerTheory($"{TlsServer.Storescp} {SslScan.Programs}")]
    [InlineData("+px", new[] { TlsVersion.Tls10, TlsVersion.Tls11, TlsVersion.Tls12, TlsVersion.Tls13 })]
    [InlineData("+py", new[] { TlsVersion.Tls12, TlsVersion.Tls13 })]
    [InlineData("+pz", new[] { TlsVersion.Tls12 })]
    [InlineData("+pa", new[] { TlsVersion.Tls10, TlsVersion.Tls11, TlsVersion.Tls12 })]
    [InlineData("+pn", new[] { TlsVersion.Tls10, TlsVersion.Tls11, TlsVersion.Tls12 })]
    public async Task Storescp_EveryProfile_HasTheSuitesThatSslscanFinds(string profile, TlsVersion[] versions)
    {
        await using var server = await TlsServer.StorescpAsync(Cancellation, profile, "--ignore-peer-cert");

        var seen = await ExamineAsync(server, Association());

        Assert.Equal(await SslScan.SuitesAsync(server.EndPoint, Cancellation), Suites(seen));
        Assert.Equal(versions, seen.Versions.Where(static version => version.Support == VersionSupport.Offered).Select(static version => version.Version));
        Assert.Equal(Answer.No, seen.RequestsClientCertificate);
        Assert.Empty(seen.Anomalies);
    }

    [RealPeerFact(TlsServer.Storescp)]
    public async Task Storescp_NonDowngrading_IsWhatItsManualSays()
    {
        await using var server = await TlsServer.StorescpAsync(Cancellation, "+py", "--ignore-peer-cert");

        var seen = await ExamineAsync(server, Association());

        // B.10: the four suites of PS3.15 2020, in DCMTK's order.
        Assert.Equal([0x009F, 0xC030, 0x009E, 0xC02F], seen[TlsVersion.Tls12].Suites.Select(static offered => offered.Suite.Code));
        Assert.Equal(SuiteOrder.Server, seen[TlsVersion.Tls12].Order);
        var field = Assert.Single(seen.Fields);
        Assert.Equal((2048, "DCMTK"), (field.Bits, field.CommonName));
        Assert.Equal(Answer.No, seen.Groups.Offers(NamedGroup.X25519));
        Assert.Equal(Answer.No, seen.Tls13Groups.Offers(NamedGroup.X25519));
        Assert.Equal(Answer.No, seen.Features.AcceptsAlpnDicom);
        Assert.Equal(Answer.No, seen.Features.RefusesUnknownAlpn);
        var attempt = Assert.Single(seen.ClientAttempts);
        Assert.Equal(ClientAdmission.Admitted, attempt.Admission);
        Assert.Equal((byte)PduType.AssociateAccept, attempt.Reply.Span[0]);
    }

    [RealPeerFact(TlsServer.Storescp)]
    public async Task Storescp_RequiredClientCertificate_RefusesAllButTheRightOne()
    {
        await using var server = await TlsServer.StorescpAsync(Cancellation, "+py", "--require-peer-cert");

        var seen = await ExamineAsync(server, Association());

        Assert.Equal((Answer.Yes, Answer.Yes), (seen.RequestsClientCertificate, seen.RequiresClientCertificate));
        Assert.All(
            seen.ClientAttempts,
            static attempt => Assert.Equal(attempt.Certificate == ClientCertificateKind.Trusted ? ClientAdmission.Admitted : ClientAdmission.Refused, attempt.Admission));
        Assert.Equal(6, seen.ClientAttempts.Count);
    }

    [RealPeerFact($"{TlsServer.Stunnel} {SslScan.Programs}")]
    public async Task Stunnel_Suites_AreFoundAsSslscanFindsThem()
    {
        await using var server = await TlsServer.StunnelAsync(Cancellation);
        await AreThoseOfSslscanAsync(server.EndPoint);
    }

    [RealPeerFact($"{TlsServer.HaProxy} {SslScan.Programs}")]
    public async Task HaProxy_Suites_AreFoundAsSslscanFindsThem()
    {
        await using var server = await TlsServer.HaProxyAsync(Cancellation);
        await AreThoseOfSslscanAsync(server.EndPoint);
    }

    [RealPeerFact($"{TlsServer.Nginx} {SslScan.Programs}")]
    public async Task Nginx_Suites_AreFoundAsSslscanFindsThem()
    {
        await using var server = await TlsServer.NginxAsync(Cancellation);
        var seen = await AreThoseOfSslscanAsync(server.EndPoint);

        Assert.Equal([PublicKeyKind.Rsa, PublicKeyKind.Ecdsa], seen.Certificates.Select(static certificate => certificate.Key).Order());
        // nginx refuses clients that name application protocols without one of its own: the full handshakes do without.
        Assert.Equal((Answer.No, Answer.Yes), (seen.Features.AcceptsAlpnDicom, seen.Features.RefusesUnknownAlpn));
        Assert.Null(seen.Handshake!.ApplicationProtocol);
    }

    [RealPeerFact(SslScan.Programs)]
    public async Task Kestrel_Suites_AreFoundAsSslscanFindsThem()
    {
        await using var server = await KestrelServer.StartAsync(Cancellation);
        var seen = await AreThoseOfSslscanAsync(server.EndPoint);

        Assert.Equal(PublicKeyKind.Ecdsa, Assert.Single(seen.Certificates).Key);
        // The curve of its only certificate has to be in every hello, so what it likes less than that one cannot be seen.
        Assert.Equal((Answer.Yes, Answer.Yes, Answer.NotKnown), (
            seen.Groups.Offers(NamedGroup.X25519), seen.Groups.Offers(NamedGroup.Secp256r1), seen.Groups.Offers(NamedGroup.Secp384r1)));
        Assert.Equal(Answer.Yes, seen.Tls13Groups.Offers(NamedGroup.Secp384r1));
    }

    private static async Task<ServerObservation> AreThoseOfSslscanAsync(IPEndPoint server)
    {
        var seen = await ServerProbe.ExamineAsync(cancellation => TlsServer.ConnectAsync(server, cancellation), Options(), Cancellation);

        Assert.NotEmpty(Suites(seen));
        Assert.Equal(await SslScan.SuitesAsync(server, Cancellation), Suites(seen));
        Assert.Empty(seen.Anomalies);
        return seen;
    }

    private static Task<ServerObservation> ExamineAsync(TlsServer server, byte[]? applicationData = null) =>
        ServerProbe.ExamineAsync(server.ConnectAsync, Options() with { ApplicationData = applicationData, ClientCertificate = server.Files.Client }, Cancellation);

    private static ServerProbeOptions Options() => new() { Timeout = TimeSpan.FromSeconds(30), Random = new Random(1) };

    private static byte[] Association() => PduWriter.ToBytes(new AssociateRequest
    {
        CalledAETitle = "ANY-SCP",
        CallingAETitle = "LEADGLASS",
        PresentationContexts = [new PresentationContextRequest(1, Uids.Verification, [Uids.ImplicitVRLittleEndian])],
    });

    private static IEnumerable<(TlsVersion Version, int Code)> Suites(ServerObservation seen) =>
        seen.Versions.SelectMany(static version => version.Suites.Select(offered => (version.Version, offered.Suite.Code))).Order();

    private static Answer[] Tolerances(ServerObservation seen) =>
    [
        seen.Features.ToleratesGrease, seen.Features.ToleratesLargeHello, seen.Features.ToleratesUnknownExtension, seen.Features.ToleratesFutureVersion,
    ];
}
