using System.Text.Json.Nodes;
using Leadglass.EndToEnd.Tests.Peers;
using Leadglass.TestKit;

namespace Leadglass.EndToEnd.Tests;

/// <summary>Campaigns against real services of DICOMweb. Which defects they have is between them and their makers: the tests ask only whether what is reported is true.</summary>
public sealed class FuzzWebTests
{
    [RealPeerFact(Orthanc.ProgramsWithDicomWeb)]
    public async Task Orthanc_QueriesAndRetrievals_AreAnsweredAndNothingIsStored()
    {
        await using var orthanc = await Orthanc.StartAsync(new OrthancOptions { DicomWeb = true }, TestContext.Current.CancellationToken);
        using var folder = new TemporaryFolder();

        var (evidence, result) = await FuzzAsync(orthanc, folder, "--cases", "120", "--seed", "7");

        Assert.True(result.ExitCode is 0 or 1, result.AllOutput);
        Assert.Equal(120, (long)evidence["cases"]!);
        Assert.Empty(evidence["unhealthySeeds"]!.AsArray());
        var reached = evidence["features"]!.AsArray().Select(static feature => (string)feature!).ToList();
        Assert.Contains("GET /studies 200", reached);
        Assert.Contains("GET /studies/*/series/*/instances/*/metadata 404", reached);
        Assert.Equal(0, await CountAsync(orthanc, "instances"));
    }

    /// <summary>A server that only refuses shows nothing: the evidence would say that it is sound.</summary>
    [RealPeerFact(Orthanc.ProgramsWithDicomWeb)]
    public async Task Orthanc_AtAnotherBase_IsNoService()
    {
        await using var orthanc = await Orthanc.StartAsync(new OrthancOptions { DicomWeb = true }, TestContext.Current.CancellationToken);
        using var folder = new TemporaryFolder();

        var result = await Product.RunAsync("fuzz", "web", $"{orthanc.Http}nonsense", "--cases", "5", "--output", folder.File("campaign"));

        Assert.True(result.ExitCode == 3 && result.AllOutput.Contains("name its base", StringComparison.Ordinal), result.AllOutput);
    }

    [RealPeerFact(Orthanc.ProgramsWithDicomWeb)]
    public async Task Orthanc_WithLeaveToStore_HasObjectsOfThePracticePatientOnly()
    {
        await using var orthanc = await Orthanc.StartAsync(new OrthancOptions { DicomWeb = true }, TestContext.Current.CancellationToken);
        using var folder = new TemporaryFolder();

        // Few: the seeds themselves store as well, and that they did is what is asked.
        var (evidence, result) = await FuzzAsync(orthanc, folder, "--cases", "8", "--store");

        Assert.True(result.ExitCode is 0 or 1, result.AllOutput);
        Assert.Contains("LEADGLASS-FUZZ", result.Errors, StringComparison.Ordinal);
        Assert.Contains(evidence["features"]!.AsArray(), static feature => (string)feature! == "POST /studies (application/dicom) 200");
        Assert.Contains(evidence["features"]!.AsArray(), static feature => ((string)feature!).StartsWith("an object that was stored before", StringComparison.Ordinal));
        using var client = new HttpClient { BaseAddress = orthanc.Http };
        foreach (var patient in JsonNode.Parse(await client.GetStringAsync("patients?expand", TestContext.Current.CancellationToken))!.AsArray())
            Assert.Equal("LEADGLASS-FUZZ", (string)patient!["MainDicomTags"]!["PatientID"]!);
        Assert.InRange(await CountAsync(orthanc, "studies"), 5, 60);
    }

    [RealPeerFact(Orthanc.ProgramsWithDicomWeb)]
    public async Task Orthanc_ASeedByItself_IsAnsweredAndTold()
    {
        await using var orthanc = await Orthanc.StartAsync(new OrthancOptions { DicomWeb = true }, TestContext.Current.CancellationToken);
        using var folder = new TemporaryFolder();
        var exchange = folder.Write("query.http", "leadglass-http 1\nmethod GET\ntarget {base}/studies?StudyInstanceUID=2.25.1\nversion HTTP/1.1\nheader Host: {host}\n");
        var store = folder.Write("store.http", "leadglass-http 1\nmethod POST\ntarget {base}/studies\nversion HTTP/1.1\nheader Host: {host}\n");

        var answered = await Product.RunAsync("fuzz", "web", $"{orthanc.Http}dicom-web", "--replay", exchange);
        var refused = await Product.RunAsync("fuzz", "web", $"{orthanc.Http}dicom-web", "--replay", store);

        Assert.Equal((0, "The server answered: 200 application/dicom+json, answered\nAfterwards it answers as before.\n"), (answered.ExitCode, answered.Output.ReplaceLineEndings("\n")));
        Assert.Equal((3, "leadglass: it would store: allow it with --store\n"), (refused.ExitCode, refused.Errors.ReplaceLineEndings("\n")));
    }

    private static async Task<(JsonNode Evidence, ProgramResult Result)> FuzzAsync(Orthanc orthanc, TemporaryFolder folder, params string[] options)
    {
        var campaign = folder.File("campaign");
        var result = await Product.RunAsync(["fuzz", "web", $"{orthanc.Http}dicom-web", "--timeout", "20s", "--minimize", "0", "--output", campaign, .. options]);
        return (JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(campaign, "evidence.json"), TestContext.Current.CancellationToken))!, result);
    }

    private static async Task<int> CountAsync(Orthanc orthanc, string level)
    {
        using var client = new HttpClient { BaseAddress = orthanc.Http };
        return JsonNode.Parse(await client.GetStringAsync(level, TestContext.Current.CancellationToken))!.AsArray().Count;
    }
}
