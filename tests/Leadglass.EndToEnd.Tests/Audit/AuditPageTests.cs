using Leadglass.TestKit;

namespace Leadglass.EndToEnd.Tests.Audit;

/// <summary>The pages of the repository, used by a person in Chromium: at a desk and on a phone.</summary>
public sealed class AuditPageTests(PostgreSqlServer postgreSql) : IClassFixture<PostgreSqlServer>
{
    private const string Password = "a lead apron and a coffee";
    private const string Patient = "PID-1";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [RealPeerFact(Browser.Program)]
    public async Task PrivacyOfficer_FindsWhoExported_AndRevealsWhose()
    {
        using var folder = new TemporaryFolder();
        await FindAndRevealAsync(folder, folder.File("audit.db"));
    }

    [RealPeerFact(Browser.Program + " " + PostgreSqlServer.Programs)]
    public async Task PrivacyOfficer_WithPostgreSql_FindsWhoExported_AndRevealsWhose()
    {
        using var folder = new TemporaryFolder();
        await FindAndRevealAsync(folder, await postgreSql.NewDatabaseAsync(Cancellation));
    }

    private static async Task FindAndRevealAsync(TemporaryFolder folder, string store)
    {
        var pki = folder.File("pki");
        Assert.Equal(0, (await Product.RunAsync("tls", "pki", "new", pki)).ExitCode);
        await AddUserAsync(folder);
        var (server, ports) = await ExternalProgram.StartServerAsync(
            2,
            ports => ExternalProgram.Start(
                Leadglass,
                ["audit", "serve", "--store", store, "--journal", folder.File("journal"), "--tcp", $"{ports[0]}", "--web", $"{ports[1]}", "--web-users", folder.File("users"), "--bind", "127.0.0.1",
                    "--cert", Path.Combine(pki, "ARCHIVE", "server-ecdsa.crt"), "--key", Path.Combine(pki, "ARCHIVE", "server-ecdsa.key")]),
            Cancellation);
        await using var serving = server;
        var sent = await Product.RunAsync("audit", "send", Path.Combine(Repository.Root, "tests", "Leadglass.Audit.Tests", "Samples"), "--to", $"tcp://127.0.0.1:{ports[0]}");
        Assert.True(sent.ExitCode == 0, sent.AllOutput);

        await using var browser = await Browser.StartAsync(Cancellation, ignoresCertificates: true);
        await browser.ResizeAsync(1280, 900, Cancellation);
        await browser.GoToAsync(new Uri($"https://localhost:{ports[1]}/"), Cancellation);
        await browser.FillAsync("name", "privacy", Cancellation);
        await browser.FillAsync("password", Password + "?", Cancellation);
        await browser.PressAsync("Log in", Cancellation);
        Assert.Contains("Name or password is wrong.", await browser.TextAsync(Cancellation), StringComparison.Ordinal);
        await browser.FillAsync("name", "privacy", Cancellation);
        await browser.FillAsync("password", Password, Cancellation);
        await browser.PressAsync("Log in", Cancellation);

        foreach (var (width, height, device) in new[] { (1280, 900, "desk"), (390, 844, "phone") })
        {
            await browser.ResizeAsync(width, height, Cancellation);
            await browser.GoToAsync(new Uri($"https://localhost:{ports[1]}/"), Cancellation);
            await LooksRightAsync(browser, folder, $"{device}-search");
            await browser.FillAsync("event", "110106", Cancellation);
            await browser.FillAsync("patient", Patient, Cancellation);
            await browser.PressAsync("Search", Cancellation);
            var found = await browser.TextAsync(Cancellation);
            Assert.Contains("hidden", found, StringComparison.Ordinal);
            Assert.DoesNotContain(Patient, found, StringComparison.Ordinal);
            Assert.DoesNotContain(Patient, await browser.EvaluateAsync("location.href", Cancellation), StringComparison.Ordinal);
            await LooksRightAsync(browser, folder, $"{device}-found");

            await browser.PressAsync(await browser.EvaluateAsync("document.querySelector('#found a').textContent", Cancellation), Cancellation);
            Assert.DoesNotContain(Patient, await browser.TextAsync(Cancellation), StringComparison.Ordinal);
            await LooksRightAsync(browser, folder, $"{device}-record");
            await browser.PressAsync("Reveal patients", Cancellation);
            Assert.Contains(Patient, await browser.TextAsync(Cancellation), StringComparison.Ordinal);
            await LooksRightAsync(browser, folder, $"{device}-revealed");
        }

        await browser.PressAsync("Log out", Cancellation);
        Assert.Contains("Password", await browser.TextAsync(Cancellation), StringComparison.Ordinal);

        var revealed = await Product.RunAsync("audit", "export", "--store", store, "--event", "110101", "--user", $"privacy@{Environment.MachineName}");
        Assert.Equal(2, revealed.Output.Split('\n').Count(static line => Decoded(line).Contains("patients revealed", StringComparison.Ordinal)));
        var logins = await Product.RunAsync("audit", "search", "--store", store, "--event", "110114", "--user", $"privacy@{Environment.MachineName}");
        Assert.Equal(["outcome 4", "outcome 0", "outcome 0"], logins.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(static line => line.Split("  ")[3]));
        Assert.Equal(0, (await Product.RunAsync("audit", "verify", store)).ExitCode);
    }

    /// <summary>Nothing sticks out of the window, whatever is pressed has room for a finger, and there is a picture to look at.</summary>
    private static async Task LooksRightAsync(Browser browser, TemporaryFolder folder, string name)
    {
        Assert.Equal("true", await browser.EvaluateAsync("document.documentElement.scrollWidth <= document.documentElement.clientWidth", Cancellation));
        Assert.Equal("true", await browser.EvaluateAsync("[...document.querySelectorAll('button, input:not([type=hidden]), select')].every(e => e.getBoundingClientRect().height >= 40)", Cancellation));
        Assert.Equal("true", await browser.EvaluateAsync("[...document.querySelectorAll('input:not([type=hidden]), select')].every(e => e.labels.length === 1)", Cancellation));
        // The style is applied, or the policy of the page forbids its own.
        Assert.NotEqual("rgba(0, 0, 0, 0)", await browser.EvaluateAsync("getComputedStyle(document.body).backgroundColor", Cancellation));
        var pictures = Environment.GetEnvironmentVariable("LEADGLASS_PICTURES") ?? folder.Path;
        var picture = await browser.PictureAsync(Cancellation);
        Assert.NotEmpty(picture);
        await File.WriteAllBytesAsync(Path.Combine(pictures, $"{name}.png"), picture, Cancellation);
    }

    private static string Leadglass => Path.Combine(AppContext.BaseDirectory, OperatingSystem.IsWindows() ? "leadglass.exe" : "leadglass");

    private static async Task AddUserAsync(TemporaryFolder folder)
    {
        var added = await ExternalProgram.RunAsync("sh", ["-c", $"echo '{Password}' | '{Leadglass}' audit user privacy --users '{folder.File("users")}'"], Cancellation);
        Assert.True(added.ExitCode == 0, added.AllOutput);
    }

    private static string Decoded(string line) =>
        line.Length == 0 ? "" : System.Text.Encoding.UTF8.GetString(System.Text.Json.JsonDocument.Parse(line).RootElement.GetProperty("octets").GetBytesFromBase64());
}
