using Leadglass.TestKit;

namespace Leadglass.Cli.Tests.Commands;

/// <summary>With <c>--redact</c>, nothing that names a system leaves the house, in any format.</summary>
public sealed class RedactionTests(Hospital hospital) : IClassFixture<Hospital>
{
    public static TheoryData<string> Formats => ["text", "json", "jsonl", "sarif", "junit", "csv", "markdown", "html"];

    [Theory]
    [MemberData(nameof(Formats))]
    public async Task AddressesNamesAndTitles_AreGone(string format)
    {
        await using var orthanc = Peers.Orthanc("1.10.1", "SECRETAET");
        var archive = hospital["ARCHIVE2"].Split(':')[1];
        var result = (await Cli.CheckAsync(
            $"localhost:{archive}", orthanc.EndPoint.ToString(), "secret.invalid:104", "--called", "ARCHIVE2", "--calling", "SECRETCT", "--redact", "--all", "--format", format)).Ended(1);

        foreach (var secret in (string[])["localhost", "127.0.0.1", "::1", "ARCHIVE2", "SECRETCT", "SECRETAET", "secret.invalid"])
            Assert.DoesNotContain(secret, result.Out + result.Error, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("host-1", result.Out, StringComparison.Ordinal);
        Assert.Contains("ae-1", result.Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("check")]
    [InlineData("tls server")]
    public async Task NamesInCertificates_AreGone(string command)
    {
        string[] line = [.. command.Split(' '), hospital["MISNAMED"], "--all", "--format", "json"];
        string[] names = ["archive.other-hospital.example", "CN=MISNAMED"];

        var open = await Cli.RunAsync(line);
        var redacted = await Cli.RunAsync([.. line, "--redact"]);

        Assert.All(names, name => Assert.Contains(name, open.Out, StringComparison.Ordinal));
        Assert.All(names, name => Assert.DoesNotContain(name, redacted.Out, StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public async Task SystemsOfTheBaseline_AreGoneToo(string format)
    {
        using var folder = new TemporaryFolder();
        var before = folder.File("before.json");
        await Cli.CheckAsync(hospital["ARCHIVE"], hospital["WORKLIST"], "--output", before);
        var text = await File.ReadAllTextAsync(before, TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(before, text.Replace("127.0.0.1", "10.77.88.99", StringComparison.Ordinal), TestContext.Current.CancellationToken);

        var result = await Cli.CheckAsync(hospital["ARCHIVE"], "--baseline", before, "--redact", "--all", "--format", format);
        Assert.DoesNotContain("10.77.88.99", result.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Files_AreRedactedAsTheOutputIs()
    {
        using var folder = new TemporaryFolder();
        var file = folder.File("report.html");
        await Cli.CheckAsync(hospital["ARCHIVE"], "--redact", "--output", file);

        Assert.DoesNotContain("127.0.0.1", await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task BannerThatNamesTheHost_IsRedacted()
    {
        await using var mail = ScriptedPeer.Listen(s => s.Expect(1).SendText("220 127.0.0.1 ESMTP\r\n").StaySilent());
        var result = await Cli.CheckAsync(mail.EndPoint.ToString(), "--redact", "--all", "--format", "json");

        Assert.DoesNotContain("127.0.0.1", result.Out, StringComparison.Ordinal);
        Assert.DoesNotContain(Convert.ToHexString("127.0.0.1"u8), result.Out, StringComparison.OrdinalIgnoreCase);
    }
}
