using System.Net;
using Leadglass.Exposure.Targets;

namespace Leadglass.Exposure.Tests.Targets;

public sealed class AddressRangeTests
{
    [Theory]
    [InlineData("127.0.0.1", true)]
    [InlineData("127.255.255.254", true)]
    [InlineData("128.0.0.1", false)]
    [InlineData("9.255.255.255", false)]
    [InlineData("10.0.0.0", true)]
    [InlineData("10.255.255.255", true)]
    [InlineData("11.0.0.0", false)]
    [InlineData("172.15.255.255", false)]
    [InlineData("172.16.0.0", true)]
    [InlineData("172.31.255.255", true)]
    [InlineData("172.32.0.0", false)]
    [InlineData("192.167.255.255", false)]
    [InlineData("192.168.0.1", true)]
    [InlineData("192.169.0.0", false)]
    [InlineData("169.254.1.1", true)]
    [InlineData("100.64.0.1", false)]       // RFC 6598: a carrier's, not the house's own
    [InlineData("203.0.113.9", false)]
    [InlineData("::1", true)]
    [InlineData("::2", false)]
    [InlineData("fc00::1", true)]
    [InlineData("fdff::1", true)]
    [InlineData("fe00::1", false)]
    [InlineData("fe80::1", true)]
    [InlineData("fe80::1%2", true)]
    [InlineData("febf::1", true)]
    [InlineData("fec0::1", false)]
    [InlineData("2001:db8::1", false)]
    [InlineData("::ffff:8.8.8.8", false)]
    public void IsPrivate_IsTheBoundaryOfTheRfcs(string address, bool expected) => Assert.Equal(expected, AddressRange.IsPrivate(IPAddress.Parse(address)));

    [Theory]
    [InlineData("0.0.0.0", true)]
    [InlineData("0.1.2.3", true)]
    [InlineData("1.0.0.1", false)]
    [InlineData("223.255.255.255", false)]
    [InlineData("224.0.0.1", true)]
    [InlineData("240.0.0.1", true)]
    [InlineData("255.255.255.255", true)]
    [InlineData("::", true)]
    [InlineData("::1", false)]
    [InlineData("ff02::1", true)]
    public void IsNeverATarget_UnspecifiedMulticastAndReserved(string address, bool expected) =>
        Assert.Equal(expected, AddressRange.IsNeverATarget(IPAddress.Parse(address)));

    [Theory]
    [InlineData("10.0.0.0/30", "10.0.0.1 10.0.0.2")]
    [InlineData("10.0.0.0/31", "10.0.0.0 10.0.0.1")]            // RFC 3021: both ends are hosts
    [InlineData("10.0.0.7/32", "10.0.0.7")]
    [InlineData("10.0.255.252/30", "10.0.255.253 10.0.255.254")]
    [InlineData("fd00::fffe/127", "fd00::fffe fd00::ffff")]
    [InlineData("fd00::/126", "fd00:: fd00::1 fd00::2 fd00::3")]
    public void Hosts_OfASmallNetwork_InOrder(string network, string expected) =>
        Assert.Equal(expected, string.Join(' ', AddressRange.Hosts(IPNetwork.Parse(network))));

    [Fact]
    public void Hosts_OfTheLargestNetwork_CarriesOverBytes()
    {
        var hosts = AddressRange.Hosts(IPNetwork.Parse("10.20.0.0/16")).ToList();

        Assert.Equal(65_534, hosts.Count);
        Assert.Equal("10.20.0.1", hosts[0].ToString());
        Assert.Equal("10.20.1.0", hosts[255].ToString());
        Assert.Equal("10.20.255.254", hosts[^1].ToString());
        Assert.Equal(hosts.Count, hosts.Distinct().Count());
    }
}
