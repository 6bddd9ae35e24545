using System.Net;
using Leadglass.Exposure.Targets;

namespace Leadglass.Exposure.Tests.Targets;

public sealed class ScopeTests
{
    private static readonly Scope Scope = new()
    {
        Owner = "Practice Hospital",
        AuthorisedBy = "Chief of IT",
        ValidFrom = Instant("2026-01-01"),
        ValidUntil = Instant("2027-01-01"),
        Netblocks = [IPNetwork.Parse("203.0.113.0/24"), IPNetwork.Parse("2001:db8::/32")],
    };

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("10.1.2.3")]
    [InlineData("::1")]
    [InlineData("fd00::1")]
    public void Refusals_PrivateAddress_NeedsNoScope(string address) => Assert.Empty(Scope.Refusals(null, [IPAddress.Parse(address)], Instant("2026-06-01")));

    [Theory]
    [InlineData("203.0.113.9")]
    [InlineData("2001:db8::1")]
    [InlineData("::ffff:203.0.113.9")]
    public void Refusals_PublicAddressWithoutScope_IsRefusedByName(string address) =>
        Assert.Contains(address, Assert.Single(Scope.Refusals(null, [IPAddress.Parse(address)], Instant("2026-06-01"))), StringComparison.Ordinal);

    [Theory]
    [InlineData("203.0.113.0")]
    [InlineData("203.0.113.255")]
    [InlineData("2001:db8:ffff::1")]
    public void Refusals_PublicAddressInsideItsNetblocks_IsAllowed(string address) => Assert.Empty(Scope.Refusals(Scope, [IPAddress.Parse(address)], Instant("2026-06-01")));

    [Theory]
    [InlineData("203.0.112.255")]
    [InlineData("203.0.114.0")]
    [InlineData("2001:db9::1")]
    [InlineData("8.8.8.8")]
    public void Refusals_PublicAddressOutside_IsRefused(string address) => Assert.Single(Scope.Refusals(Scope, [IPAddress.Parse(address)], Instant("2026-06-01")));

    [Theory]
    [InlineData("2025-12-31T23:59:59Z", false)]
    [InlineData("2026-01-01T00:00:00Z", true)]
    [InlineData("2026-12-31T23:59:59Z", true)]
    [InlineData("2027-01-01T00:00:00Z", false)]
    public void Refusals_OutsideItsTime_IsRefused(string now, bool allowed) =>
        Assert.Equal(allowed, Scope.Refusals(Scope, [IPAddress.Parse("203.0.113.9")], Instant(now)).Count == 0);

    [Fact]
    public void Refusals_ExpiredScope_SaysNothingAboutPrivateAddresses() => Assert.Empty(Scope.Refusals(Scope, [IPAddress.Parse("10.0.0.1")], Instant("2030-01-01")));

    [Fact]
    public void Refusals_ManyAddresses_NamesFiveAndCountsTheRest()
    {
        var refusals = Scope.Refusals(null, AddressRange.Hosts(IPNetwork.Parse("203.0.113.0/24")), Instant("2026-06-01"));

        Assert.Equal(6, refusals.Count);
        Assert.Contains("249 more", refusals[^1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("::1")]
    [InlineData("::ffff:127.0.0.1")]
    public void IntrusiveRefusals_Loopback_NeedsNoScope(string address) => Assert.Empty(Scope.IntrusiveRefusals(null, [IPAddress.Parse(address)], Instant("2026-06-01")));

    [Theory]
    [InlineData("10.1.2.3")]
    [InlineData("203.0.113.9")]
    [InlineData("169.254.1.1")]
    public void IntrusiveRefusals_AnythingElseThatIsNotNamed_IsRefused(string address)
    {
        Assert.Contains(address, Assert.Single(Scope.IntrusiveRefusals(null, [IPAddress.Parse(address)], Instant("2026-06-01"))), StringComparison.Ordinal);
        Assert.Single(Scope.IntrusiveRefusals(Scope, [IPAddress.Parse(address)], Instant("2026-06-01")));
    }

    [Theory]
    [InlineData("10.1.2.3", "2026-06-01", 0)]
    [InlineData("10.1.2.4", "2026-06-01", 1)]
    [InlineData("10.1.2.3", "2027-06-01", 1)]
    public void IntrusiveRefusals_NamedAddress_IsAllowedInItsTime(string address, string now, int refusals) => Assert.Equal(
        refusals,
        Scope.IntrusiveRefusals(Scope with { Intrusive = [IPNetwork.Parse("10.1.2.3/32")] }, [IPAddress.Parse(address)], Instant(now)).Count);

    private static DateTimeOffset Instant(string text) =>
        DateTimeOffset.Parse(text, System.Globalization.CultureInfo.InvariantCulture, System.Globalization.DateTimeStyles.AssumeUniversal);
}
