using System.Net;
using System.Net.Sockets;
using Leadglass.Exposure.Targets;
using Leadglass.TestKit;

namespace Leadglass.Exposure.Tests.Targets;

public sealed class TargetResolverTests
{
    private static readonly int[] Ports = [104, 11112];

    private readonly List<string> _asked = [];

    [Fact]
    public async Task Resolve_Name_IsAskedOnceAndKeptWithItsAddresses()
    {
        var resolved = await ResolveAsync(["pacs1.example:104"], ("pacs1.example", "10.0.0.1 10.0.0.2"));

        Assert.Equal(["10.0.0.1", "10.0.0.2"], resolved.Targets.Select(t => t.Address.ToString()));
        Assert.All(resolved.Targets, t => Assert.Equal(("pacs1.example", true), (t.Name, t.Expected)));
        Assert.All(resolved.Targets, t => Assert.Equal([104], t.Ports));
        _ = resolved.Targets.Count() + resolved.Addresses.Count() + resolved.Count;
        Assert.Equal(["pacs1.example"], _asked);
    }

    [Fact]
    public async Task Resolve_InternationalName_IsAskedInAsciiAndShownAsTyped()
    {
        var resolved = await ResolveAsync(["röntgen.example"], ("xn--rntgen-wxa.example", "10.0.0.1"));

        Assert.Equal("röntgen.example", Assert.Single(resolved.Targets).Name);
    }

    [Fact]
    public async Task Resolve_UnknownName_IsReportedAndTheOthersAreKept()
    {
        var resolved = await ResolveAsync(["gone.example:104", "pacs1.example"], ("pacs1.example", "10.0.0.1"));

        Assert.Equal(["gone.example:104"], resolved.Unresolved);
        Assert.Single(resolved.Targets);
    }

    [Fact]
    public async Task Resolve_IPv4MappedAnswer_IsTheAddressThatIsConnectedTo()
    {
        var resolved = await ResolveAsync(["pacs1.example"], ("pacs1.example", "::ffff:8.8.8.8 8.8.8.8"));

        Assert.Equal("8.8.8.8", Assert.Single(resolved.Targets).Address.ToString());
    }

    [Theory]
    [InlineData("0.0.0.0")]
    [InlineData("224.0.0.1")]
    [InlineData("255.255.255.255")]
    [InlineData("240.0.0.0/28")]
    [InlineData("ff02::1")]
    public async Task Resolve_WhatIsNeverOneSystem_IsNoTarget(string text)
    {
        var resolved = await ResolveAsync([text]);

        Assert.Empty(resolved.Targets);
        Assert.Equal([text], resolved.NeverTargets);
    }

    [Fact]
    public async Task Resolve_NameThatPointsNowhere_IsNoTarget()
    {
        // Filtering resolvers answer 0.0.0.0, which Linux would connect to itself.
        var resolved = await ResolveAsync(["blocked.example"], ("blocked.example", "0.0.0.0"));

        Assert.Empty(resolved.Targets);
        Assert.Equal(["blocked.example"], resolved.NeverTargets);
    }

    [Fact]
    public async Task Resolve_SameAddressByTwoRoutes_IsOneTargetWithAllPorts()
    {
        var resolved = await ResolveAsync(["10.0.0.0/30:104", "pacs1.example:11112", "10.0.0.2:4242"], ("pacs1.example", "10.0.0.1"));

        Assert.Equal(["10.0.0.1", "10.0.0.2"], resolved.Targets.Select(t => t.Address.ToString()));
        var (first, second) = (resolved.Targets.First(), resolved.Targets.Last());
        Assert.Equal([104, 11112], first.Ports);
        Assert.Equal("pacs1.example", first.Name);
        Assert.Equal([104, 4242], second.Ports);
        Assert.True(first.Expected && second.Expected);
    }

    [Fact]
    public async Task Resolve_Network_IsNotExpectedToAnswer() =>
        Assert.All((await ResolveAsync(["10.0.0.0/29"])).Targets, t => Assert.False(t.Expected));

    [Fact]
    public async Task Resolve_WithoutPorts_TakesTheDefaultOnes() =>
        Assert.Equal(Ports, Assert.Single((await ResolveAsync(["10.0.0.1"])).Targets).Ports);

    [Fact]
    public async Task Resolve_Cancelled_StopsAsking()
    {
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();
        var resolver = new TargetResolver((_, token) => Task.FromCanceled<IPAddress[]>(token), TimeProvider.System);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => resolver.ResolveAsync(Requests(["pacs1"]), Ports, cancelled.Token));
    }

    [Fact]
    public async Task Resolve_ResolverThatNeverAnswers_IsGivenUp()
    {
        var time = new ManualTime();
        var resolving = new TargetResolver((_, _) => new TaskCompletionSource<IPAddress[]>().Task, time).ResolveAsync(Requests(["pacs1", "10.0.0.1"]), Ports, TestContext.Current.CancellationToken);
        await time.AdvanceWhenAwaitedAsync(TimeSpan.FromMinutes(1));

        Assert.Equal(["pacs1"], (await resolving).Unresolved);
        Assert.Single((await resolving).Targets);
    }

    [Fact]
    public async Task Resolve_SameNameTwice_IsAskedOnce()
    {
        await ResolveAsync(["pacs1:104", "pacs1:11112"], ("pacs1", "10.0.0.1"));

        Assert.Single(_asked);
    }

    [Theory]
    [InlineData(4, false)]
    [InlineData(5, true)]
    public async Task Resolve_MoreAddressesThanARunTakes_IsNotEvenEnumerated(int networks, bool tooMany)
    {
        var resolved = await ResolveAsync([.. Enumerable.Range(0, networks).Select(i => $"10.{i}.0.0/16")]);

        Assert.Equal(tooMany, resolved.TooMany > 0);
        Assert.Equal(tooMany, !resolved.Addresses.Any());
    }

    private async Task<ResolvedTargets> ResolveAsync(string[] targets, params (string Name, string Addresses)[] zone)
    {
        var resolver = new TargetResolver((name, _) =>
        {
            _asked.Add(name);
            var answer = zone.FirstOrDefault(z => z.Name == name).Addresses ?? throw new SocketException((int)SocketError.HostNotFound);
            return Task.FromResult(answer.Split(' ').Select(IPAddress.Parse).ToArray());
        }, TimeProvider.System);
        return await resolver.ResolveAsync(Requests(targets), Ports, TestContext.Current.CancellationToken);
    }

    private static IReadOnlyList<TargetRequest> Requests(string[] targets)
    {
        var list = TargetParser.ParseAll(targets, _ => throw new InvalidOperationException("there is no file"));
        Assert.Empty(list.Errors);
        return list.Requests;
    }
}
