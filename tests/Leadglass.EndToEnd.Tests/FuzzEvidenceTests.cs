using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Leadglass.EndToEnd.Tests.Peers;
using Leadglass.TestKit;

namespace Leadglass.EndToEnd.Tests;

/// <summary>What a campaign must not pass for evidence of.</summary>
public sealed class FuzzEvidenceTests
{
    private const string Crashes = "#!/bin/sh\ncase \"$(head -c 1 \"$1\" | od -An -tx1)\" in *00) exit 0;; *) kill -SEGV $$;; esac";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Scp_WhatSpeaksNoDicom_IsNotCalledSound()
    {
        using var folder = new TemporaryFolder();
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        var banners = BannersAsync(listener, ended.Token);

        var result = await Product.RunAsync("fuzz", "scp", $"127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}", "--timeout", "300ms", "--cases", "3", "--output", folder.File("campaign"));
        await ended.CancelAsync();
        await banners;

        Assert.Equal(3, result.ExitCode);
        Assert.Contains("no answer of DICOM", result.Errors, StringComparison.Ordinal);
        Assert.False(File.Exists(folder.File("campaign/evidence.json")));
    }

    [RealPeerFact(Storescp.Programs)]
    public async Task Scp_ServerThatRejectsEveryAssociation_IsNotCalledSound()
    {
        using var folder = new TemporaryFolder();
        var port = LoopbackPorts.FindFree(1)[0].ToString(CultureInfo.InvariantCulture);

        var result = await Product.RunAsync("fuzz", "scp", $"127.0.0.1:{port}", "--timeout", "500ms", "--cases", "3", "--output", folder.File("campaign"), "--", "storescp", "--refuse", port);

        Assert.Equal(3, result.ExitCode);
        Assert.False(File.Exists(folder.File("campaign/evidence.json")));
    }

    [Fact]
    public async Task Triage_ProgramThatIsAnotherNow_IsRefused_AndSoIsReplay()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "needs sh");
        using var folder = new TemporaryFolder();
        var (program, campaign) = await CampaignAsync(folder);
        folder.WriteScript("reader", "#!/bin/sh\nexit 0");

        foreach (var command in (string[][])[["triage", campaign], ["replay", "--campaign", campaign, "--case", "1"]])
        {
            var result = await Product.RunAsync(["fuzz", .. command]);
            Assert.True(result.ExitCode == 2, result.AllOutput);
            Assert.Contains($"{program} is not the program of the campaign any more", result.Errors, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Triage_BuildThatDoesNotStart_HasRepairedNothing()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "needs sh");
        using var folder = new TemporaryFolder();
        var (_, campaign) = await CampaignAsync(folder);
        var build = folder.WriteScript("build", "#!/bin/sh\nexec /nowhere/leadglass-test \"$1\"");

        var result = await Product.RunAsync("fuzz", "triage", campaign, "--", build, "@@");

        Assert.True(result.ExitCode == 3, result.AllOutput);
    }

    [Fact]
    public async Task Resume_OtherExitsDeclared_IsRefused()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "needs sh");
        using var folder = new TemporaryFolder();
        var (program, campaign) = await CampaignAsync(folder);

        var result = await Product.RunAsync("fuzz", "file", "--cases", "40", "--seed", "1", "--exits", "0,1", "--output", campaign, "--", program, "@@");

        Assert.True(result.ExitCode == 2, result.AllOutput);
        Assert.Contains("other exit codes were declared", result.Errors, StringComparison.Ordinal);
    }

    /// <summary>What a client looks for may be somebody's name, and reproducers are given away.</summary>
    [RealPeerFact("findscu")]
    public async Task Scu_NameThatTheClientLooksFor_IsInNoFileOfTheCampaign()
    {
        using var folder = new TemporaryFolder();
        var port = LoopbackPorts.FindFree(1)[0].ToString(CultureInfo.InvariantCulture);

        var result = await Product.RunAsync(
            "fuzz", "scu", "--listen", port, "--cases", "60", "--output", folder.File("campaign"),
            "--", folder.WriteScript("client", $"#!/bin/sh\nfindscu --study -k 0008,0052=STUDY -k '0010,0010=MUELLER^HANS' -k 0010,0020 127.0.0.1 {port} || kill -SEGV $$"));

        Assert.True(result.ExitCode is 0 or 1, result.AllOutput);
        var files = Directory.GetFiles(folder.File("campaign"), "*", SearchOption.AllDirectories);
        Assert.Contains(files, static file => Path.GetFileName(file).Contains("to-c-find-rq", StringComparison.Ordinal));
        Assert.All(files, static file =>
        {
            var text = File.ReadAllText(file);
            Assert.DoesNotContain("MUELLER", text, StringComparison.Ordinal);
            Assert.DoesNotContain(Convert.ToBase64String("MUELLER"u8)[..8], text, StringComparison.Ordinal);
            Assert.DoesNotContain(Convert.ToHexString("MUELLER"u8), text, StringComparison.OrdinalIgnoreCase);
        });
    }

    private static async Task<(string Program, string Campaign)> CampaignAsync(TemporaryFolder folder)
    {
        var program = folder.WriteScript("reader", Crashes);
        var campaign = folder.File("campaign");
        var result = await Product.RunAsync("fuzz", "file", "--cases", "20", "--seed", "1", "--minimize", "0", "--output", campaign, "--", program, "@@");
        Assert.True(result.ExitCode is 0 or 1, result.AllOutput);
        return (program, campaign);
    }

    private static async Task BannersAsync(TcpListener listener, CancellationToken cancellationToken)
    {
        try
        {
            while (true)
            {
                using var client = await listener.AcceptTcpClientAsync(cancellationToken);
                await client.GetStream().WriteAsync("SSH-2.0-OpenSSH_9.2p1 Debian-2\r\n"u8.ToArray(), cancellationToken);
            }
        }
        catch (Exception e) when (e is OperationCanceledException or IOException)
        {
            // The end of the test, or a client that did not wait.
        }
    }
}
