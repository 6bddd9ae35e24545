using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Leadglass.EndToEnd.Tests.Peers;
using Leadglass.TestKit;

namespace Leadglass.EndToEnd.Tests;

/// <summary>Each peer is what the tests of the product take it for.</summary>
public sealed class PeerTests
{
    private const string Stranger = "STRANGER";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [RealPeerFact($"{Orthanc.Programs} {DcmtkClient.Programs}")]
    public async Task Orthanc_ByDefault_AcceptsAnyTitleYetRefusesToBeQueried()
    {
        await using var orthanc = await Orthanc.StartAsync(new OrthancOptions(), Cancellation);

        Assert.Equal(0, (await DcmtkClient.EchoAsync(orthanc.Dicom, "ANYTHING", Stranger, Cancellation)).ExitCode);
        var refused = await DcmtkClient.FindStudiesAsync(orthanc.Dicom, "ORTHANC", Stranger, Cancellation);
        Assert.Contains("Peer aborted Association", refused.AllOutput, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, await GetAsync(new Uri(orthanc.Http, "system")));
    }

    [RealPeerFact($"{Orthanc.Programs} {DcmtkClient.Programs}")]
    public async Task Orthanc_AlwaysAllowFind_ShowsStudiesToStrangers()
    {
        await using var orthanc = await Orthanc.StartAsync(new OrthancOptions { AlwaysAllowFind = true }, Cancellation);
        await SyntheticData.StoreStudiesAsync(orthanc.Dicom, "ORTHANC", Stranger, studies: 2, Cancellation);

        var found = await DcmtkClient.FindStudiesAsync(orthanc.Dicom, "ORTHANC", Stranger, Cancellation);

        Assert.Contains($"{SyntheticData.PatientName}^1", found.AllOutput, StringComparison.Ordinal);
        Assert.Contains($"{SyntheticData.PatientName}^2", found.AllOutput, StringComparison.Ordinal);
    }

    [RealPeerFact($"{Orthanc.Programs} {DcmtkClient.Programs}")]
    public async Task Orthanc_CheckCalledAETitle_RejectsOtherTitles()
    {
        await using var orthanc = await Orthanc.StartAsync(new OrthancOptions { CheckCalledAETitle = true }, Cancellation);

        Assert.Equal(0, (await DcmtkClient.EchoAsync(orthanc.Dicom, "ORTHANC", Stranger, Cancellation)).ExitCode);
        Assert.NotEqual(0, (await DcmtkClient.EchoAsync(orthanc.Dicom, "ANYTHING", Stranger, Cancellation)).ExitCode);
    }

    [RealPeerFact(Orthanc.ProgramsWithDicomWeb)]
    public async Task Orthanc_Login_KeepsStrangersOutOfDicomWeb()
    {
        var options = new OrthancOptions
        {
            DicomWeb = true,
            AuthenticationEnabled = true,
            RegisteredUsers = new Dictionary<string, string> { ["reader"] = "synthetic" },
        };
        await using var orthanc = await Orthanc.StartAsync(options, Cancellation);

        var studies = new Uri(orthanc.Http, "dicom-web/studies");
        Assert.Equal(HttpStatusCode.Unauthorized, await GetAsync(studies));
        Assert.Equal(HttpStatusCode.OK, await GetAsync(studies, "reader:synthetic"));
    }

    [RealPeerFact(Orthanc.ProgramsWithDicomWeb)]
    public async Task Orthanc_DicomWebWithoutLogin_AnswersQueries()
    {
        await using var orthanc = await Orthanc.StartAsync(new OrthancOptions { DicomWeb = true }, Cancellation);

        Assert.Equal(HttpStatusCode.OK, await GetAsync(new Uri(orthanc.Http, "dicom-web/studies?limit=1")));
    }

    [RealPeerFact($"{Dcmqrscp.Programs} {DcmtkClient.Programs}")]
    public async Task Dcmqrscp_AnyCaller_ChecksTheCalledTitleOnlyAndAnswersQueries()
    {
        await using var archive = await Dcmqrscp.StartAsync(knownCaller: null, Cancellation);
        await SyntheticData.StoreStudiesAsync(archive.Dicom, Dcmqrscp.AETitle, Stranger, studies: 1, Cancellation);

        var found = await DcmtkClient.FindStudiesAsync(archive.Dicom, Dcmqrscp.AETitle, Stranger, Cancellation);
        Assert.Contains(SyntheticData.PatientName, found.AllOutput, StringComparison.Ordinal);
        Assert.NotEqual(0, (await DcmtkClient.EchoAsync(archive.Dicom, "ANYTHING", Stranger, Cancellation)).ExitCode);
    }

    [RealPeerFact($"{Dcmqrscp.Programs} {DcmtkClient.Programs}")]
    public async Task Dcmqrscp_KnownCaller_RejectsStrangers()
    {
        await using var archive = await Dcmqrscp.StartAsync(knownCaller: "CT1", Cancellation);

        Assert.Equal(0, (await DcmtkClient.EchoAsync(archive.Dicom, Dcmqrscp.AETitle, "CT1", Cancellation)).ExitCode);
        Assert.NotEqual(0, (await DcmtkClient.EchoAsync(archive.Dicom, Dcmqrscp.AETitle, Stranger, Cancellation)).ExitCode);
    }

    [RealPeerFact($"{Storescp.Programs} {DcmtkClient.Programs}")]
    public async Task Storescp_ByDefault_TakesImagesFromAnyone()
    {
        await using var storescp = await Storescp.StartAsync(Cancellation);
        await SyntheticData.StoreStudiesAsync(storescp.Dicom, "ANYTHING", Stranger, studies: 1, Cancellation);

        Assert.Single(storescp.Received);
    }

    [RealPeerFact($"{Wlmscpfs.Programs} {DcmtkClient.Programs}")]
    public async Task Wlmscpfs_ByDefault_ShowsItsWorklistToStrangers()
    {
        await using var worklist = await Wlmscpfs.StartAsync(Cancellation);

        var found = await DcmtkClient.FindWorklistAsync(worklist.Dicom, Wlmscpfs.AETitle, Stranger, Cancellation);
        Assert.Contains(SyntheticData.PatientName, found.AllOutput, StringComparison.Ordinal);
    }

    [RealPeerFact(Nginx.Programs)]
    public async Task Nginx_DicomWebBehindLogin_AsksForIt()
    {
        await using var nginx = await Nginx.StartAsync(Cancellation);

        var studies = new Uri(nginx.Http, "dicom-web/studies");
        Assert.Equal(HttpStatusCode.OK, await GetAsync(nginx.Http));
        Assert.Equal(HttpStatusCode.NotFound, await GetAsync(new Uri(nginx.Http, "elsewhere")));
        Assert.Equal(HttpStatusCode.Unauthorized, await GetAsync(studies));
        Assert.Equal(HttpStatusCode.OK, await GetAsync(studies, $"{Nginx.User}:{Nginx.Password}"));
    }

    private static async Task<HttpStatusCode> GetAsync(Uri address, string? login = null)
    {
        using var client = new HttpClient();
        if (login is not null)
            client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(login)));
        using var response = await client.GetAsync(address, Cancellation);
        return response.StatusCode;
    }
}
