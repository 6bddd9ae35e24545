using Leadglass.Exposure.Targets;

namespace Leadglass.Exposure.Tests.Targets;

public sealed class PortListTests
{
    [Theory]
    [InlineData("104", "104")]
    [InlineData("104,11112", "104 11112")]
    [InlineData("11112, 104", "11112 104")]
    [InlineData("8000-8003", "8000 8001 8002 8003")]
    [InlineData("104,104,100-105", "104 100 101 102 103 105")]
    [InlineData("1,65535", "1 65535")]
    public void TryParse_PortsAndRanges_KeepsTheOrderAndEachOnce(string text, string expected)
    {
        Assert.True(PortList.TryParse(text, out var ports, out var error), error);
        Assert.Equal(expected, string.Join(' ', ports));
    }

    [Theory]
    [InlineData("")]
    [InlineData(",")]
    [InlineData("104,")]
    [InlineData("0")]
    [InlineData("65536")]
    [InlineData("-1")]
    [InlineData("104-")]
    [InlineData("200-100")]
    [InlineData("1-2-3")]
    [InlineData("dicom")]
    [InlineData("0x68")]
    [InlineData("١٠٤")]                     // digits, but not ASCII ones
    [InlineData("99999999999999999999")]
    public void TryParse_NotAPort_IsRefusedByName(string text)
    {
        Assert.False(PortList.TryParse(text, out _, out var error));
        Assert.Contains("is not a port", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("515")]
    [InlineData("9100")]
    [InlineData("9000-9200")]
    public void TryParse_PrintersPort_IsNeverTouched(string text)
    {
        Assert.False(PortList.TryParse(text, out _, out var error));
        Assert.Contains("print", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("1000-1255", true)]
    [InlineData("1000-1256", false)]
    [InlineData("1-65535", false)]
    public void TryParse_MoreThanTheMost_IsRefused(string text, bool accepted) => Assert.Equal(accepted, PortList.TryParse(text, out _, out _));

    [Fact]
    public void DefaultPorts_HoldTheRegisteredOnesWithReasonsAndCanBeTyped()
    {
        int[] registered = [104, 11112, 2761, 2762];    // PS3.8 §9.1.1, PS3.15 B.12, IANA

        Assert.Subset(PortList.DefaultPorts.Select(p => p.Port).ToHashSet(), registered.ToHashSet());
        Assert.All(PortList.DefaultPorts, p => Assert.NotEmpty(p.Reason));
        Assert.True(PortList.TryParse(string.Join(',', PortList.DefaultPorts.Select(p => p.Port)), out var typed, out _));
        Assert.Equal(PortList.DefaultPorts.Count, typed.Count);
    }
}
