using System.Formats.Tar;
using System.IO.Compression;
using Leadglass.Dicom.Data;
using Leadglass.Inspection.Files;

namespace Leadglass.Inspection.Tests.Files;

public sealed class ExchangeSetTests
{
    [Fact]
    public void Zip_MembersAreUnpacked()
    {
        var (members, problems, notSeen) = Read(Zip(("DICOMDIR", new byte[10]), ("IMAGES/IM1", [1, 2, 3])));
        Assert.Equal(["DICOMDIR", "IMAGES/IM1"], members.Keys);
        Assert.Equal([1, 2, 3], members["IMAGES/IM1"]);
        Assert.Empty(problems);
        Assert.Empty(notSeen);
    }

    [Theory]
    [InlineData("../../etc/passwd", "leaves the folder")]
    [InlineData("/etc/passwd", "leaves the folder")]
    [InlineData("..\\autorun.inf", "leaves the folder")]
    [InlineData("C:\\autorun.inf", "leaves the folder")]
    [InlineData("a\u001B[2Jb", "control characters")]
    public void Zip_NamesThatAttack_AreProblems(string name, string expected) =>
        Assert.Contains(Read(Zip((name, [1]))).Problems, problem => problem.Contains(expected, StringComparison.Ordinal));

    [Fact]
    public void Zip_TwoMembersOfOneName_AreAProblem() => Assert.Contains(Read(Zip(("IM1", [1]), ("im1", [2]))).Problems, static problem => problem.Contains("twice", StringComparison.Ordinal));

    [Fact]
    public void Zip_Bomb_IsAProblem() => Assert.Contains(Read(Zip(("IM1", new byte[20 << 20]))).Problems, static problem => problem.Contains("unpacks to more than", StringComparison.Ordinal));

    [Fact]
    public void Zip_CutOff_IsDamagedAndNoException()
    {
        var zip = Zip(("IM1", [1, 2, 3]));
        Assert.Contains(Read(zip[..^8]).Problems, static problem => problem.Contains("damaged", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("name", "is called")]
    [InlineData("size", "another size")]
    [InlineData("hidden", "does not name")]
    [InlineData("between", "belong to no member")]
    [InlineData("behind", "behind the end")]
    public void Zip_DirectoryAndMembersDisagree_IsAProblem(string what, string expected)
    {
        var zip = Zip(("IM1", [1, 2, 3]));
        var inside = zip[..(zip.AsSpan().IndexOf("PK\u0001\u0002"u8))];
        byte[] changed = what switch
        {
            "name" => [.. zip[..30], (byte)'J', .. zip[31..]],
            "size" => [.. zip[..18], 99, .. zip[19..]],
            "hidden" => Shifted(zip, [.. inside, .. inside], inside.Length),
            "between" => Shifted(zip, [.. inside, .. "between"u8], 0),
            _ => [.. zip, .. "behind"u8],
        };
        Assert.Contains(Read(changed).Problems, problem => problem.Contains(expected, StringComparison.Ordinal));
    }

    /// <summary>The same directory behind other bytes, its offsets made to agree: of two members it names the second.</summary>
    private static byte[] Shifted(byte[] zip, byte[] front, int by)
    {
        byte[] directory = zip[zip.AsSpan().IndexOf("PK\u0001\u0002"u8)..];
        BitConverter.TryWriteBytes(directory.AsSpan(42), by);
        BitConverter.TryWriteBytes(directory.AsSpan(directory.AsSpan().IndexOf("PK\u0005\u0006"u8) + 16), front.Length);
        return [.. front, .. directory];
    }

    [Fact]
    public void Tar_MembersAndLinks_AreSeen()
    {
        using var bytes = new MemoryStream();
        using (var tar = new TarWriter(bytes, leaveOpen: true))
        {
            tar.WriteEntry(new UstarTarEntry(TarEntryType.RegularFile, "IM1") { DataStream = new MemoryStream([7]) });
            tar.WriteEntry(new UstarTarEntry(TarEntryType.SymbolicLink, "IM2") { LinkName = "/etc/passwd" });
        }

        var (members, problems, _) = Read(bytes.ToArray());
        Assert.Equal([7], members["IM1"]);
        Assert.Contains("IM2 is a link or a device", problems);
    }

    [Fact]
    public void NearlyRightArchives_NeverThrow() => Property.Check(
        ArbitraryBytes.Near(Zip(("DICOMDIR", new byte[10]), ("IMAGES/IM1", [1, 2, 3]))),
        static bytes => { Read(bytes); },
        count: 300);

    private static (Dictionary<string, byte[]> Members, List<string> Problems, List<string> NotSeen) Read(byte[] archive)
    {
        var (problems, notSeen) = (new List<string>(), new List<string>());
        var members = new Dictionary<string, byte[]>();
        if (ExchangeSet.IsArchive(ByteSource.From(archive)))
        {
            foreach (var (name, bytes) in ExchangeSet.Members(ByteSource.From(archive), problems, notSeen))
                members[name] = bytes;
        }

        return (members, problems, notSeen);
    }

    private static byte[] Zip(params (string Name, byte[] Bytes)[] members)
    {
        using var bytes = new MemoryStream();
        using (var archive = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, content) in members)
            {
                using var member = archive.CreateEntry(name).Open();
                member.Write(content);
            }
        }

        return bytes.ToArray();
    }
}
