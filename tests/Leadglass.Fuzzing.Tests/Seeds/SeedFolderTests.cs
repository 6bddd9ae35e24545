using Leadglass.Fuzzing.Seeds;
using Leadglass.TestKit;

namespace Leadglass.Fuzzing.Tests.Seeds;

public sealed class SeedFolderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Read_WhatWasWritten_IsTheSameCorpus()
    {
        SeedFolder.Write(_folder.Path, SeedCorpus.All);
        var errors = new List<string>();

        var read = SeedFolder.Read(_folder.Path, allowsPatients: false, errors);

        Assert.Empty(errors);
        Assert.Equal(SeedFolder.HashOf(SeedCorpus.All.OrderBy(static seed => seed.Name, StringComparer.Ordinal)), SeedFolder.HashOf(read));
    }

    [Fact]
    public void Write_FileIsThereAlready_LeavesIt()
    {
        var mine = _folder.Write(SeedCorpus.All[0].Name, "mine");

        Assert.Throws<IOException>(() => SeedFolder.Write(_folder.Path, SeedCorpus.All));
        Assert.Equal("mine", File.ReadAllText(mine));
    }

    [Fact]
    public void Read_NoDicomAndAPatient_ReportsBothAtOnce()
    {
        _folder.Write("a.dcm", "this is a letter, not an image");
        var seed = SeedCorpus.All[0].Bytes.ToArray();
        // (0010,0010) PN of length 0 becomes one of a name.
        var at = seed.AsSpan().IndexOf((ReadOnlySpan<byte>)[0x10, 0x00, 0x10, 0x00, (byte)'P', (byte)'N', 0, 0]);
        File.WriteAllBytes(_folder.File("b.dcm"), [.. seed[..(at + 6)], 4, 0, .. "DOE "u8, .. seed[(at + 8)..]]);
        var errors = new List<string>();

        var read = SeedFolder.Read(_folder.Path, allowsPatients: false, errors);

        Assert.Empty(read);
        Assert.Collection(errors,
            static error => Assert.Contains("not DICOM", error, StringComparison.Ordinal),
            static error => Assert.Contains("of a patient", error, StringComparison.Ordinal));
        Assert.DoesNotContain("DOE", string.Join('\n', errors), StringComparison.Ordinal);
        errors.Clear();
        Assert.Single(SeedFolder.Read(_folder.Path, allowsPatients: true, errors));
    }
}
