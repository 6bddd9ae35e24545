using System.Net;
using System.Text;
using Leadglass.Exposure.Observations;
using Leadglass.Exposure.Probing;
using Leadglass.Exposure.Tests.Wire;
using Leadglass.TestKit;

namespace Leadglass.Exposure.Tests.Probing;

public sealed class WebProbeTests
{
    private const string DicomJson = "application/dicom+json";
    private const int Seed = 80;

    private static readonly Sentinels Sentinels = new(new Random(Seed));

    private readonly TappedDialer _dialer = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Examine_ServerThatKeepsConnections_NeedsOne()
    {
        await using var peer = ScriptedPeer.Listen(s => s
            .Http(200)                                      // HEAD /
            .Http(404)                                      // the control
            .Http(200, DicomJson, "[]")                     // the first prefix
            .Http(404)                                      // /system
            .StaySilent());
        var web = await ExamineAsync(peer);

        Assert.Equal(QidoOutcome.NotThere, web!.Control);
        Assert.Equal([new("/dicom-web", 200, QidoOutcome.Searched)], web.Queries);
        Assert.Single(_dialer.Taps);
        Assert.Equal(0, _dialer.StillOpen);
    }

    [Fact]
    public async Task Examine_ServerThatClosesEachConnection_GetsOneAfterTheOther()
    {
        await using var peer = ScriptedPeer.Listen(
            s => s.Http(200, extra: Closes).Close(),
            s => s.Http(404, extra: Closes).Close(),
            s => s.Http(200, DicomJson, "[]", Closes).Close(),
            s => s.Http(404, extra: Closes).Close());
        var web = await ExamineAsync(peer);

        Assert.Equal(QidoOutcome.Searched, Assert.Single(web!.Queries).Outcome);
        await peer.EndedAsync(4, Token);
        Assert.Equal((4, 1, 1), (_dialer.Taps.Count, _dialer.MostOpen, peer.MaximumSimultaneousConnections));
    }

    [Fact]
    public async Task Examine_ServerThatClosesWithoutSayingSo_IsAskedAgain()
    {
        await using var peer = ScriptedPeer.Listen(
            s => s.Http(200).Close(),
            s => s.Http(404).Close(),
            s => s.Http(204).Close(),
            s => s.Http(404).Close());
        var web = await ExamineAsync(peer);

        Assert.Equal(QidoOutcome.Searched, Assert.Single(web!.Queries).Outcome);
        Assert.Equal(1, _dialer.MostOpen);
    }

    [Fact]
    public async Task Examine_ChunkedAnswer_IsRead()
    {
        await using var peer = ScriptedPeer.Listen(s => s.Http(200).Http(404)
            .Request().SendText($"HTTP/1.1 200 OK\r\nContent-Type: {DicomJson}\r\nTransfer-Encoding: chunked\r\n\r\n1\r\n[\r\n1\r\n]\r\n0\r\n\r\n")
            .Http(404).StaySilent());
        var web = await ExamineAsync(peer);

        Assert.Equal(QidoOutcome.Searched, Assert.Single(web!.Queries).Outcome);
        Assert.Single(_dialer.Taps);
    }

    // What the answer to a search for a study that cannot exist means (PS3.18 §8.3.4, §10.6.3).
    [Theory]
    [InlineData(204, null, "", QidoOutcome.Searched)]
    [InlineData(200, DicomJson, "[]", QidoOutcome.Searched)]
    [InlineData(200, DicomJson, " \r\n[\t] ", QidoOutcome.Searched)]
    [InlineData(200, "application/json", "[]", QidoOutcome.Searched)]
    [InlineData(200, DicomJson + "; charset=utf-8", "[]", QidoOutcome.Searched)]
    [InlineData(200, DicomJson, """[{"0020000D":{"vr":"UI","Value":["1.2.3"]}}]""", QidoOutcome.ReturnedRecords)]
    [InlineData(200, DicomJson, "[ {} ]", QidoOutcome.ReturnedRecords)]
    [InlineData(200, DicomJson, "{}", QidoOutcome.NotThere)]
    [InlineData(200, "text/html", "<html>[]</html>", QidoOutcome.NotThere)]
    [InlineData(200, "text/html", "[]", QidoOutcome.NotThere)]
    [InlineData(200, null, "[]", QidoOutcome.NotThere)]
    [InlineData(200, DicomJson, "", QidoOutcome.Unclear)]
    [InlineData(401, null, "", QidoOutcome.LoginRequired)]
    [InlineData(403, "text/html", "<h1>Forbidden</h1>", QidoOutcome.LoginRequired)]
    [InlineData(404, DicomJson, "[]", QidoOutcome.NotThere)]
    [InlineData(405, null, "", QidoOutcome.NotThere)]
    [InlineData(410, null, "", QidoOutcome.NotThere)]
    [InlineData(301, null, "", QidoOutcome.Unclear)]          // to a login, or to the service itself: it is not followed
    [InlineData(307, null, "", QidoOutcome.Unclear)]
    [InlineData(400, null, "", QidoOutcome.Unclear)]
    [InlineData(406, null, "", QidoOutcome.Unclear)]
    [InlineData(429, null, "", QidoOutcome.Unclear)]
    [InlineData(500, DicomJson, "[]", QidoOutcome.Unclear)]
    [InlineData(503, null, "", QidoOutcome.Unclear)]
    public async Task Search_Answered_MeansNoMoreThanWasSaid(int status, string? type, string body, QidoOutcome expected)
    {
        await using var peer = ScriptedPeer.Listen(s => s.Http(200).Http(404, extra: Closes).Close(), s => s.Http(status, type, body, Closes).Close(), s => s.Http(404, extra: Closes).Close());
        var query = (await ExamineAsync(peer))!.Queries[0];

        Assert.Equal((status, expected), (query.Status, query.Outcome));
    }

    [Fact]
    public async Task Search_ServerThatAnswersEveryPathAlike_ShowsInTheControl()
    {
        await using var peer = ScriptedPeer.Listen(s => s.Http(200, DicomJson, "[]", Closes).Close());
        var web = await ExamineAsync(peer);

        Assert.Equal((QidoOutcome.Searched, QidoOutcome.Searched), (web!.Control, web.Queries[0].Outcome));
    }

    [Fact]
    public async Task Search_Redirected_IsNotFollowed()
    {
        await using var elsewhere = ScriptedPeer.Listen(s => s.Http(200, DicomJson, "[]"));
        await using var peer = ScriptedPeer.Listen(s => s.Http(302, extra: $"{Closes}Location: http://{elsewhere.EndPoint}/studies\r\n").Close());
        var web = await ExamineAsync(peer);

        Assert.All(web!.Queries, q => Assert.Equal(QidoOutcome.Unclear, q.Outcome));
        Assert.Empty(elsewhere.Connections);
    }

    [Fact]
    public async Task EveryRequest_IsOneOfThoseThatTheDryRunNames()
    {
        await using var peer = ScriptedPeer.Listen(s => s.Http(404, extra: $"{Closes}Set-Cookie: a=b\r\n").Close());
        await ExamineAsync(peer);

        var requests = _dialer.Taps.Select(tap => Encoding.ASCII.GetString(tap.SentBytes)).ToList();
        var search = $"studies?StudyInstanceUID={Sentinels.StudyInstanceUid}&limit=1&includefield=0020000D";
        string[] expected =
        [
            "HEAD /", $"GET /leadglass-{Sentinels.Token}/{search}",
            .. WebPaths.Prefixes.Select(prefix => $"GET {prefix}/{search}"),
            "GET /system",
        ];
        Assert.Equal(expected, requests.Select(r => r[..r.IndexOf(" HTTP/1.1\r\n", StringComparison.Ordinal)]));
        Assert.All(requests, r => Assert.Contains($"\r\nUser-Agent: Leadglass/{Identity.Version}\r\n", r, StringComparison.Ordinal));
        Assert.All(requests, r => Assert.DoesNotContain("\r\nCookie:", r, StringComparison.OrdinalIgnoreCase));
        Assert.All(requests, r => Assert.DoesNotContain("\r\nAuthorization:", r, StringComparison.OrdinalIgnoreCase));
        Assert.All(requests.Where(r => r.Contains("/studies?", StringComparison.Ordinal)), r =>
        {
            Assert.Contains($"\r\nAccept: {DicomJson}\r\n", r, StringComparison.Ordinal);
            Assert.Contains("\r\nOrigin: https://leadglass.invalid\r\n", r, StringComparison.Ordinal);
        });
    }

    [Fact]
    public async Task Records_AreCutOffUnread()
    {
        var record = """{"00100010":{"vr":"PN","Value":[{"Alphabetic":"NOBODY^REAL"}]}},""";
        await using var peer = ScriptedPeer.Listen(
            s => s.Http(200, extra: Closes).Close(),
            s => s.Http(404, extra: Closes).Close(),
            s => s.Request().SendText($"HTTP/1.1 200 OK\r\nContent-Type: {DicomJson}\r\n\r\n[").SendForever(Encoding.ASCII.GetBytes(record)),
            s => s.Http(404, extra: Closes).Close());
        var web = await ExamineAsync(peer);

        Assert.Equal(QidoOutcome.ReturnedRecords, Assert.Single(web!.Queries).Outcome);
        Assert.InRange(_dialer.Taps[2].Received.Length, 1, 16 * 1024);
    }

    [Fact]
    public async Task Records_ThatStallAfterTheFirstBytes_AreRecordsAllTheSame()
    {
        await using var peer = ScriptedPeer.Listen(
            s => s.Http(200, extra: Closes).Close(),
            s => s.Http(404, extra: Closes).Close(),
            s => s.Request().SendText($$"""HTTP/1.1 200 OK{{"\r\n"}}Content-Type: {{DicomJson}}{{"\r\n\r\n"}}[{"0020""").StaySilent(),
            s => s.Http(404, extra: Closes).Close());
        var web = await ExamineAsync(peer, timeout: Check.Short);

        Assert.Equal(QidoOutcome.ReturnedRecords, web!.Queries[0].Outcome);
    }

    [Theory]
    [InlineData("")]
    [InlineData("[")]
    [InlineData(" ")]
    public async Task Search_WhoseBodyNeverComes_IsUnclear(string beginning)
    {
        await using var peer = ScriptedPeer.Listen(
            s => s.Http(200, extra: Closes).Close(),
            s => s.Http(404, extra: Closes).Close(),
            s => s.Request().SendText($"HTTP/1.1 200 OK\r\nContent-Type: {DicomJson}\r\nContent-Length: 99\r\n\r\n{beginning}").StaySilent(),
            s => s.Http(404, extra: Closes).Close());
        var web = await ExamineAsync(peer, timeout: Check.Short);

        Assert.Equal(QidoOutcome.Unclear, web!.Queries[0].Outcome);
    }

    [Fact]
    public async Task BodyWithoutEnd_IsReadToALimit()
    {
        await using var peer = ScriptedPeer.Listen(
            s => s.Http(200, extra: Closes).Close(),
            s => s.Request().SendText("HTTP/1.1 404 Not Found\r\nContent-Type: text/html\r\n\r\n").SendForever(new byte[1000]));
        var web = await ExamineAsync(peer);

        Assert.All(web!.Queries, q => Assert.Equal(QidoOutcome.NotThere, q.Outcome));
        Assert.All(_dialer.Taps, tap => Assert.InRange(tap.Received.Length, 1, 64 * 1024));
    }

    [Fact]
    public async Task HeadersWithoutEnd_AreReadToALimit()
    {
        await using var peer = ScriptedPeer.Listen(s => s.Request().SendText("HTTP/1.1 200 OK\r\n").SendForever("X-Padding: 0123456789\r\n"u8.ToArray()));

        Assert.Null(await ExamineAsync(peer));
        Assert.InRange(_dialer.Taps[0].Received.Length, 1, 256 * 1024);
    }

    [Theory]
    [InlineData("HTTP/1.1 200 OK\r\nX: ")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Type: application/dicom+json\r\nContent-Length: 99999\r\n\r\n ")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Type: application/dicom+json\r\nTransfer-Encoding: chunked\r\n\r\n")]
    public async Task SlowDrip_IsGivenUpAtTheDeadline(string beginning)
    {
        await using var peer = ScriptedPeer.Listen(s => s.Http(200, extra: Closes).Close(), s => s.Request().SendText(beginning).SendForever(" "u8.ToArray(), TimeSpan.FromMilliseconds(10)));
        var web = await ExamineAsync(peer, timeout: Check.Short);

        Assert.DoesNotContain(web!.Queries, q => q.Outcome is QidoOutcome.Searched or QidoOutcome.ReturnedRecords);
    }

    [Theory]
    [InlineData("SSH-2.0-OpenSSH_9.2\r\n", ServiceKind.Other)]
    [InlineData("220 mail.example ESMTP\r\n", ServiceKind.Other)]
    [InlineData("\0\0\0\0", ServiceKind.Other)]
    [InlineData("HTTP/1.1 99999 WHAT\r\n\r\n", ServiceKind.Other)]
    [InlineData("", ServiceKind.ClosedUnheard)]
    public async Task Head_AnsweredInAnotherProtocol_IsWhatWasHeard(string answer, ServiceKind expected)
    {
        await using var peer = ScriptedPeer.Listen(s => s.Request().SendText(answer).Close());
        using var line = Line(Check.Ample);
        using var probe = new WebProbe(line, peer.Port, null, secure: false, Sentinels);

        Assert.Null(await probe.HeadAsync(Token));
        var failure = probe.Failure(peer.Port);
        Assert.Equal(expected, failure.Service);
        Assert.Equal(answer, Encoding.ASCII.GetString(failure.FirstBytes.Span));
    }

    [Fact]
    public async Task Head_NotAnswered_IsSilence()
    {
        await using var peer = ScriptedPeer.Listen(s => s.StaySilent());
        using var line = Line(Check.Short);
        using var probe = new WebProbe(line, peer.Port, null, secure: false, Sentinels);

        Assert.Null(await probe.HeadAsync(Token));
        Assert.Equal(ServiceKind.Silent, probe.Failure(peer.Port).Service);
    }

    [Fact]
    public async Task Pause_IsNoTimeThatTheServerTookToAnswer()
    {
        var time = new ManualTime();
        var start = time.GetUtcNow();
        var pause = TimeSpan.FromSeconds(10);
        await using var peer = ScriptedPeer.Listen(s => s.Http(404, extra: Closes).Close());
        using var line = new TargetLine(IPAddress.Loopback, _dialer, new Pace(1, pause, 60, Timeout: TimeSpan.FromSeconds(3)), time);
        using var probe = new WebProbe(line, peer.Port, null, secure: false, Sentinels);
        var examining = probe.ExamineAsync((await probe.HeadAsync(Token))!.Value, Token);
        while (!examining.IsCompleted)
        {
            if (time.Remaining.Contains(pause))
                time.Advance(pause);
            await Task.Delay(1, Token);
        }

        Assert.Equal(WebPaths.Prefixes.Select(prefix => new QidoObservation(prefix, 404, QidoOutcome.NotThere)), (await examining).Queries);
        Assert.Equal(pause * (_dialer.Taps.Count - 1), time.GetUtcNow() - start);
    }

    [Fact]
    public async Task Orthanc_WithoutLogin_TellsVersionAndCounts()
    {
        // As Orthanc 1.10.1 answers, shortened.
        var orthanc = await AskOrthancAsync(
            200,
            """{"ApiVersion":17,"DatabaseVersion":6,"DicomAet":"ORTHANC","DicomPort":4242,"HttpPort":8042,"Name":"MyOrthanc","Version":"1.10.1"}""",
            """{"CountInstances":4,"CountPatients":2,"CountSeries":4,"CountStudies":3,"TotalDiskSize":"0"}""");

        Assert.Equal(new OrthancObservation { Status = 200, Version = "1.10.1", DicomAet = "ORTHANC", DicomPort = 4242, Studies = 3, Patients = 2 }, orthanc);
    }

    [Fact]
    public async Task Orthanc_WithLogin_IsKnownByItsRealm()
    {
        await using var peer = ScriptedPeer.Listen(s => s.Http(401, extra: $"{Closes}WWW-Authenticate: Basic realm=\"Orthanc Secure Area\"\r\n").Close());
        var web = await ExamineAsync(peer);

        Assert.Equal(new OrthancObservation { Status = 401 }, web!.Orthanc);
        Assert.Equal(["Basic"], web.AuthenticationSchemes);
    }

    [Fact]
    public async Task Login_OfAnotherServer_IsNotOrthancs()
    {
        await using var peer = ScriptedPeer.Listen(s => s.Http(401, extra: $"{Closes}WWW-Authenticate: Bearer realm=\"pacs\"\r\nWWW-Authenticate: basic\r\n").Close());
        var web = await ExamineAsync(peer);

        Assert.Null(web!.Orthanc);
        Assert.Equal(["basic", "Bearer"], web.AuthenticationSchemes, StringComparer.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("""{"ApiVersion":1,"Version":"1","DicomPort":"4242"}""", null)]
    [InlineData("""{"ApiVersion":1,"Version":"1","DicomPort":1e400}""", null)]
    [InlineData("""{"ApiVersion":1,"Version":"1","DicomPort":104.5}""", null)]
    [InlineData("""{"ApiVersion":1,"Version":"1","DicomPort":4294967400}""", null)]       // 104 in the lowest two bytes
    [InlineData("""{"ApiVersion":1,"Version":"1","DicomPort":-104}""", null)]
    [InlineData("""{"ApiVersion":1,"Version":"1","DicomPort":null}""", null)]
    [InlineData("""{"ApiVersion":1,"Version":"1","DicomPort":{"a":[1]}}""", null)]
    [InlineData("""{"ApiVersion":1,"Version":"1","DicomPort":65535}""", 65535)]
    public async Task Orthanc_WithAPortThatIsNone_HasNone(string system, int? port) => Assert.Equal(port, (await AskOrthancAsync(200, system, "{}"))!.DicomPort);

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("\"Version\"")]
    [InlineData("<html>")]
    [InlineData("""{"ApiVersion":1}""")]
    [InlineData("""{"Version":"1.10.1"}""")]
    [InlineData("""{"ApiVersion":1,"Version":1.10}""")]
    [InlineData("""{"ApiVersion":1,"Version":"\ud800"}""")]                // half a surrogate pair
    [InlineData("""{"\ud800":1,"ApiVersion":1}""")]
    [InlineData("""{"ApiVersion":1,"Version":"1.10.1""")]
    public async Task Orthanc_AnsweredByNonsense_IsNotOrthanc(string system) => Assert.Null(await AskOrthancAsync(200, system, "{}"));

    [Fact]
    public async Task Orthanc_AnsweredByABomb_IsNotOrthanc()
    {
        var deep = string.Concat(Enumerable.Repeat("{\"a\":", 3000)) + "1" + new string('}', 3000);
        var wide = "{\"ApiVersion\":1,\"Version\":\"" + new string('9', 1_000_000) + "\"}";

        Assert.Null(await AskOrthancAsync(200, deep, "{}"));
        Assert.Null(await AskOrthancAsync(200, wide, "{}"));
    }

    [Theory]
    [InlineData("""{"CountStudies":"3","CountPatients":{}}""")]
    [InlineData("[]")]
    [InlineData("")]
    [InlineData("""{"CountStudies":99999999999999999999}""")]
    public async Task Orthanc_WithStatisticsThatAreNone_HasNoCounts(string statistics)
    {
        var orthanc = await AskOrthancAsync(200, """{"ApiVersion":17,"Version":"1.10.1"}""", statistics);

        Assert.Equal((null, null), (orthanc!.Studies, orthanc.Patients));
    }

    [Theory]
    [InlineData("Access-Control-Allow-Origin: *\r\n", "*", false)]
    [InlineData("Access-Control-Allow-Origin: https://leadglass.invalid\r\nAccess-Control-Allow-Credentials: true\r\n", "https://leadglass.invalid", true)]
    [InlineData("Access-Control-Allow-Credentials: false\r\n", null, false)]
    [InlineData("", null, false)]
    public async Task ForeignOrigin_IsNotedWhereTheServiceAnswers(string headers, string? origin, bool credentials)
    {
        await using var peer = ScriptedPeer.Listen(s => s.Http(200, extra: Closes).Close(), s => s.Http(404, extra: Closes).Close(), s => s.Http(200, DicomJson, "[]", Closes + headers).Close(), s => s.Http(404, extra: Closes).Close());
        var web = await ExamineAsync(peer);

        Assert.Equal((origin, credentials), (web!.AllowedOrigin, web.AllowsCredentials));
    }

    [Fact]
    public async Task ForeignOrigin_OnAPageThatIsNotTheService_IsNotNoted()
    {
        await using var peer = ScriptedPeer.Listen(s => s.Http(404, extra: $"{Closes}Access-Control-Allow-Origin: *\r\n").Close());

        Assert.Null((await ExamineAsync(peer))!.AllowedOrigin);
    }

    private const string Closes = "Connection: close\r\n";

    private TargetLine Line(TimeSpan timeout) => new(IPAddress.Loopback, _dialer, new Pace(1, TimeSpan.Zero, 60, timeout), TimeProvider.System);

    private async Task<WebObservation?> ExamineAsync(ScriptedPeer peer, TimeSpan? timeout = null)
    {
        using var line = Line(timeout ?? Check.Ample);
        using var probe = new WebProbe(line, peer.Port, null, secure: false, Sentinels);
        return await probe.HeadAsync(Token) is { } root ? await probe.ExamineAsync(root, Token) : null;
    }

    private async Task<OrthancObservation?> AskOrthancAsync(int status, string system, string statistics)
    {
        Action<PeerScript> nothing = s => s.Http(404, extra: Closes).Close();
        await using var peer = ScriptedPeer.Listen(
        [
            .. Enumerable.Repeat(nothing, 2 + WebPaths.Prefixes.Count),
            s => s.Http(status, "application/json", system, Closes).Close(),
            s => s.Http(200, "application/json", statistics, Closes).Close(),
        ]);
        return (await ExamineAsync(peer))!.Orthanc;
    }
}
