using System.Text;
using System.Text.Json.Nodes;
using Leadglass.EndToEnd.Tests.Peers;
using Leadglass.TestKit;

namespace Leadglass.EndToEnd.Tests.Files;

/// <summary>Files and exchange sets that Orthanc hands out are what they seem.</summary>
public sealed class OrthancFilesTests
{
    private const string Corpus = "/usr/lib/python3/dist-packages/pydicom/data/test_files";

    [RealPeerFact($"{Orthanc.Programs} {Corpus}/CT_small.dcm")]
    public async Task Inspect_WhatOrthancHandsOut_NothingIsRemarkedUpon()
    {
        using var folder = new TemporaryFolder();
        await using var orthanc = await Orthanc.StartAsync(new OrthancOptions(), TestContext.Current.CancellationToken);
        using var http = new HttpClient { BaseAddress = orthanc.Http };
        foreach (var name in new[] { "CT_small.dcm", "MR_small_RLE.dcm", "SC_rgb_jpeg_gdcm.dcm", "JPEG-lossy.dcm", "MR_small_jpeg_ls_lossless.dcm" })
        {
            var stored = JsonNode.Parse(await SendAsync(http, "instances", new ByteArrayContent(await File.ReadAllBytesAsync(Path.Combine(Corpus, name), TestContext.Current.CancellationToken))))!;
            var instance = $"instances/{stored["ID"]}";
            var study = $"studies/{stored["ParentStudy"]}";
            await KeepAsync($"file-{name}", await http.GetByteArrayAsync($"{instance}/file", TestContext.Current.CancellationToken));
            await KeepAsync($"modified-{name}", await SendAsync(http, $"{instance}/modify", new StringContent("""{"Replace":{"PatientName":"A^B"}}""", Encoding.UTF8, "application/json")));
            await KeepAsync($"anonymized-{name}", await SendAsync(http, $"{instance}/anonymize", new StringContent("{}", Encoding.UTF8, "application/json")));
            await KeepAsync($"archive-{name}.zip", await http.GetByteArrayAsync($"{study}/archive", TestContext.Current.CancellationToken));
            await KeepAsync($"media-{name}.zip", await http.GetByteArrayAsync($"{study}/media", TestContext.Current.CancellationToken));
        }

        var result = await Product.RunAsync("inspect", folder.Path, "--format", "json", "--fail-on", "medium");
        var report = JsonNode.Parse(result.Output)!;
        Assert.Empty(report["findings"]!.AsArray().Where(static finding => $"{finding!["verdict"]}" is "fail" or "warn" && $"{finding["severity"]}" is not ("low" or "info")).Select(static finding => $"{finding!["target"]} {finding["ruleId"]} {finding["evidence"]}"));
        // 3 files and 2 archives of each, with an image in the one and a DICOMDIR beside it in the other.
        Assert.Equal((0, 5 * (3 + 2 + 1 + 2)), (result.ExitCode, report["targets"]!.AsArray().Count));

        Task KeepAsync(string name, byte[] bytes) => File.WriteAllBytesAsync(folder.File(name), bytes, TestContext.Current.CancellationToken);
    }

    private static async Task<byte[]> SendAsync(HttpClient http, string path, HttpContent content)
    {
        using (content)
        {
            using var response = await http.PostAsync(path, content, TestContext.Current.CancellationToken);
            var bytes = await response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);
            Assert.True(response.IsSuccessStatusCode, $"{path}: {response.StatusCode} {Encoding.UTF8.GetString(bytes)}");
            return bytes;
        }
    }
}
