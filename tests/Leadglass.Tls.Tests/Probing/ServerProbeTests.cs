using Leadglass.Tls.Messages;
using Leadglass.Tls.Observations;
using Leadglass.Tls.Probing;
using Leadglass.Tls.Registry;
using Leadglass.Tls.Tests.Support;

namespace Leadglass.Tls.Tests.Probing;

/// <summary>What is concluded from the answers of a server whose every answer is known.</summary>
public sealed class ServerProbeTests
{
    private static readonly int[] ServerOrder = [0xC030, 0x009D, 0x002F, 0x000A];

    [Fact]
    public async Task Examine_ServerThatPrefers_ListsItsSuitesInItsOrder()
    {
        var seen = await ExamineAsync(Tls12Server(static offered => ServerOrder.FirstOrDefault(offered.Contains)));

        Assert.Equal(ServerOrder, Codes(seen, TlsVersion.Tls12));
        Assert.Equal(SuiteOrder.Server, seen[TlsVersion.Tls12].Order);
        Assert.Empty(seen[TlsVersion.Tls12].NotAsked);
        Assert.Equal((Answer.Yes, Answer.No), (seen[TlsVersion.Tls12].Offers(0x002F), seen[TlsVersion.Tls12].Offers(0x0035)));
    }

    [Fact]
    public async Task Examine_ServerThatFollowsTheClient_IsSaidToDoSo()
    {
        var seen = await ExamineAsync(Tls12Server(static offered => offered.FirstOrDefault(ServerOrder.Contains)));

        Assert.Equal(ServerOrder.Order(), Codes(seen, TlsVersion.Tls12).Order());
        Assert.Equal(SuiteOrder.Client, seen[TlsVersion.Tls12].Order);
    }

    [Fact]
    public async Task Examine_ServerWithOneVersion_RefusesTheOthersByItsAlert()
    {
        var seen = await ExamineAsync(Tls12Server(static offered => ServerOrder.FirstOrDefault(offered.Contains)));

        Assert.Equal(VersionSupport.Offered, seen[TlsVersion.Tls12].Support);
        foreach (var version in (TlsVersion[])[TlsVersion.Ssl3, TlsVersion.Tls10, TlsVersion.Tls11, TlsVersion.Tls13])
        {
            Assert.Equal(VersionSupport.Refused, seen[version].Support);
            Assert.Equal(AlertDescription.ProtocolVersion, seen[version].Alert);
            Assert.Equal(Answer.No, seen[version].Offers(0x002F));
        }
        Assert.Equal(VersionSupport.Refused, seen[TlsVersion.Ssl2].Support);
        Assert.Null(seen[TlsVersion.Ssl2].Alert);
    }

    [Fact]
    public async Task Examine_ServerThatAnswersAnotherVersion_HasRefusedTheOneThatWasAsked()
    {
        // The server has TLS 1.0 only, and says so to whatever is offered.
        var seen = await ExamineAsync(new MemoryServer(static hello =>
            hello.Suites.Contains((ushort)0x002F) && hello.LegacyVersion >= TlsVersion.Tls10
                ? Reply.Choose(TlsVersion.Tls10, 0x002F)
                : Reply.Alert(AlertDescription.HandshakeFailure)));

        Assert.Equal(VersionSupport.Offered, seen[TlsVersion.Tls10].Support);
        Assert.Equal(VersionSupport.Refused, seen[TlsVersion.Tls11].Support);
        Assert.Equal(VersionSupport.Refused, seen[TlsVersion.Tls12].Support);
        Assert.Equal([0x002F], Codes(seen, TlsVersion.Tls10));
    }

    [Fact]
    public async Task Examine_Tls13Server_NamesSuitesAndGroupsByRetryRequests()
    {
        int[] suites = [0x1302, 0x1301];
        NamedGroup[] groups = [NamedGroup.Secp384r1, NamedGroup.Secp256r1];
        var server = new MemoryServer(hello =>
        {
            if (!hello.Versions.Contains(TlsVersion.Tls13))
                return Reply.Alert(AlertDescription.ProtocolVersion);
            var offered = ExtensionReader.ReadGroups(hello.Find(ExtensionType.SupportedGroups)!)!;
            var group = groups.FirstOrDefault(offered.Contains);
            var suite = suites.FirstOrDefault(code => hello.Suites.Contains((ushort)code));
            return group == default || suite == default ? Reply.Alert(AlertDescription.HandshakeFailure) : Reply.Retry(suite, group);
        });

        var seen = await ExamineAsync(server);

        Assert.Equal(suites, Codes(seen, TlsVersion.Tls13));
        Assert.Equal(groups, seen.Tls13Groups.Offered);
        Assert.Equal((Answer.Yes, Answer.No), (seen.Tls13Groups.Offers(NamedGroup.Secp256r1), seen.Tls13Groups.Offers(NamedGroup.X25519)));
        Assert.All(server.Hellos.Where(static hello => hello.Versions.Contains(TlsVersion.Tls13)), static hello => Assert.Equal(TlsVersion.Tls12, hello.LegacyVersion));
    }

    [Fact]
    public async Task Examine_Tls13ServerThatCannotRetry_IsAskedWithPublicKeysThatEverybodyKnows()
    {
        var server = new MemoryServer(static hello =>
        {
            if (!hello.Versions.Contains(TlsVersion.Tls13))
                return Reply.Alert(AlertDescription.ProtocolVersion);
            var share = ExtensionReader.ReadClientShares(hello.Find(ExtensionType.KeyShare)!)!.FirstOrDefault(static share => share.Group == NamedGroup.Secp256r1);
            return share is null || !hello.Suites.Contains((ushort)0x1301)
                ? Reply.Alert(AlertDescription.MissingExtension)
                : Reply.Flight(Reply.Hello(
                    TlsVersion.Tls12,
                    0x1301,
                    new TlsExtension(ExtensionType.SupportedVersions, new byte[] { 3, 4 }),
                    new TlsExtension(ExtensionType.KeyShare, (byte[])[0, 0x17, 0, 65, .. share.Key.Span])));
        });

        var seen = await ExamineAsync(server);

        Assert.Equal([0x1301], Codes(seen, TlsVersion.Tls13));
        Assert.Equal([NamedGroup.Secp256r1], seen.Tls13Groups.Offered);
        Assert.Equal(Answer.NotKnown, seen.Tls13Groups.Offers(NamedGroup.Ffdhe2048));
    }

    [Fact]
    public async Task Examine_ServerThatTakesShortListsOnly_IsAskedInChunks()
    {
        int[] suites = [0xC030, 0x000A];
        var server = Tls12Server(offered => offered.Count > 64 ? null : suites.FirstOrDefault(offered.Contains));

        var seen = await ExamineAsync(server);

        Assert.Equal(suites, Codes(seen, TlsVersion.Tls12));
        Assert.Empty(seen[TlsVersion.Tls12].NotAsked);
    }

    [Fact]
    public async Task Examine_ServerThatChoosesWhatWasNotOffered_IsStoppedAndReported()
    {
        var seen = await ExamineAsync(Tls12Server(static _ => 0x0004));

        Assert.Equal([0x0004], Codes(seen, TlsVersion.Tls12));
        Assert.Equal([0x0004], seen.UnofferedChoices.Select(static suite => suite.Code));
        Assert.Equal(Answer.NotKnown, seen[TlsVersion.Tls12].Offers(0x002F));
    }

    [Fact]
    public async Task Examine_ConnectionThatIsClosedOnceWithoutAWord_IsNoRefusal()
    {
        var hellos = 0;
        var server = Tls12Server(offered => offered.Count > 64 && !offered.Contains(ServerOrder[0]) && ++hellos == 1 ? null : ServerOrder.FirstOrDefault(offered.Contains));

        var seen = await ExamineAsync(server);

        Assert.Equal(ServerOrder, Codes(seen, TlsVersion.Tls12));
    }

    [Fact]
    public async Task Examine_BudgetThatEndsEarly_LeavesTheRestUnknownAndNeverAbsent()
    {
        var server = new MemoryServer(Answering(TlsVersion.Tls12, static offered => ServerOrder.FirstOrDefault(offered.Contains))) { Budget = 7 };

        var seen = await ExamineAsync(server);

        Assert.True(seen.CutShort);
        Assert.Equal(7, seen.Connections);
        Assert.Equal([0xC030], Codes(seen, TlsVersion.Tls12));
        Assert.Equal(Answer.NotKnown, seen[TlsVersion.Tls12].Offers(0x002F));
        Assert.Equal(Answer.NotKnown, seen[TlsVersion.Tls12].Offers(0x0004));
        Assert.Equal(SuiteOrder.NotKnown, seen[TlsVersion.Tls12].Order);
        Assert.Equal(Answer.NotKnown, seen.Groups.Offers(NamedGroup.Secp256r1));
        Assert.Equal(Answer.NotKnown, seen.Signatures.Offers(SignatureScheme.RsaPkcs1Sha1));
        Assert.Equal(Answer.NotKnown, seen.Features.FallbackProtection);
        Assert.Equal(Answer.NotKnown, seen.Features.Compression);
    }

    [Fact]
    public async Task Examine_NoConnectionAtAll_KnowsNothing()
    {
        var seen = await ExamineAsync(new MemoryServer(static _ => Reply.Close) { Budget = 0 });

        Assert.Equal(Answer.NotKnown, seen.SpeaksTls);
        Assert.All(seen.Versions, static version => Assert.Equal(VersionSupport.NotKnown, version.Support));
        Assert.Equal(Answer.NotKnown, seen.Offers(0x002F));
    }

    [Fact]
    public async Task Examine_AnyServer_HasOneConnectionAtATimeAndCountsThem()
    {
        var server = Tls12Server(static offered => ServerOrder.FirstOrDefault(offered.Contains));

        var seen = await ExamineAsync(server);

        Assert.Equal(1, server.MostAtOnce);
        Assert.Equal(server.Connections, seen.Connections);
    }

    [Fact]
    public async Task Examine_Ssl2Server_ListsItsSuitesInOneConnection()
    {
        var server = new MemoryServer(static _ => Reply.Close)
        {
            AnswerSsl2 = static _ => new Reply(Ssl2Codec.ToBytes(new Ssl2ServerHello
            {
                CertificateType = 1,
                Version = TlsVersion.Ssl2,
                Certificate = Captured.Certificate,
                Suites = [0x010080, 0x020080],
                ConnectionId = new byte[16],
            })),
        };

        var seen = await ExamineAsync(server);

        Assert.Equal(VersionSupport.Offered, seen[TlsVersion.Ssl2].Support);
        Assert.Equal([0x010080, 0x020080], Codes(seen, TlsVersion.Ssl2));
        Assert.Equal(Answer.No, seen[TlsVersion.Ssl2].Offers(0x0700C0));
        var certificate = Assert.Single(seen.Certificates);
        Assert.Equal([TlsVersion.Ssl2], certificate.Versions);
    }

    [Fact]
    public async Task Examine_CapturedFlight_TellsCertificateRequestKeyAgreementAndFeatures()
    {
        var flight = new Reply(Captured.EcdheFlight);
        var seen = await ExamineAsync(new MemoryServer(hello =>
            hello.Versions.Contains(TlsVersion.Tls12) && hello.Suites.Contains((ushort)0xC02B) ? flight : Reply.Alert(AlertDescription.ProtocolVersion)));

        var certificate = Assert.Single(seen.Certificates);
        Assert.Equal(PublicKeyKind.Ecdsa, certificate.Key);
        Assert.Equal([TlsVersion.Tls12], certificate.Versions);
        Assert.Equal(Answer.Yes, seen.RequestsClientCertificate);
        Assert.Equal([1, 2, 64], seen.CertificateRequest!.Types);
        Assert.Single(seen.CertificateRequest.Authorities);
        var agreement = Assert.Single(seen[TlsVersion.Tls12].Suites).KeyAgreement!;
        Assert.Equal((NamedGroup.Secp256r1, SignatureScheme.EcdsaSecp256r1Sha256), (agreement.Group, agreement.Signature));
        Assert.Equal((Answer.Yes, Answer.Yes), (seen.Features.SecureRenegotiation, seen.Features.ExtendedMasterSecret));
        Assert.Equal(Answer.NotKnown, seen.Features.EncryptThenMac);
        Assert.Equal([0, 1, 2], seen.Features.PointFormats);
    }

    [Fact]
    public async Task Examine_AnonymousDiffieHellman_NamesItsPrime()
    {
        var seen = await ExamineAsync(new MemoryServer(static hello =>
            hello.Versions.Contains(TlsVersion.Tls12) && hello.Suites.Contains((ushort)0x00A6)
                ? new Reply(Captured.AnonymousFlight)
                : Reply.Alert(AlertDescription.ProtocolVersion)));

        var field = Assert.Single(seen.Fields);
        Assert.Equal((1024, "RFC 2409 group 2"), (field.Bits, field.CommonName));
    }

    [Fact]
    public async Task Examine_OldHabits_AreSeen()
    {
        var seen = await ExamineAsync(new MemoryServer(static hello =>
        {
            if (!hello.Versions.Contains(TlsVersion.Tls12) || !hello.Suites.Contains((ushort)0x002F))
                return Reply.Alert(AlertDescription.ProtocolVersion);
            var echoed = (hello.Extensions ?? []).Where(static extension => extension.Type is ExtensionType.TruncatedHmac or ExtensionType.Heartbeat or ExtensionType.EncryptThenMac);
            return Reply.Flight(
                Reply.Hello(TlsVersion.Tls12, 0x002F, [.. echoed]) with { Compression = (byte)(hello.Compressions.Span.Contains((byte)1) ? 1 : 0) },
                new CertificateMessage([Captured.Certificate]),
                new ServerHelloDone());
        }));

        Assert.Equal(Answer.Yes, seen.Features.Compression);
        Assert.Equal(Answer.Yes, seen.Features.TruncatedHmac);
        Assert.Equal(Answer.Yes, seen.Features.Heartbeat);
        Assert.Equal(Answer.Yes, seen.Features.EncryptThenMac);
        Assert.Equal(Answer.No, seen.Features.SecureRenegotiation);
        Assert.Equal(Answer.No, seen.Features.ExtendedMasterSecret);
        Assert.Equal(Answer.No, seen.Features.StaplesOcsp);
        Assert.Equal(Answer.NotKnown, seen.Features.FallbackProtection);
        Assert.Equal(Answer.No, seen.RequestsClientCertificate);
        Assert.Equal(Answer.No, seen.RequiresClientCertificate);
    }

    [Fact]
    public async Task Examine_ExtensionThatNobodyAskedFor_IsReported()
    {
        var seen = await ExamineAsync(new MemoryServer(static hello => hello.Versions.Contains(TlsVersion.Tls12)
            ? Reply.Choose(TlsVersion.Tls12, hello.Suites[0], ExtensionWriter.Empty(ExtensionType.UseSrtp))
            : Reply.Alert(AlertDescription.ProtocolVersion)));

        Assert.Equal([ExtensionType.UseSrtp], seen.Features.UnaskedExtensions);
    }

    [Fact]
    public async Task Examine_ServerThatStumblesOverOddities_IsAskedForEachOfThem()
    {
        var seen = await ExamineAsync(new MemoryServer(static hello =>
            !hello.Versions.Contains(TlsVersion.Tls12) || !hello.Suites.Contains((ushort)0x002F) ? Reply.Alert(AlertDescription.ProtocolVersion)
            : hello.Find(ExtensionType.Padding) is not null ? Reply.Close
            : Reply.Choose(TlsVersion.Tls12, 0x002F)));

        Assert.Equal(Answer.No, seen.Features.ToleratesLargeHello);
        Assert.Equal(Answer.Yes, seen.Features.ToleratesGrease);
        Assert.Equal(Answer.Yes, seen.Features.ToleratesUnknownExtension);
        Assert.Equal(Answer.No, seen.Features.ToleratesFutureVersion);
    }

    [Theory]
    [InlineData(TlsVersion.Tls11, TlsVersion.Tls12, true, Answer.Yes)]
    [InlineData(TlsVersion.Tls11, TlsVersion.Tls12, false, Answer.No)]
    [InlineData(TlsVersion.Ssl3, TlsVersion.Tls12, true, Answer.Yes)]       // what RFC 7507 was written for
    [InlineData(TlsVersion.Ssl3, TlsVersion.Tls10, false, Answer.No)]
    [InlineData(TlsVersion.Tls12, TlsVersion.Tls12, false, Answer.NotKnown)]
    [InlineData(TlsVersion.Ssl3, TlsVersion.Ssl3, false, Answer.NotKnown)]
    public async Task Examine_FallbackSignal_IsHeededOrNot(TlsVersion lower, TlsVersion higher, bool heeded, Answer expected)
    {
        var seen = await ExamineAsync(new MemoryServer(hello =>
        {
            var version = hello.Versions[0];
            if ((version != lower && version != higher) || !hello.Suites.Contains((ushort)0x002F))
                return Reply.Alert(AlertDescription.ProtocolVersion);
            return heeded && version == lower && hello.Suites.Contains((ushort)CipherSuites.Fallback)
                ? Reply.Alert(AlertDescription.InappropriateFallback)
                : Reply.Choose(version, 0x002F);
        }));

        Assert.Equal(expected, seen.Features.FallbackProtection);
    }

    private static IEnumerable<int> Codes(ServerObservation seen, TlsVersion version) => seen[version].Suites.Select(static offered => offered.Suite.Code);

    private static MemoryServer Tls12Server(Func<IReadOnlyList<int>, int?> choose) => new(Answering(TlsVersion.Tls12, choose));

    /// <summary>Null closes without a word, 0 is no suite in common.</summary>
    private static Func<ClientHello, Reply> Answering(TlsVersion version, Func<IReadOnlyList<int>, int?> choose) => hello =>
        !hello.Versions.Contains(version) ? Reply.Alert(AlertDescription.ProtocolVersion) : choose([.. hello.Suites.Select(static code => (int)code)]) switch
        {
            null => Reply.Close,
            0 => Reply.Alert(AlertDescription.HandshakeFailure),
            var suite => Reply.Choose(version, suite.Value),
        };

    private static Task<ServerObservation> ExamineAsync(MemoryServer server) =>
        ServerProbe.ExamineAsync(server.ConnectAsync, new ServerProbeOptions { Time = server.Time, Timeout = MemoryServer.Patience, Random = new Random(1) }, TestContext.Current.CancellationToken);
}
