using System.Net;
using System.Text;
using Leadglass.EndToEnd.Tests.Peers;
using Leadglass.TestKit;

namespace Leadglass.EndToEnd.Tests;

/// <summary>The verdicts of <c>leadglass check</c> about real systems whose configuration is known.</summary>
public sealed class CheckTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>What a version makes potential, somebody who looked settles: for this installation alone.</summary>
    [RealPeerFact(Orthanc.Programs)]
    public async Task Vex_OfADebianOrthanc_SettlesWhatItsVersionMadePotential()
    {
        await using var orthanc = await Orthanc.StartAsync(new OrthancOptions(), TestContext.Current.CancellationToken);
        using var folder = new TemporaryFolder();
        string[] target = [$"127.0.0.1:{orthanc.Dicom.Port}", $"127.0.0.1:{orthanc.Http.Port}"];
        var before = await Product.CheckAsync([.. target, "--output", folder.File("before.json")]);
        Assert.Equal("warn medium", before.Verdict(orthanc.Dicom, "LG-KNW-001"));
        var template = await Product.RunAsync("knowledge", "vex", folder.File("before.json"), "--author", "PACS team");
        var vex = folder.Write("vex.json", template.Output.Replace("\"under_investigation\"", "\"not_affected\",\n\"impact_statement\": \"mended by Debian\"", StringComparison.Ordinal));

        var after = await Product.CheckAsync([.. target, "--vex", vex]);

        Assert.StartsWith("pass", after.Verdict(orthanc.Dicom, "LG-KNW-001"), StringComparison.Ordinal);
        Assert.Contains("CVE-2023-33466: not affected, says PACS team (mended by Debian).", after.Evidence(orthanc.Dicom, "LG-KNW-001"));
    }

    [RealPeerFact(Orthanc.ProgramsWithDicomWeb)]
    public async Task Check_OrthancWithDefaults_AcceptsAnyoneRefusesQueriesStoragePossible()
    {
        await using var orthanc = await Orthanc.StartAsync(new OrthancOptions { DicomWeb = true }, Cancellation);

        var result = await Product.CheckAsync($"{orthanc.Dicom}");

        Assert.Equal("dimse-restricted", result.Fact(orthanc.Dicom, "aePolicy"));
        Assert.Equal("aborted", result.Fact(orthanc.Dicom, "query.study-root"));
        Assert.Equal("aborted", result.Fact(orthanc.Dicom, "query.patient-root"));
        Assert.Equal("context-refused", result.Fact(orthanc.Dicom, "query.modality-worklist"));
        Assert.Equal("accepts anyone, refuses queries, storage possible, no encryption", result.Summary(orthanc.Dicom));
        Assert.Equal("Orthanc (likely)", result.Product(orthanc.Dicom));
        Assert.Equal("warn medium", result.Verdict(orthanc.Dicom, "LG-EXP-010"));
        Assert.Equal("pass high", result.Verdict(orthanc.Dicom, "LG-EXP-021"));
        Assert.Equal("pass high", result.Verdict(orthanc.Dicom, "LG-EXP-022"));
        Assert.Equal("warn medium", result.Verdict(orthanc.Dicom, "LG-EXP-030"));
        Assert.Equal("pass info", result.Verdict(orthanc.Dicom, "LG-EXP-052"));
        Assert.Equal(0, result.ExitCode);
    }

    [RealPeerFact(Orthanc.ProgramsWithDicomWeb)]
    public async Task Check_OrthancWhoseWebPageIsSeen_IsHeldAgainstAdvisoriesByItsVersion()
    {
        await using var orthanc = await Orthanc.StartAsync(new OrthancOptions { DicomWeb = true }, Cancellation);

        var result = await Product.CheckAsync("127.0.0.1", "--ports", $"{orthanc.Dicom.Port},{orthanc.Http.Port}");

        // Debian 12 has 1.10.1 with the mended parts of later versions: by the version it may be affected, and that is all that can be said.
        Assert.Equal("Orthanc 1.10.1", result.Product(orthanc.Dicom));
        Assert.Equal("warn medium", result.Verdict(orthanc.Dicom, "LG-KNW-001"));
        Assert.Contains(result.Evidence(orthanc.Dicom, "LG-KNW-001"), line => line.StartsWith("Potential: CVE-2023-33466,", StringComparison.Ordinal) && line.Contains("fixed in 1.12.0", StringComparison.Ordinal));
        Assert.DoesNotContain(result.Evidence(orthanc.Dicom, "LG-KNW-001"), line => line.Contains("CVE-2025-0896", StringComparison.Ordinal));
    }

    [RealPeerFact(Storescp.Programs)]
    public async Task Check_StorescpOfDebian_IsHeldAgainstAdvisoriesOfDcmtk()
    {
        await using var server = await Storescp.StartAsync(Cancellation);

        var result = await Product.CheckAsync($"{server.Dicom}");

        Assert.Equal("warn medium", result.Verdict(server.Dicom, "LG-KNW-001"));
        Assert.Contains(result.Evidence(server.Dicom, "LG-KNW-001"), line => line.StartsWith("Potential: CVE-2024-34509,", StringComparison.Ordinal));
        Assert.DoesNotContain(result.Evidence(server.Dicom, "LG-KNW-001"), line => line.Contains("CVE-2022-2119", StringComparison.Ordinal));
    }

    [RealPeerFact(Orthanc.Programs)]
    public async Task Check_OrthancThatAlwaysAllowsFind_IsOpenToQueries()
    {
        await using var orthanc = await Orthanc.StartAsync(new OrthancOptions { AlwaysAllowFind = true }, Cancellation);

        var result = await Product.CheckAsync($"{orthanc.Dicom}");

        Assert.Equal("open", result.Fact(orthanc.Dicom, "aePolicy"));
        Assert.Equal("fail high", result.Verdict(orthanc.Dicom, "LG-EXP-021"));
        Assert.Equal("fail high", result.Verdict(orthanc.Dicom, "LG-EXP-022"));
        Assert.Equal("pass high", result.Verdict(orthanc.Dicom, "LG-EXP-023"));
        Assert.Equal("fail medium", result.Verdict(orthanc.Dicom, "LG-EXP-010"));
        Assert.Equal(1, result.ExitCode);
    }

    [RealPeerFact(Orthanc.Programs)]
    public async Task Check_OrthancThatChecksItsName_SaysSoAndLooksBehindItOnceTheNameIsGiven()
    {
        await using var orthanc = await Orthanc.StartAsync(new OrthancOptions { CheckCalledAETitle = true, AETitle = "ARCHIVE" }, Cancellation);

        var unknown = await Product.CheckAsync($"{orthanc.Dicom}");
        Assert.Equal("called-checked", unknown.Fact(orthanc.Dicom, "aePolicy"));
        Assert.Equal("inconclusive low", unknown.Verdict(orthanc.Dicom, "LG-EXP-011"));
        Assert.Equal("notTested high", unknown.Verdict(orthanc.Dicom, "LG-EXP-021"));

        var known = await Product.CheckAsync($"{orthanc.Dicom}", "--called", "ARCHIVE");
        Assert.Equal("called-checked", known.Fact(orthanc.Dicom, "aePolicy"));
        Assert.Equal("warn low", known.Verdict(orthanc.Dicom, "LG-EXP-011"));
        Assert.Equal("pass high", known.Verdict(orthanc.Dicom, "LG-EXP-021"));
    }

    [RealPeerFact(Orthanc.ProgramsWithDicomWeb)]
    public async Task Check_OrthancsWebServer_OpenOrBehindALogin()
    {
        await using (var open = await Orthanc.StartAsync(new OrthancOptions { DicomWeb = true, AuthenticationEnabled = false, RemoteAccessAllowed = true }, Cancellation))
        {
            var http = new IPEndPoint(IPAddress.Loopback, open.Http.Port);
            var result = await Product.CheckAsync($"{http}", $"{open.Dicom}");
            // Over loopback an Orthanc that serves everyone and one that serves this machine only look alike: likely, not certain.
            Assert.Equal("warn critical", result.Verdict(http, "LG-EXP-063"));
            Assert.Equal("warn high", result.Verdict(http, "LG-EXP-060"));
            Assert.Equal("fail medium", result.Verdict(http, "LG-EXP-061"));
            Assert.Equal(1, result.ExitCode);
            // The web server tells what the DICOM port only suggests.
            Assert.Matches(@"^Orthanc \d+\.\d+\.\d+$", result.Product(open.Dicom));
        }

        await using (var closed = await Orthanc.StartAsync(
            new OrthancOptions { DicomWeb = true, AuthenticationEnabled = true, RegisteredUsers = new Dictionary<string, string> { ["reader"] = "synthetic" } }, Cancellation))
        {
            var http = new IPEndPoint(IPAddress.Loopback, closed.Http.Port);
            var result = await Product.CheckAsync($"{http}");
            Assert.Equal("pass critical", result.Verdict(http, "LG-EXP-063"));
            Assert.Equal("pass high", result.Verdict(http, "LG-EXP-060"));
            Assert.Equal("fail high", result.Verdict(http, "LG-EXP-064"));
        }
    }

    [RealPeerFact(Dcmqrscp.Programs)]
    public async Task Check_DcmqrscpForAnyone_IsOpenOnceItsNameIsKnown()
    {
        await using var archive = await Dcmqrscp.StartAsync(knownCaller: null, Cancellation);

        Assert.Equal("called-checked", (await Product.CheckAsync($"{archive.Dicom}")).Fact(archive.Dicom, "aePolicy"));

        var result = await Product.CheckAsync($"{archive.Dicom}", "--called", Dcmqrscp.AETitle);
        Assert.Equal("searched 0000H", result.Fact(archive.Dicom, "query.study-root"));
        Assert.Equal("fail high", result.Verdict(archive.Dicom, "LG-EXP-021"));
        Assert.StartsWith("DCMTK dcmqrscp", result.Product(archive.Dicom), StringComparison.Ordinal);
    }

    [RealPeerFact(Dcmqrscp.Programs)]
    public async Task Check_DcmqrscpThatKnowsItsCallers_ChecksBothTitlesAlthoughItBlamesTheCalledOne()
    {
        await using var archive = await Dcmqrscp.StartAsync(knownCaller: "CT1", Cancellation);

        var without = await Product.CheckAsync($"{archive.Dicom}", "--called", Dcmqrscp.AETitle);
        Assert.Equal("inconclusive low", without.Verdict(archive.Dicom, "LG-EXP-011"));

        var control = await Product.CheckAsync($"{archive.Dicom}", "--called", Dcmqrscp.AETitle, "--calling", "CT1");
        Assert.Equal("both", control.Fact(archive.Dicom, "aePolicy"));
        Assert.Equal("pass medium", control.Verdict(archive.Dicom, "LG-EXP-010"));
        Assert.Equal("notTested high", control.Verdict(archive.Dicom, "LG-EXP-021"));
    }

    [RealPeerFact(Storescp.Programs)]
    public async Task Check_Storescp_StoragePossibleAndNothingStored()
    {
        await using var store = await Storescp.StartAsync(Cancellation);

        var result = await Product.CheckAsync($"{store.Dicom}", "--identity");

        Assert.Equal("open", result.Fact(store.Dicom, "aePolicy"));
        Assert.Equal("warn medium", result.Verdict(store.Dicom, "LG-EXP-030"));
        Assert.Equal("pass high", result.Verdict(store.Dicom, "LG-EXP-021"));
        Assert.Equal("warn info", result.Verdict(store.Dicom, "LG-EXP-040"));
        Assert.Equal("pass high", result.Verdict(store.Dicom, "LG-EXP-041"));
        Assert.StartsWith("DCMTK storescp", result.Product(store.Dicom), StringComparison.Ordinal);
        Assert.Empty(store.Received);
    }

    [RealPeerFact($"{Wlmscpfs.Programs} {DcmtkClient.Programs}")]
    public async Task Check_Wlmscpfs_WorklistIsOpenOnceItsNameIsKnown()
    {
        await using var worklist = await Wlmscpfs.StartAsync(Cancellation);

        Assert.Equal("called-checked", (await Product.CheckAsync($"{worklist.Dicom}")).Fact(worklist.Dicom, "aePolicy"));

        var result = await Product.CheckAsync($"{worklist.Dicom}", "--called", Wlmscpfs.AETitle);
        Assert.Equal("fail high", result.Verdict(worklist.Dicom, "LG-EXP-023"));
        Assert.Equal("pass high", result.Verdict(worklist.Dicom, "LG-EXP-021"));
        Assert.StartsWith("DCMTK wlmscpfs", result.Product(worklist.Dicom), StringComparison.Ordinal);
    }

    [RealPeerFact(Nginx.Programs)]
    public async Task Check_Nginx_FindsTheLoginAndNoDicomWebElsewhere()
    {
        await using var nginx = await Nginx.StartAsync(Cancellation);
        var http = new IPEndPoint(IPAddress.Loopback, nginx.Http.Port);

        var result = await Product.CheckAsync($"{http}");

        Assert.Equal("http", result.Fact(http, "service"));
        Assert.Equal("pass high", result.Verdict(http, "LG-EXP-060"));
        Assert.Equal("fail high", result.Verdict(http, "LG-EXP-064"));
        Assert.Null(result.Verdict(http, "LG-EXP-063"));
    }

    [Fact]
    public async Task Check_SilentSocket_IsInconclusive()
    {
        await using var silent = ScriptedPeer.Listen(connection => connection.StaySilent());

        var result = await Product.CheckAsync($"{silent.EndPoint}", "--timeout", "200");

        Assert.Equal("silent", result.Fact(silent.EndPoint, "service"));
        Assert.Equal("inconclusive info", result.Verdict(silent.EndPoint, "LG-EXP-003"));
    }

    [RealPeerFact($"{Orthanc.Programs} {Dcmqrscp.Programs} {Wlmscpfs.Programs} {DcmtkClient.Programs}")]
    public async Task Check_SystemsFullOfPatients_NoneOfThemCrossesTheWire()
    {
        await using var orthanc = await Orthanc.StartAsync(new OrthancOptions { AlwaysAllowFind = true, DicomWeb = File.Exists("/usr/share/orthanc/plugins/libOrthancDicomWeb.so") }, Cancellation);
        await SyntheticData.StoreStudiesAsync(orthanc.Dicom, "ORTHANC", "CT1", studies: 5, Cancellation);
        await using var archive = await Dcmqrscp.StartAsync(knownCaller: null, Cancellation);
        await SyntheticData.StoreStudiesAsync(archive.Dicom, Dcmqrscp.AETitle, "CT1", studies: 5, Cancellation);
        await using var worklist = await Wlmscpfs.StartAsync(Cancellation);

        foreach (var server in new[] { orthanc.Dicom, new IPEndPoint(IPAddress.Loopback, orthanc.Http.Port), archive.Dicom, worklist.Dicom })
        {
            await using var relay = Relay.To(server);
            await Product.CheckAsync($"{relay.Endpoint}", "--called", Dcmqrscp.AETitle, "--called", Wlmscpfs.AETitle, "--identity");

            Assert.NotEmpty(relay.Conversations);
            Assert.Equal(1, relay.MostAtOnce);
            Assert.DoesNotContain(SyntheticData.PatientName, Received(relay), StringComparison.Ordinal);
        }

        // The control: the same wire does show the patients to a client that asks for them.
        await using var control = Relay.To(archive.Dicom);
        await DcmtkClient.FindStudiesAsync(control.Endpoint, Dcmqrscp.AETitle, "CT1", Cancellation);
        Assert.Contains(SyntheticData.PatientName, Received(control), StringComparison.Ordinal);

        static string Received(Relay relay) => string.Concat(relay.Conversations.Select(c => Encoding.Latin1.GetString(c.Received.ToArray())));
    }

    [RealPeerFact($"{Storescp.Programs} {DcmtkClient.Programs}")]
    public async Task Check_WhileAModalityVerifies_EveryVerificationSucceedsAndOneConnectionAtATimeIsHeld()
    {
        await using var store = await Storescp.StartAsync(Cancellation);
        await using var relay = Relay.To(store.Dicom);

        var checking = Product.CheckAsync($"{relay.Endpoint}", "--identity", "--fast");
        do
        {
            var echo = await DcmtkClient.EchoAsync(store.Dicom, "ANY", "CT1", Cancellation);
            Assert.True(echo.ExitCode == 0, echo.Errors);
        }
        while (!checking.IsCompleted);

        await checking;
        // storescp serves one association after the other: whoever holds one at a time delays a modality by one at most.
        Assert.Equal(1, relay.MostAtOnce);
        Assert.All(relay.Conversations, conversation => Assert.Equal(AssociateRequestPdu, conversation.Sent.GetBuffer()[0]));
    }

    private const byte AssociateRequestPdu = 0x01;
}
