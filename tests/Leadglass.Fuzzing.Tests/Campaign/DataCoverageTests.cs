using Leadglass.Fuzzing.Campaign;
using Leadglass.Fuzzing.Seeds;

namespace Leadglass.Fuzzing.Tests.Campaign;

public sealed class DataCoverageTests
{
    // Part 10 (PS3.10 §7.1): preamble, prefix, (0002,0010) UI RLE Lossless (PS3.6 Table A-1); then (0008,0016) UI and an item of (0040,A730) SQ with (0028,0010) US in it.
    private static readonly byte[] File =
    [
        .. new byte[128], .. "DICM"u8,
        .. Convert.FromHexString("0200100055491400"), .. "1.2.840.10008.1.2.5\0"u8,
        .. Convert.FromHexString("0800160055491A00"), .. "1.2.840.10008.5.1.4.1.1.2\0"u8,
        .. Convert.FromHexString("400030A75351000012000000"), .. Convert.FromHexString("FEFF00E00A000000"), .. Convert.FromHexString("28001000555302000100"),
    ];

    [Fact]
    public void Of_OneFile_NamesItsSyntaxAndVrs()
    {
        var data = DataCoverage.Of([new Seed("one.dcm", File), new Seed("letter.txt", "a letter"u8.ToArray())])!;

        Assert.Equal(["1.2.840.10008.1.2.5"], data.TransferSyntaxes);
        Assert.Equal(["SQ", "UI", "US"], data.Vrs);
    }

    [Fact]
    public void Of_NothingThatIsDicom_IsUnknown() => Assert.Null(DataCoverage.Of([new Seed("letter.txt", "a letter"u8.ToArray())]));
}
