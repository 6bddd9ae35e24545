using System.IO.Compression;
using System.Text;
using Leadglass.Knowledge.Import;
using Leadglass.TestKit;

namespace Leadglass.Knowledge.Tests.Import;

/// <summary>Files that nobody should have sent: each is refused with a reason and ends nothing.</summary>
public sealed class HostileFileTests
{
    private static readonly byte[] Good = File.ReadAllBytes(Path.Combine(Repository.Root, "tests", "Leadglass.Knowledge.Tests", "Samples", "icsma-22-174-01.json"));

    [Fact]
    public void Add_DeepNesting_IsRefusedWithTheLine() =>
        Assert.StartsWith("not JSON that can be read, line 2:", Refused("{\n\"document\":" + new string('[', 100_000) + new string(']', 100_000) + "}"), StringComparison.Ordinal);

    [Fact]
    public void Add_NameTwiceInOneObject_IsRefused() => Assert.StartsWith("not JSON", Refused("""{"id":"A","id":"B","modified":"2024-01-01"}"""), StringComparison.Ordinal);

    [Fact]
    public void Add_BytesThatAreNotUtf8_IsRefused() => Assert.Equal("not UTF-8", Importing.Bytes([.. "{\"id\":\""u8, 0xFF, .. "\"}"u8]).File.Reason);

    [Fact]
    public void Add_NothingAtAll_IsRefused() => Assert.Equal("empty", Refused(""));

    [Fact]
    public void Add_FileBeyondTheLimit_IsRefused() => Assert.Equal("longer than 1,048,576 bytes", Refused($"\"{new string('a', 1024 * 1024)}\""));

    [Fact]
    public void Add_SmallFileThatUnpacksBeyondTheLimit_IsRefused()
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.SmallestSize, leaveOpen: true))
            gzip.Write(new byte[64 * 1024 * 1024]);

        Assert.True(packed.Length < 100_000);
        Assert.Equal("longer than 1,048,576 bytes", Importing.Bytes(packed.ToArray(), "bomb.json.gz").File.Reason);
    }

    [Fact]
    public void Add_DamagedGzip_IsRefused() => Assert.Equal("not gzip, or damaged", Importing.Bytes([0x1F, 0x8B, 1, 2, 3], "one.json.gz").File.Reason);

    [Theory]
    [InlineData("""{"document":{"csaf_version":"2.0","tracking":7},"vulnerabilities":{}}""")]
    [InlineData("""{"document":{"csaf_version":"2.0","tracking":{"id":"A"}},"vulnerabilities":"none"}""")]
    [InlineData("""{"document":{"csaf_version":"9.9"}}""")]
    [InlineData("""{"document":[],"vulnerabilities":[1,2,3]}""")]
    [InlineData("""{"dataType":"CVE_RECORD","cveMetadata":[]}""")]
    [InlineData("""{"catalogVersion":"1","vulnerabilities":[{"cveID":5}]}""")]
    [InlineData("""{"data":[{"cve":"CVE-2000-1","epss":"NaN"}]}""")]
    [InlineData("""{"format":"leadglass-knowledge","version":1,"vulnerabilities":[null]}""")]
    [InlineData("""{"format":"leadglass-knowledge","version":2,"vulnerabilities":[]}""")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("""{"id":"\uD800","modified":"2024"}""")]
    public void Add_MembersOfWrongTypes_IsRefusedWithAReason(string text) => Assert.NotEmpty(Refused(text)!);

    [Fact]
    public void Add_HalfASurrogatePairInAName_KeepsTheVulnerability() => Assert.Equal(
        ["//n/a".Insert(1, "n/a")],
        Importing.Products(Importing.Only("""{"id":"OSV-1","modified":"2024-01-01","affected":[{"package":{"name":"\uDC00"}}]}""")));

    [Fact]
    public void Add_EveryKindOfDamage_NeverEndsTheImport()
    {
        var random = new Random(3);
        var import = new AdvisoryImport();
        for (var i = 0; i < 3_000; i++)
        {
            var bytes = Good.ToArray();
            for (var changes = random.Next(1, 6); changes > 0; changes--)
                bytes[random.Next(bytes.Length)] = (byte)"{}[]\",:0x1 \\u\xFF"[random.Next(14)];
            import.Add("one.json", new MemoryStream(bytes, 0, random.Next(2) == 0 ? bytes.Length : random.Next(bytes.Length)));
        }

        Assert.Equal(3_000, import.Files.Count);
        Assert.NotNull(import.Build());
    }

    [Fact]
    public void AddFolder_GoodAndBadFiles_KeepsTheGoodAndNamesTheBad()
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(Path.Combine(folder.Path, "below"));
        File.WriteAllBytes(Path.Combine(folder.Path, "below", "good.json"), Good);
        File.WriteAllText(Path.Combine(folder.Path, "bad.json"), "{");
        File.WriteAllText(Path.Combine(folder.Path, "README.md"), "not looked at");

        var import = new AdvisoryImport();
        import.AddFolder(folder.Path);

        Assert.Equal([("bad.json", ImportOutcome.Refused), ("below/good.json", ImportOutcome.Imported)], import.Files.Select(file => (file.Name, file.Outcome)));
        Assert.Equal(3, import.Build().Vulnerabilities.Count);
    }

    private static string? Refused(string text)
    {
        var (file, knowledge) = Importing.Bytes(Encoding.UTF8.GetBytes(text));
        Assert.Equal(ImportOutcome.Refused, file.Outcome);
        Assert.Empty(knowledge.Vulnerabilities);
        return file.Reason;
    }
}
