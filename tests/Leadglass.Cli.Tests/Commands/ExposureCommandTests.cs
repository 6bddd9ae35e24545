using Leadglass.TestKit;

namespace Leadglass.Cli.Tests.Commands;

public sealed class ExposureCommandTests
{
    private static readonly string Samples = Path.Combine(Repository.Root, "tests", "Leadglass.Exposure.Tests", "External", "Samples");

    [Fact]
    public async Task Import_ShodanExport_FailsOnWhatSpeaksDicom()
    {
        var result = (await Cli.RunAsync("exposure", "import", Path.Combine(Samples, "shodan-banners.jsonl"), "--net", "192.0.2.0/24")).Ended(1);

        Assert.Contains("FAIL  192.0.2.10:104 (pacs.example)", result.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("198.51.100.7", result.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Import_BrokenLine_TellsFileAndLineAndJudgesTheRest()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("export.json"), """
            {"ip_str":"192.0.2.10","port":104}
            {"ip_str":
            """);

        var result = (await Cli.RunAsync("exposure", "import", folder.File("export.json"))).Ended(3);

        Assert.Contains("export.json:2: the file ends in the middle of an object", result.Error, StringComparison.Ordinal);
        Assert.Contains("192.0.2.10:104", result.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Import_WrongOptions_TellsAllErrorsAtOnce()
    {
        var result = (await Cli.RunAsync("exposure", "import", "missing.json", "--net", "everything", "--previous", "old.json")).Ended(2);

        Assert.Contains("missing.json: there is no such file", result.Error, StringComparison.Ordinal);
        Assert.Contains("old.json: there is no such file", result.Error, StringComparison.Ordinal);
        Assert.Contains("--net: everything is no network", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Import_Redacted_HidesAddressesNamesAndOwner()
    {
        var result = (await Cli.RunAsync("exposure", "import", Path.Combine(Samples, "shodan-banners.jsonl"), "--redact", "--format", "json")).Ended(1);

        Assert.DoesNotContain("192.0.2.10", result.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("pacs.example", result.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("Synthetic Hospital", result.Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("0.0.0.0/0")]
    [InlineData("10.0.0.0/8")]
    public async Task Queries_WorldOrPrivateNetwork_IsRefused(string network)
    {
        var result = (await Cli.RunAsync("exposure", "queries", "--net", network)).Ended(2);

        Assert.Empty(result.Out);
    }

    [Fact]
    public async Task Shodan_DryRun_ShowsTheRequestsAndNeedsNoKey()
    {
        var result = (await Cli.RunAsync("exposure", "shodan", "--net", "192.0.2.0/30", "--dry-run")).Ended(0);

        Assert.Contains("GET https://api.shodan.io/shodan/host/search?query=net%3A192.0.2.0%2F30%20%22DICOM%20Server%20Response%22", result.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Shodan_WithoutKey_SaysWhereToPutIt() =>
        Assert.Contains("SHODAN_API_KEY is not set", (await Cli.RunAsync("exposure", "shodan", "--net", "192.0.2.1")).Ended(2).Error, StringComparison.Ordinal);
}
