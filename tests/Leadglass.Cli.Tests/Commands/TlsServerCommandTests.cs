using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using Leadglass.TestKit;

namespace Leadglass.Cli.Tests.Commands;

public sealed class TlsServerCommandTests
{
    [Theory]
    [InlineData("10.1.2.3")]
    [InlineData("169.254.1.1:2762")]
    public async Task Intrusive_PrivateAddressWithoutAllowance_IsRefusedBeforeAnythingIsSent(string target)
    {
        var result = (await Cli.RunAsync("tls", "server", target, "--intrusive")).Ended(4);

        Assert.Contains("not under 'intrusive'", result.Error, StringComparison.Ordinal);
        Assert.Contains("Nothing was sent.", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Intrusive_PublicAddressOfTheScopeThatIsNotNamed_IsRefused()
    {
        using var folder = new TemporaryFolder();
        var scope = folder.Write("scope.yaml", Scope(""));

        (await Cli.RunAsync("tls", "server", "203.0.113.9", "--scope", scope, "--dry-run")).Ended(0);
        Assert.Contains("not under 'intrusive'", (await Cli.RunAsync("tls", "server", "203.0.113.9", "--scope", scope, "--intrusive", "--dry-run")).Ended(4).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Intrusive_AddressThatOnlyTheIntrusiveListNames_IsStillOutsideTheScope()
    {
        using var folder = new TemporaryFolder();
        var scope = folder.Write("scope.yaml", Scope("intrusive: [198.51.100.7/32]"));

        Assert.Contains("outside the netblocks", (await Cli.RunAsync("tls", "server", "198.51.100.7", "--scope", scope, "--intrusive")).Ended(4).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task DryRun_NamedAddress_SaysWhatWouldBeSent()
    {
        using var folder = new TemporaryFolder();
        var scope = folder.Write("scope.yaml", Scope("intrusive: [203.0.113.9/32, 10.1.2.3/32]"));

        foreach (var target in new[] { "203.0.113.9", "10.1.2.3", "127.0.0.1" })
        {
            var plan = (await Cli.RunAsync("tls", "server", target, "--scope", scope, "--intrusive", "--dry-run")).Ended(0).Out;
            Assert.All(["Nothing was sent", $"{target}:2762", "Heartbleed", "CCS injection", "ROBOT", "104, 11112, 4242, 2762"], text => Assert.Contains(text, plan, StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task DryRun_WithoutIntrusive_NamesNoAttack() =>
        Assert.DoesNotContain("Heartbleed", (await Cli.RunAsync("tls", "server", "127.0.0.1", "--dry-run")).Ended(0).Out, StringComparison.Ordinal);

    [Theory]
    [InlineData(0x16)]      // while TLS is examined
    [InlineData(0x01)]      // while the host is looked at for clear text: an A-ASSOCIATE-RQ
    public async Task Server_Interrupted_ReportsWhatWasSeenAndPassesNothingThatWasNotAsked(byte first)
    {
        using var interrupted = new CancellationTokenSource();
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var serving = RefuseAsync(listener, interrupted, first);

        var result = await Cli.RunUntilAsync(interrupted.Token, "tls", "server", $"{listener.LocalEndpoint}", "--format", "json");
        listener.Stop();
        await serving;

        Assert.Equal(3, result.ExitCode);
        var report = JsonNode.Parse(result.Out)!;
        Assert.Equal("The run was ended before everything was asked.", (string?)report["interruption"]);
        Assert.DoesNotContain(report["findings"]!.AsArray(), static finding => (string?)finding!["ruleId"] == "LG-TLS-030" && (string?)finding["verdict"] == "pass");
    }

    /// <summary>Refuses every version with an alert, and ends the run at the first connection that begins with a byte.</summary>
    private static async Task RefuseAsync(TcpListener listener, CancellationTokenSource interrupted, byte first)
    {
        byte[] protocolVersion = [0x15, 0x03, 0x03, 0x00, 0x02, 0x02, 0x46];    // RFC 8446 §6: fatal, 70
        var buffer = new byte[4096];
        try
        {
            while (true)
            {
                using var client = await listener.AcceptSocketAsync(TestContext.Current.CancellationToken);
                if (await client.ReceiveAsync(buffer, TestContext.Current.CancellationToken) > 0 && buffer[0] == first)
                    await interrupted.CancelAsync();
                await client.SendAsync(protocolVersion, TestContext.Current.CancellationToken);
            }
        }
        catch (SocketException)
        {
            // The test is over.
        }
    }

    private static string Scope(string more) =>
        $"""
        owner: Practice Hospital
        authorisedBy: Chief of IT
        validFrom: 2020-01-01
        validTo: 2099-12-31
        netblocks: [203.0.113.0/24]
        {more}
        """;
}
