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
