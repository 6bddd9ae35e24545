using Leadglass.Exposure.Observations;
using Leadglass.Exposure.Probing;
using Leadglass.Exposure.Tests.Wire;
using Leadglass.TestKit;

namespace Leadglass.Exposure.Tests.Probing;

/// <summary>Orthanc's REST interface beside DICOMweb.</summary>
public sealed partial class WebProbeTests
{
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
