using Leadglass.Tls.Messages;
using Leadglass.Tls.Observations;
using Leadglass.Tls.Probing;
using Leadglass.Tls.Registry;
using Leadglass.Tls.Tests.Support;

namespace Leadglass.Tls.Tests.Probing;

/// <summary>Servers with the published faults, and sound ones: what the opening messages of the attacks bring to light.</summary>
public sealed class AttackTests
{
    private const ushort StaticRsa = 0x009C;
    private const ushort Ephemeral = 0xC02F;

    private static readonly RsaOracle Key = new();

    [Fact]
    public async Task Heartbeat_AnsweredBeyondWhatItBrought_IsSeenByItsLengthAlone()
    {
        TlsRecord? request = null;
        var seen = await ExamineAsync(Ephemeral, withHeartbeat: true, more: records =>
        {
            if (records[0].Type != ContentType.Heartbeat)
                return Reply.Close;
            request = records[0];
            // CVE-2014-0160: type 2, the claimed length, as many bytes as claimed, and 16 of padding.
            var claimed = request.Fragment.Span[1] << 8 | request.Fragment.Span[2];
            return new Reply(HandshakeWriter.ToBytes(new TlsRecord(ContentType.Heartbeat, TlsVersion.Tls12, new byte[3 + claimed + 16])));
        });

        Assert.Equal(Answer.Yes, seen.AnswersOverlongHeartbeat);
        Assert.Equal(36, seen.HeartbeatAnswerBytes);
        // RFC 6520 §4: type 1, the length 17, and no more than 16 bytes after it: one byte is asked for, and not more.
        Assert.Equal([1, 0, 17], request!.Fragment[..3].ToArray());
        Assert.Equal(3 + 16, request.Fragment.Length);
    }

    [Theory]
    [InlineData(3, Answer.NotKnown)]
    [InlineData(19, Answer.NotKnown)]   // type, length, and no more than the 16 bytes that came
    [InlineData(20, Answer.Yes)]        // the seventeenth is the server's own
    public async Task Heartbeat_AnswerOfThisManyBytes_IsTheFaultOnlyBeyondWhatWasBrought(int bytes, Answer expected) => Assert.Equal(
        expected,
        (await ExamineAsync(Ephemeral, withHeartbeat: true, more: records => records[0].Type == ContentType.Heartbeat
            ? new Reply(HandshakeWriter.ToBytes(new TlsRecord(ContentType.Heartbeat, TlsVersion.Tls12, new byte[bytes])))
            : Reply.Close)).AnswersOverlongHeartbeat);

    [Fact]
    public async Task Heartbeat_PassedOver_IsSound() => Assert.Equal(
        Answer.No, (await ExamineAsync(Ephemeral, withHeartbeat: true, more: static _ => Reply.Close)).AnswersOverlongHeartbeat);

    [Fact]
    public async Task Heartbeat_SilenceThatDoesNotEnd_SaysNothing() => Assert.Equal(
        Answer.NotKnown, (await ExamineAsync(Ephemeral, withHeartbeat: true, more: static _ => Reply.Silence)).AnswersOverlongHeartbeat);

    [Fact]
    public async Task Heartbeat_NotNegotiated_IsNeverSent()
    {
        var sent = new List<ContentType>();
        var seen = await ExamineAsync(Ephemeral, more: records =>
        {
            sent.AddRange(records.Select(static record => record.Type));
            return Reply.Close;
        });

        Assert.DoesNotContain(ContentType.Heartbeat, sent);
        Assert.Equal(Answer.NotKnown, seen.AnswersOverlongHeartbeat);
    }

    [Theory]
    [InlineData(null, AlertDescription.BadRecordMac, Answer.Yes)]
    [InlineData(null, AlertDescription.DecryptionFailed, Answer.Yes)]
    [InlineData(null, AlertDescription.UnexpectedMessage, Answer.NotKnown)]
    [InlineData(null, null, Answer.NotKnown)]
    [InlineData(AlertDescription.UnexpectedMessage, AlertDescription.BadRecordMac, Answer.No)]
    [InlineData(AlertDescription.BadRecordMac, AlertDescription.BadRecordMac, Answer.No)]
    public async Task EarlyChangeCipherSpec_TwoSteps_DecideOnlyTogether(AlertDescription? first, AlertDescription? second, Answer expected)
    {
        var count = 0;
        var seen = await ExamineAsync(Ephemeral, more: records =>
            records is not [{ Type: ContentType.ChangeCipherSpec }] ? Reply.Close
            : (++count == 1 ? first : second) is { } alert ? Reply.Alert(alert)
            : Reply.Silence);

        Assert.Equal(expected, seen.TakesEarlyChangeCipherSpec);
        Assert.Equal(first is null ? 2 : 1, seen.ChangeCipherSpecReactions.Count);
    }

    [Fact]
    public async Task EarlyChangeCipherSpec_ClosedWithoutAWord_IsSound() =>
        Assert.Equal(Answer.No, (await ExamineAsync(Ephemeral, more: static _ => Reply.Close)).TakesEarlyChangeCipherSpec);

    [Fact]
    public async Task Padding_SameAnswerToEverything_IsNoOracle() => Assert.Equal(
        PaddingOracle.None, (await ExamineAsync(StaticRsa, more: Finished(static _ => AlertDescription.BadRecordMac))).PaddingOracle);

    [Fact]
    public async Task Padding_WrongStartIsToldApart_IsAStrongOracle() => Assert.Equal(
        PaddingOracle.Strong,
        (await ExamineAsync(StaticRsa, more: Finished(static block => block is [0, 2, ..] ? AlertDescription.BadRecordMac : AlertDescription.DecryptError))).PaddingOracle);

    [Fact]
    public async Task Padding_OnlyTheWellFormedIsToldApart_IsAWeakOracle() => Assert.Equal(
        PaddingOracle.Weak,
        (await ExamineAsync(StaticRsa, more: Finished(static block => IsRight(block) ? AlertDescription.BadRecordMac : AlertDescription.HandshakeFailure))).PaddingOracle);

    [Fact]
    public async Task Padding_OnlyTheVersionIsToldApart_IsAWeakOracle() => Assert.Equal(
        PaddingOracle.Weak,
        (await ExamineAsync(StaticRsa, more: Finished(static block => block[^48] == 2 ? AlertDescription.ProtocolVersion : AlertDescription.BadRecordMac))).PaddingOracle);

    [Fact]
    public async Task Padding_ToldApartOnlyBeforeTheFinished_IsAnOracle()
    {
        var seen = await ExamineAsync(StaticRsa, more: records =>
            records.Any(static record => record.Type == ContentType.ChangeCipherSpec) ? Reply.Alert(AlertDescription.BadRecordMac)
            : Key.Open(records[0]) is [0, 2, ..] ? Reply.Silence
            : Reply.Close);

        Assert.Equal(PaddingOracle.Strong, seen.PaddingOracle);
        Assert.Equal(["right padding, zero misplaced, no zero, wrong version: silence.", "wrong first bytes: closed."], seen.PaddingReactions);
    }

    [Fact]
    public async Task Padding_AnswersThatChange_SayNothing()
    {
        var count = 0;
        var seen = await ExamineAsync(StaticRsa, more: Finished(_ => ++count % 7 == 3 ? AlertDescription.InternalError : AlertDescription.BadRecordMac));

        Assert.Equal(PaddingOracle.NotKnown, seen.PaddingOracle);
    }

    [Theory]
    [InlineData(AlertDescription.HandshakeFailure, PaddingOracle.NotKnown)]
    [InlineData(AlertDescription.BadRecordMac, PaddingOracle.None)]
    public async Task Padding_ClientCertificateRequested_CountsOnlyIfTheKeyWasLookedAt(AlertDescription alert, PaddingOracle expected)
    {
        var seen = await ExamineAsync(StaticRsa, more: records =>
        {
            Assert.True(records.Count is 2 or 4 || records[0].Type is ContentType.ChangeCipherSpec, "an empty Certificate comes before the key");
            return records.Count == 4 ? Reply.Alert(alert) : Reply.Silence;
        }, request: new CertificateRequest { Types = new byte[] { 1 }, Signatures = [SignatureScheme.RsaPkcs1Sha256] });

        Assert.Equal(expected, seen.PaddingOracle);
    }

    [Fact]
    public async Task Padding_FiveCiphertexts_AreThoseOfThePublishedTest()
    {
        var blocks = new List<byte[]>();
        await ExamineAsync(StaticRsa, more: Finished(block =>
        {
            blocks.Add(block);
            return AlertDescription.BadRecordMac;
        }));

        // Böck, Somorovsky and Young, 2018, §4: with a key of 2048 bits the secret is the last 48 of 256 bytes.
        var (right, start, misplaced, none, version) = (blocks[^5], blocks[^4], blocks[^3], blocks[^2], blocks[^1]);
        Assert.True(IsRight(right));
        Assert.Equal([0x41, 0x17], start[..2]);
        Assert.Equal([0, 3, 3], start[207..210]);
        Assert.Equal([254], Zeros(misplaced));
        Assert.Empty(Zeros(none));
        Assert.Equal([207], Zeros(version));
        Assert.Equal([2, 2], version[208..210]);

        static IEnumerable<int> Zeros(byte[] block) => Enumerable.Range(2, 254).Where(i => block[i] == 0);
    }

    [Fact]
    public async Task Examine_NotAllowed_SendsNothingOfTheKind()
    {
        var sent = new List<ContentType>();
        var server = Server(Ephemeral, withHeartbeat: true, null, records =>
        {
            sent.AddRange(records.Select(static record => record.Type));
            return Reply.Close;
        });

        var seen = await ServerProbe.ExamineAsync(server.ConnectAsync, Options(server), TestContext.Current.CancellationToken);

        Assert.Equal(Answer.Yes, seen.Features.Heartbeat);
        Assert.Null(seen.Attacks);
        Assert.DoesNotContain(sent, static type => type is ContentType.Heartbeat or ContentType.ChangeCipherSpec);
    }

    [Fact]
    public async Task Padding_CertificateWithoutRsaKey_SaysNothing()
    {
        var server = new MemoryServer(Choose(StaticRsa, Reply.Flight(
            Reply.Hello(TlsVersion.Tls12, StaticRsa), new CertificateMessage([Captured.Certificate]), new ServerHelloDone())))
        { AnswerMore = static _ => Reply.Close };

        var seen = await ServerProbe.ExamineAsync(server.ConnectAsync, Options(server) with { Intrusive = true }, TestContext.Current.CancellationToken);

        Assert.Equal(PaddingOracle.NotKnown, seen.Attacks!.PaddingOracle);
    }

    private static bool IsRight(byte[] block) => block is [0, 2, ..] && Array.IndexOf(block, (byte)0, 2) == block.Length - 49 && block[^48] == 3 && block[^47] == 3;

    /// <summary>Answers a whole flight by the padding of its ciphertext, and waits after half of one.</summary>
    private static Func<IReadOnlyList<TlsRecord>, Reply> Finished(Func<byte[], AlertDescription> answer) => records => records switch
    {
        [{ Type: ContentType.Handshake } key, { Type: ContentType.ChangeCipherSpec }, ..] => Reply.Alert(answer(Key.Open(key))),
        [{ Type: ContentType.Handshake }] => Reply.Silence,
        _ => Reply.Close,
    };

    private static async Task<AttackObservation> ExamineAsync(
        ushort suite, Func<IReadOnlyList<TlsRecord>, Reply?> more, bool withHeartbeat = false, CertificateRequest? request = null)
    {
        var server = Server(suite, withHeartbeat, request, more);
        var seen = await ServerProbe.ExamineAsync(server.ConnectAsync, Options(server) with { Intrusive = true }, TestContext.Current.CancellationToken);
        Assert.Empty(seen.Anomalies);
        return seen.Attacks!;
    }

    private static ServerProbeOptions Options(MemoryServer server) => new() { Time = server.Time, Timeout = MemoryServer.Patience, Random = new Random(1) };

    private static MemoryServer Server(ushort suite, bool withHeartbeat, CertificateRequest? request, Func<IReadOnlyList<TlsRecord>, Reply?> more)
    {
        TlsExtension[] heartbeat = withHeartbeat ? [new TlsExtension(ExtensionType.Heartbeat, new byte[] { 1 })] : [];
        HandshakeMessage[] requests = request is null ? [] : [request];
        return new MemoryServer(hello => Choose(suite, Reply.Flight(
        [
            Reply.Hello(TlsVersion.Tls12, suite, [.. heartbeat.Where(extension => hello.Find(extension.Type) is not null)]),
            new CertificateMessage([Key.Certificate]),
            .. requests,
            new ServerHelloDone(),
        ]))(hello))
        { AnswerMore = more };
    }

    private static Func<ClientHello, Reply> Choose(ushort suite, Reply flight) => hello =>
        hello.Versions.Contains(TlsVersion.Tls12) && hello.Suites.Contains(suite) ? flight : Reply.Alert(AlertDescription.HandshakeFailure);
}
