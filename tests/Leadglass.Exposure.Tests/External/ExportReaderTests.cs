using System.IO.Compression;
using System.Net;
using System.Text;
using Leadglass.Exposure.External;
using Leadglass.TestKit;

namespace Leadglass.Exposure.Tests.External;

public sealed class ExportReaderTests
{
    private const string Banner = """{"ip_str":"192.0.2.10","port":104,"data":"DICOM Server Response"}""";

    [Theory]
    [InlineData("shodan-banners.jsonl", ExternalSource.Shodan, "192.0.2.10:104 192.0.2.11:8042 198.51.100.7:104 198.51.100.7:502 198.51.100.8:443")]
    [InlineData("shodan-host.json", ExternalSource.Shodan, "192.0.2.10:104 192.0.2.10:443")]
    [InlineData("censys.json", ExternalSource.Censys, "192.0.2.10:104 192.0.2.10:443")]
    [InlineData("fofa-answer.json", ExternalSource.Fofa, "192.0.2.10:104 192.0.2.12:443")]
    [InlineData("fofa-rows.jsonl", ExternalSource.Fofa, "192.0.2.10:104")]
    [InlineData("masscan.json", ExternalSource.Masscan, "192.0.2.10:104 192.0.2.11:11112")]
    [InlineData("masscan.txt", ExternalSource.Masscan, "192.0.2.10:104 192.0.2.11:80")]
    [InlineData("naabu.jsonl", ExternalSource.Naabu, "192.0.2.10:104 192.0.2.11:11112")]
    [InlineData("naabu.txt", ExternalSource.Naabu, "192.0.2.10:104 [2001:db8::10]:11112")]
    [InlineData("zgrab2.jsonl", ExternalSource.Zgrab, "192.0.2.11:8042")]
    [InlineData("nmap.xml", ExternalSource.Nmap, "192.0.2.10:104 192.0.2.10:11112")]
    public void Read_ExportOfEachFormat_ListsItsServices(string name, ExternalSource source, string services)
    {
        using var file = File.OpenRead(ExternalSample.Path(name));

        var sightings = new ExportReader(name).Read(file).ToList();

        Assert.All(sightings, sighting => Assert.Equal(source, sighting.Source));
        Assert.Equal(services, string.Join(' ', sightings.Select(sighting => new IPEndPoint(sighting.Address, sighting.Port))));
    }

    [Fact]
    public void Read_ShodanBanner_TakesItsMembersAndTheLine()
    {
        var (sightings, problems) = Read(File.ReadAllBytes(ExternalSample.Path("shodan-banners.jsonl")));

        Assert.Empty(problems);
        var first = sightings[0];
        Assert.Equal(new DateTimeOffset(2026, 1, 10, 8, 0, 0, TimeSpan.Zero), first.Time);
        Assert.Equal(("dicom", "Synthetic Hospital", "pacs.example", "CVE-2022-2119"), (first.Service, first.Organisation, Assert.Single(first.Names), Assert.Single(first.Vulnerabilities)));
        Assert.Equal(("Orthanc", "1.5.7", "Orthanc Explorer", 2), (sightings[1].Product, sightings[1].Version, sightings[1].Title, sightings[1].Where.Line));
        Assert.Equal(["honeypot", "cloud"], sightings[2].Tags);
    }

    [Fact]
    public void Read_Gzip_IsUnpacked() => Assert.Equal(5, Read(Gzip(File.ReadAllBytes(ExternalSample.Path("shodan-banners.jsonl")))).Sightings.Count);

    [Fact]
    public void Read_CutOffGzip_KeepsWhatCameBeforeAndSaysSo()
    {
        // Random names, so that the packed bytes are many and the cut falls between objects.
        var random = new Random(7);
        var lines = Enumerable.Range(0, 20_000).Select(_ => $$"""{"ip_str":"192.0.2.10","port":104,"org":"{{random.NextInt64():x}}{{random.NextInt64():x}}"}""");
        var packed = Gzip(Encoding.UTF8.GetBytes(string.Join('\n', lines)));

        var (sightings, problems) = Read(packed[..(packed.Length / 2)]);

        Assert.InRange(sightings.Count, 1, 19_999);
        Assert.Contains("export: damaged or cut-off gzip: download it again", problems);
    }

    [Fact]
    public void Read_GzipBomb_EndsEarly()
    {
        var (sightings, problems) = Read(Gzip([.. Encoding.UTF8.GetBytes(Banner + "\n"), .. Enumerable.Repeat((byte)' ', 100 << 20)]));

        Assert.Single(sightings);
        Assert.Contains("unpacks to more than 300 times its size", Assert.Single(problems), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"ip_str":"192.0.2.1","port":1,"port":2}""", "not JSON that can be read")]
    [InlineData("""{"ip_str":"192.0.2.1","port":""", "an object that does not end on its line")]
    [InlineData("""{"ip_str":"192.0.2.1""", "an object that does not end on its line")]
    [InlineData("""{"something":"else"}""", "an object of none of the formats")]
    [InlineData("words", "neither an object nor a list of objects")]
    [InlineData("{\"ip_str\":\"192.0.2.1\",\"port\":1,\"org\":\"\xFF\"}", "not UTF-8")]
    public void Read_BrokenLine_IsToldAndTheOthersAreKept(string broken, string problem)
    {
        var (sightings, problems) = Read(Encoding.Latin1.GetBytes($"{Banner}\n{broken}\n{Banner}\n"));

        Assert.Equal([1, 3], sightings.Select(sighting => sighting.Where.Line));
        Assert.StartsWith($"export:2: {problem}", Assert.Single(problems), StringComparison.Ordinal);
    }

    [Fact]
    public void Read_DeepJson_IsToldAndTheOthersAreKept()
    {
        var deep = $$"""{"ip_str":"192.0.2.1","port":1,"x":{{new string('[', 100_000)}}{{new string(']', 100_000)}}}""";

        var (sightings, problems) = Read(Encoding.UTF8.GetBytes($"{Banner}\n{deep}\n{Banner}"));

        Assert.Equal(2, sightings.Count);
        Assert.StartsWith("export:2: not JSON that can be read", Assert.Single(problems), StringComparison.Ordinal);
    }

    [Fact]
    public void Read_LineOfHundredMegabytes_IsToldAndTheOthersAreKept()
    {
        var line = Encoding.UTF8.GetBytes($$"""{"ip_str":"192.0.2.1","port":1,"data":"{{new string('x', 100 << 20)}}"}""");

        var (sightings, problems) = Read([.. Encoding.UTF8.GetBytes(Banner + "\n"), .. line, .. Encoding.UTF8.GetBytes("\n" + Banner)]);

        Assert.Equal(2, sightings.Count);
        Assert.Equal("export:2: an object longer than 16,777,216 bytes", Assert.Single(problems));
    }

    [Fact]
    public void Read_EscapesAndBracesInText_DoNotEndTheObject()
    {
        var (sightings, problems) = Read("""{"ip_str":"192.0.2.1","port":104,"data":"}\"{ \\","org":"a"}"""u8.ToArray());

        Assert.Empty(problems);
        Assert.Equal("}\"{ \\", Assert.Single(sightings).Banner);
    }

    [Fact]
    public void Read_CutOffXml_KeepsTheHostsBefore()
    {
        var xml = File.ReadAllText(ExternalSample.Path("nmap.xml"));

        var (sightings, problems) = Read(Encoding.UTF8.GetBytes(xml.Replace("</nmaprun>", "<host><address", StringComparison.Ordinal)));

        Assert.Equal(2, sightings.Count);
        Assert.Contains("not well-formed XML", Assert.Single(problems), StringComparison.Ordinal);
    }

    [Fact]
    public void Read_ManyBrokenLines_RemembersTwenty()
    {
        var (_, problems) = Read(Encoding.UTF8.GetBytes(string.Join('\n', Enumerable.Repeat("""{"x":1}""", 1_000))));

        Assert.Equal(21, problems.Count);
        Assert.Equal("export: and 980 more that could not be read", problems[^1]);
    }

    [Fact]
    public void Read_AnyBytes_NeverThrows() => Property.Check(
        ArbitraryBytes.Near([.. Directory.EnumerateFiles(ExternalSample.Path("."), "*.*").Select(File.ReadAllBytes)]),
        bytes => Assert.True(Read(bytes) is { Sightings: not null }));

    private static (List<Sighting> Sightings, IReadOnlyList<string> Problems) Read(byte[] bytes)
    {
        using var file = new MemoryStream(bytes);
        var reader = new ExportReader("export");
        var sightings = reader.Read(file).ToList();
        return (sightings, reader.Problems);
    }

    private static byte[] Gzip(byte[] bytes)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Optimal))
            gzip.Write(bytes);
        return packed.ToArray();
    }
}
