using System.Runtime.CompilerServices;
using System.Text;
using Leadglass.Exposure.Targets;

namespace Leadglass.Exposure.Tests.Targets;

public sealed class NmapImportTests
{
    private static readonly int[] DefaultPorts = [.. PortList.DefaultPorts.Select(p => p.Port)];

    [Fact]
    public void Read_NmapsOwnReportOverIPv4_TakesOpenPortsThatMayBeMedical()
    {
        // nmap names 4242 vrml-multi-use and 8042 fs-agent: the default ports count more than its guess.
        var list = Read(Recorded("nmap-7.93-ipv4.xml"));

        Assert.Empty(list.Errors);
        var host = Assert.Single(list.Requests);
        Assert.Equal("127.0.0.1/32", host.Network.ToString());
        Assert.Equal([4242, 8042], host.Ports);
        Assert.Contains("(3)", Assert.Single(list.Notes), StringComparison.Ordinal);   // 3389, 5353 and the printer's 9100
    }

    [Fact]
    public void Read_NmapsOwnReportOverIPv6_TakesTheAddress()
    {
        var host = Assert.Single(Read(Recorded("nmap-7.93-ipv6.xml")).Requests);

        Assert.Equal("::1/128", host.Network.ToString());
        Assert.Equal([11112], host.Ports);
    }

    [Fact]
    public void Read_PortsThatWereNamed_AreTakenWhateverNmapGuessed() =>
        Assert.Equal([3389], Assert.Single(NmapImport.Read(new StringReader(Recorded("nmap-7.93-ipv4.xml")), [3389], "scan.xml").Requests).Ports);

    [Fact]
    public void Read_PrintersPort_IsNeverTakenEvenWhenNamed() =>
        Assert.Empty(NmapImport.Read(new StringReader(Recorded("nmap-7.93-ipv4.xml")), [9100], "scan.xml").Requests);

    [Theory]
    [InlineData("dicom", true)]
    [InlineData("acr-nema", true)]
    [InlineData("HTTP", true)]
    [InlineData("unknown", true)]
    [InlineData("ssh", false)]
    [InlineData("", false)]
    public void Read_OtherPort_IsTakenByNmapsGuess(string service, bool taken) =>
        Assert.Equal(taken, Read(Report($"""<host>{Address}<ports>{Port(20104, "open", service)}</ports></host>""")).Requests.Count == 1);

    [Theory]
    [InlineData("closed")]
    [InlineData("filtered")]
    [InlineData("open|filtered")]
    public void Read_PortThatIsNotOpen_IsLeftOut(string state) =>
        Assert.Empty(Read(Report($"<host>{Address}<ports>{Port(104, state, "acr-nema")}</ports></host>")).Requests);

    [Fact]
    public void Read_PortWithoutAGuess_IsTaken() => Assert.Equal(
        [20104],
        Assert.Single(Read(Report($"""<host>{Address}<ports><port protocol="tcp" portid="20104"><state state="open"/></port></ports></host>""")).Requests).Ports);

    [Fact]
    public void Read_UdpPort_IsLeftOut() => Assert.Empty(
        Read(Report($"""<host>{Address}<ports><port protocol="udp" portid="104"><state state="open"/></port></ports></host>""")).Requests);

    [Theory]
    [InlineData("0")]
    [InlineData("65536")]
    [InlineData("-104")]
    [InlineData("104 OR 1=1")]
    [InlineData("")]
    public void Read_PortThatIsNone_IsLeftOut(string id) => Assert.Empty(
        Read(Report($"""<host>{Address}<ports><port protocol="tcp" portid="{id}"><state state="open"/></port></ports></host>""")).Requests);

    [Theory]
    [InlineData("evil.example")]
    [InlineData("10.0.0.1/8")]
    [InlineData("")]
    public void Read_AddressThatIsNone_IsLeftOut(string address) => Assert.Empty(
        Read(Report($"""<host><address addr="{address}" addrtype="ipv4"/><ports>{Port(104, "open", "acr-nema")}</ports></host>""")).Requests);

    [Fact]
    public void Read_IPv4MappedAddress_IsTheIPv4AddressItMeans() => Assert.Equal(
        "10.0.0.5/32",
        Assert.Single(Read(Report($"""<host><address addr="::ffff:10.0.0.5" addrtype="ipv6"/><ports>{Port(104, "open", "dicom")}</ports></host>""")).Requests).Network.ToString());

    [Fact]
    public void Read_MacAddressBesideTheAddress_IsPassedOver() => Assert.Equal(
        "10.0.0.5/32",
        Assert.Single(Read(Report($"""<host>{Address}<address addr="00:50:56:00:00:01" addrtype="mac"/><ports>{Port(104, "open", "dicom")}</ports></host>""")).Requests).Network.ToString());

    [Fact]
    public void Read_HostWithOpenPortsButWithoutAddress_LeavesTheNextHostAlone() => Assert.Equal(
        "10.0.0.5/32",
        Assert.Single(Read(Report($"<host><ports>{Port(104, "open", "dicom")}</ports></host><host>{Address}<ports>{Port(104, "open", "dicom")}</ports></host>")).Requests).Network.ToString());

    [Theory]
    [InlineData("")]
    [InlineData("not xml")]
    [InlineData("<html/>")]
    [InlineData("<?xml version=\"1.0\"?>")]
    [InlineData("\0\0\0\0")]
    public void Read_SomethingElse_IsOneErrorThatNamesTheFile(string content)
    {
        var list = Read(content);

        Assert.Empty(list.Requests);
        Assert.Contains("scan.xml", Assert.Single(list.Errors), StringComparison.Ordinal);
    }

    [Fact]
    public void Read_ReportCutShort_KeepsTheHostsBeforeAndNamesTheLine()
    {
        var whole = Report($"<host>{Address}<ports>{Port(104, "open", "dicom")}</ports></host>\n<host>{Address}<ports>{Port(104, "open", "dicom")}</ports></host>");
        var list = Read(whole[..^40]);

        Assert.Single(list.Requests);
        Assert.StartsWith("scan.xml:2: ", Assert.Single(list.Errors), StringComparison.Ordinal);
    }

    [Fact]
    public void Read_CutAnywhere_NeverThrows()
    {
        var whole = Recorded("nmap-7.93-ipv4.xml");
        for (var length = 0; length < whole.Length; length += 7)
            Assert.True(Read(whole[..length]).Requests.Count <= 1);
    }

    [Fact]
    public void Read_EntityBomb_IsNotExpanded()
    {
        var bomb = new StringBuilder("<?xml version=\"1.0\"?><!DOCTYPE nmaprun [<!ENTITY a0 \"ha\">");
        for (var i = 1; i < 40; i++)
            bomb.Append($"<!ENTITY a{i} \"&a{i - 1};&a{i - 1};\">");
        bomb.Append($"]><nmaprun><host>{Address}<ports>&a39;{Port(104, "open", "dicom")}</ports></host></nmaprun>");

        var list = Read(bomb.ToString());

        Assert.Empty(list.Requests);
        Assert.Single(list.Errors);
    }

    [Fact]
    public void Read_ExternalEntity_IsNotFetched()
    {
        using var secret = new TestKit.TemporaryFolder();
        var file = secret.Write("secret", "10.9.9.9");
        var list = Read($"""<!DOCTYPE nmaprun [<!ENTITY x SYSTEM "file://{file}">]><nmaprun><host><address addrtype="ipv4" addr="&x;"/></host></nmaprun>""");

        Assert.Empty(list.Requests);
        Assert.DoesNotContain("10.9.9.9", string.Concat(list.Errors), StringComparison.Ordinal);
    }

    [Fact]
    public void Read_DeepNesting_IsReadWithoutRecursion()
    {
        const int Depth = 100_000;
        var list = Read(Report($"<host>{string.Concat(Enumerable.Repeat("<a>", Depth))}{string.Concat(Enumerable.Repeat("</a>", Depth))}{Address}<ports>{Port(104, "open", "dicom")}</ports></host>"));

        Assert.Single(list.Requests);
    }

    [Fact]
    public void Read_LargeReport_KeepsEveryHost()
    {
        var hosts = string.Concat(Enumerable.Range(0, 20_000).Select(i =>
            $"""<host><address addr="10.{i >> 16}.{(i >> 8) & 255}.{i & 255}" addrtype="ipv4"/><ports>{Port(104, "open", "acr-nema")}</ports></host>"""));

        Assert.Equal(20_000, Read(Report(hosts)).Requests.Count);
    }

    private const string Address = """<address addr="10.0.0.5" addrtype="ipv4"/>""";

    private static string Port(int id, string state, string service) =>
        $"""<port protocol="tcp" portid="{id}"><state state="{state}" reason="syn-ack"/><service name="{service}" method="table" conf="3"/></port>""";

    private static string Report(string hosts) => $"<nmaprun scanner=\"nmap\">{hosts}</nmaprun>";

    private static TargetList Read(string xml) => NmapImport.Read(new StringReader(xml), DefaultPorts, "scan.xml");

    private static string Recorded(string name, [CallerFilePath] string here = "") => File.ReadAllText(Path.Combine(Path.GetDirectoryName(here)!, "Nmap", name));
}
