using System.Net;
using Leadglass.Exposure.Targets;

namespace Leadglass.Exposure.Tests.Targets;

public sealed class TargetParserTests
{
    [Theory]
    [InlineData("10.20.0.14", "10.20.0.14/32", null)]
    [InlineData("10.20.0.14:104", "10.20.0.14/32", "104")]
    [InlineData("10.20.0.14:104,8000-8002", "10.20.0.14/32", "104 8000 8001 8002")]
    [InlineData(" 10.20.0.14 ", "10.20.0.14/32", null)]
    [InlineData("10.20.0.0/24", "10.20.0.0/24", null)]
    [InlineData("10.20.0.0/24:104", "10.20.0.0/24", "104")]
    [InlineData("10.20.0.77/24", "10.20.0.0/24", null)]             // the network of a host: bits after the prefix are dropped
    [InlineData("::1", "::1/128", null)]
    [InlineData("[::1]", "::1/128", null)]
    [InlineData("[::1]:104", "::1/128", "104")]
    [InlineData("fd00::20:0/112", "fd00::20:0/112", null)]
    [InlineData("[fd00::20:0/120]:104", "fd00::20:0/120", "104")]
    [InlineData("::ffff:10.20.0.14", "10.20.0.14/32", null)]        // IPv4-mapped: the scope must see the address that is connected to
    public void TryParse_AddressOrNetwork_IsReadAsMeant(string text, string network, string? ports)
    {
        Assert.True(TargetParser.TryParse(text, out var request, out var error), error);
        Assert.Equal(IPNetwork.Parse(network), request!.Network);
        Assert.Null(request.HostName);
        Assert.Equal(ports, request.Ports is null ? null : string.Join(' ', request.Ports));
    }

    [Theory]
    [InlineData("pacs1", "pacs1", null)]
    [InlineData("pacs1:104", "pacs1", "104")]
    [InlineData("PACS_1.hospital.example.:104", "PACS_1.hospital.example", "104")]
    [InlineData("röntgen.example", "xn--rntgen-wxa.example", null)]
    [InlineData("RÖNTGEN.example:104", "xn--rntgen-wxa.example", "104")]     // letter case means nothing in a name (RFC 4343), so neither in its ASCII form
    [InlineData("放射線.example", "xn--netp8sbuu.example", null)]
    public void TryParse_Name_IsPutIntoItsAsciiForm(string text, string name, string? ports)
    {
        Assert.True(TargetParser.TryParse(text, out var request, out var error), error);
        Assert.Equal(name, request!.HostName, ignoreCase: true);
        Assert.Null(request.Network);
        Assert.Equal(ports, request.Ports is null ? null : string.Join(' ', request.Ports));
    }

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData(".")]
    [InlineData("10.1")]                    // IPAddress.Parse takes it for 10.0.0.1
    [InlineData("1")]
    [InlineData("010.0.0.1")]               // and this for 8.0.0.1
    [InlineData("256.0.0.1")]
    [InlineData("10.0.0.1.")]
    [InlineData("10.0.0.1:")]
    [InlineData("10.0.0.1:0")]
    [InlineData("10.0.0.1:65536")]
    [InlineData("10.0.0.1:+104")]
    [InlineData("10.0.0.1:104-103")]
    [InlineData("10.0.0.1:9100")]           // a printer prints what it receives
    [InlineData("10.0.0.0/33")]
    [InlineData("10.0.0.0/-1")]
    [InlineData("10.0.0.0/")]
    [InlineData("pacs1/24")]
    [InlineData("10.0.0.0/8")]              // 16,777,216 addresses
    [InlineData("10.0.0.0/15")]
    [InlineData("fd00::/64")]
    [InlineData("[::1")]
    [InlineData("[::1]104")]
    [InlineData("[pacs1]")]                 // brackets belong to IPv6 addresses only (RFC 3986 §3.2.2)
    [InlineData("[pacs1]:104")]
    [InlineData("[10.0.0.1]:104")]
    [InlineData(":::1")]
    [InlineData("http://10.0.0.1/")]
    [InlineData("dicom://pacs1:104")]
    [InlineData("pacs 1")]
    [InlineData("-pacs1")]
    [InlineData("pacs1..example")]
    [InlineData("pacs1\u0000.example")]
    [InlineData("pacs1\u202E.example")]
    [InlineData("a@pacs1")]
    [InlineData("@list")]
    public void TryParse_WhatNobodyCanMean_IsRefusedWithAReason(string text)
    {
        Assert.False(TargetParser.TryParse(text, out var request, out var error));
        Assert.Null(request);
        Assert.NotEmpty(error);
    }

    [Fact]
    public void TryParse_LabelOf64Letters_IsRefused() =>
        Assert.False(TargetParser.TryParse(new string('a', 64) + ".example", out _, out _));

    [Fact]
    public void TryParse_NameOf254Letters_IsRefused() =>
        Assert.False(TargetParser.TryParse(string.Join('.', Enumerable.Repeat(new string('a', 49), 5)) + ".abcd", out _, out _));

    [Fact]
    public void ParseAll_SeveralWrongArguments_ReportsEachAndKeepsTheGoodOnes()
    {
        var list = TargetParser.ParseAll(["10.0.0.1", "10.0.0.256", "pacs1:0", "pacs2"], _ => throw new InvalidOperationException("there is no file"));

        Assert.Equal(["10.0.0.1", "pacs2"], list.Requests.Select(r => r.Text));
        Assert.Equal(2, list.Errors.Count);
        Assert.Contains("10.0.0.256", list.Errors[0], StringComparison.Ordinal);
        Assert.Contains("pacs1:0", list.Errors[1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("10.0.0.1\n10.0.0.2\n")]
    [InlineData("10.0.0.1\r\n10.0.0.2\r\n")]
    [InlineData("\uFEFF10.0.0.1\r\n10.0.0.2")]
    [InlineData("# the archive\n10.0.0.1   # in room 2\n\n   \n\t10.0.0.2\n")]
    public void ParseAll_ListWithLineEndsMarksAndComments_ReadsTheTargets(string content)
    {
        var list = TargetParser.ParseAll(["@hosts.txt"], _ => new StringReader(content));

        Assert.Empty(list.Errors);
        Assert.Equal(["10.0.0.1", "10.0.0.2"], list.Requests.Select(r => r.Text));
    }

    [Fact]
    public void ParseAll_ListWithErrors_NamesFileAndLineOfEach()
    {
        var list = TargetParser.ParseAll(["@hosts.txt"], _ => new StringReader("10.0.0.1\n\n10.0.0.999\npacs:x\n@other\n"));

        Assert.Single(list.Requests);
        Assert.Collection(
            list.Errors,
            e => Assert.StartsWith("hosts.txt:3: ", e, StringComparison.Ordinal),
            e => Assert.StartsWith("hosts.txt:4: ", e, StringComparison.Ordinal),
            e => Assert.StartsWith("hosts.txt:5: ", e, StringComparison.Ordinal));
    }

    [Fact]
    public void ParseAll_WindowsPath_IsHandedOnUnchanged()
    {
        string? opened = null;
        TargetParser.ParseAll([@"@C:\Users\Änne\PACS hosts.txt"], path =>
        {
            opened = path;
            return new StringReader("");
        });

        Assert.Equal(@"C:\Users\Änne\PACS hosts.txt", opened);
    }

    [Fact]
    public void ParseAll_ListThatCannotBeRead_IsAnErrorAmongTheOthers()
    {
        var list = TargetParser.ParseAll(["@gone", "10.0.0.999"], _ => throw new FileNotFoundException("no such file"));

        Assert.Equal(2, list.Errors.Count);
        Assert.Contains("no such file", list.Errors[0], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("pacs1", true)]
    [InlineData("10.0.0.1", true)]
    [InlineData("10.0.0.1/32", true)]
    [InlineData("::1", true)]
    [InlineData("10.0.0.0/31", false)]
    [InlineData("fd00::/127", false)]
    public void IsSingleHost_OnlyForWhatNamesOneHost(string text, bool expected)
    {
        Assert.True(TargetParser.TryParse(text, out var request, out _));
        Assert.Equal(expected, request!.IsSingleHost);
    }
}
