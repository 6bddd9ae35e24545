using Leadglass.Knowledge.Versions;

namespace Leadglass.Knowledge.Tests.Versions;

/// <summary>Ranges as advisories publish them, held against versions by hand, at their boundaries.</summary>
public sealed class VersionRangeTests
{
    [Theory]
    // ICSMA-22-174-01, DCMTK
    [InlineData("< 3.6.7", "3.6.6", RangeAnswer.Inside)]
    [InlineData("< 3.6.7", "3.6.7", RangeAnswer.Outside)]
    [InlineData("< 3.6.7", "3.6.10", RangeAnswer.Outside)]
    [InlineData("< 3.6.7", "3.6.7-9~deb12u4", RangeAnswer.Outside)]
    // CVE-2023-33466, Orthanc
    [InlineData("before 1.12.0", "1.10.1", RangeAnswer.Inside)]
    [InlineData("before 1.12.0", "1.10.1+dfsg-2+deb12u1", RangeAnswer.Inside)]
    [InlineData("before 1.12.0", "1.12.0", RangeAnswer.Outside)]
    [InlineData("before 1.12.0", "1.12", RangeAnswer.Outside)]
    // an epoch of Debian's
    [InlineData("<= 3.6.9", "1:3.6.9-2", RangeAnswer.Inside)]
    [InlineData("<= 3.6.9", "3.6.10", RangeAnswer.Outside)]
    // ICSMA-19-241-02 and others: two bounds with a bar between them
    [InlineData(">= 4.4 | <= 4.12", "4.4", RangeAnswer.Inside)]
    [InlineData(">= 4.4 | <= 4.12", "4.12", RangeAnswer.Inside)]
    [InlineData(">= 4.4 | <= 4.12", "4.3", RangeAnswer.Outside)]
    [InlineData(">= 4.4 | <= 4.12", "4.13", RangeAnswer.Outside)]
    [InlineData("9.13 | 9.19 | 9.33 | 12.1", "9.33", RangeAnswer.Inside)]
    [InlineData("9.13 | 9.19 | 9.33 | 12.1", "9.34", RangeAnswer.Outside)]
    [InlineData("5.x.x", "5.9.3", RangeAnswer.Inside)]
    [InlineData("5.x.x", "6.0", RangeAnswer.Outside)]
    [InlineData("4.X | 5.X", "4.1", RangeAnswer.Inside)]
    [InlineData("<= 12.2.x.x", "12.2.8.410", RangeAnswer.Inside)]
    [InlineData("<= 12.2.x.x", "12.3", RangeAnswer.Outside)]
    [InlineData("< 3.x", "2.9", RangeAnswer.Inside)]
    [InlineData("< 3.x", "3.0", RangeAnswer.Outside)]
    [InlineData("vers:all/*", "7", RangeAnswer.Inside)]
    [InlineData("All versions", "7", RangeAnswer.Inside)]
    [InlineData("vers:all/<=3.0.11.5_BN9", "3.0.11.5_BN9", RangeAnswer.Inside)]
    [InlineData("vers:all/<=3.0.11.5_BN9", "3.0.11.5_BN10", RangeAnswer.Outside)]
    [InlineData("vers:all/<=2025.1_Build_3321", "2025.1_Build_3320", RangeAnswer.Inside)]
    [InlineData("vers:npm/>=1.2.0|<1.4.0|>=2.0.0|<2.1.3", "2.1.2", RangeAnswer.Inside)]
    [InlineData("vers:npm/>=1.2.0|<1.4.0|>=2.0.0|<2.1.3", "1.5.0", RangeAnswer.Outside)]
    [InlineData("2.3.6 and  below", "2.3.6", RangeAnswer.Inside)]
    [InlineData("2.3.6 and  below", "2.3.7", RangeAnswer.Outside)]
    [InlineData("3.6.0 through 3.6.5", "3.6.5", RangeAnswer.Inside)]
    [InlineData("3.6.0 through 3.6.5", "3.6.6", RangeAnswer.Outside)]
    [InlineData(">=1.0.0 <1.2.0", "1.1.9", RangeAnswer.Inside)]
    [InlineData(">=1.0.0, !=1.1.0", "1.1.0", RangeAnswer.Outside)]
    [InlineData("< 2.0.0", "2.0.0-rc1", RangeAnswer.Inside)]
    [InlineData("<= 2.4A", "2.4", RangeAnswer.Inside)]
    [InlineData("<= 2.4A", "2.4B", RangeAnswer.Outside)]
    public void Contains_PublishedRange_SaysWhatTheAdvisoryMeans(string range, string version, RangeAnswer expected)
    {
        var read = VersionRange.Parse(range);

        Assert.True(read.IsUnderstood);
        Assert.Equal(expected, read.Contains(ProductVersion.Parse(version)!));
    }

    [Theory]
    [InlineData("<8/30/2024")]
    [InlineData("2nd Edition")]
    [InlineData("n/a")]
    [InlineData("")]
    [InlineData("<May 2018")]
    [InlineData("A10 < A11")]
    [InlineData("* running on old, unsupported operating systems such as Windows 2000")]
    [InlineData("Windows 10 Professional Operating System U.S. release")]
    public void Contains_RangeThatIsNotUnderstood_LeavesEveryVersionOpen(string range)
    {
        var read = VersionRange.Parse(range);

        Assert.False(read.IsUnderstood);
        Assert.Equal(RangeAnswer.Undecided, read.Contains(ProductVersion.Parse("1.0")!));
    }

    [Fact]
    public void Contains_RangeUnderstoodInPart_IsStillCertainInside() =>
        Assert.Equal(RangeAnswer.Inside, VersionRange.Parse("4.20 | 4.20 SR1 | 4.30").Contains(ProductVersion.Parse("4.30")!));

    [Theory]
    [InlineData("<= BT06", "4.0")]
    [InlineData("<= VM5.0", "5.0")]
    public void Contains_VersionOfAnotherKind_IsUndecided(string range, string version) =>
        Assert.Equal(RangeAnswer.Undecided, VersionRange.Parse(range).Contains(ProductVersion.Parse(version)!));

    [Theory]
    [InlineData("< 1.12.0", "1.10.1", "1.12.0")]
    [InlineData(">=1.2.0|<1.4.0|>=2.0.0|<2.1.3", "2.1.2", "2.1.3")]
    [InlineData("<= 1.12.10", "1.10.1", null)]
    public void FixedAfter_ExcludedUpperBound_IsTheFirstMendedVersion(string range, string version, string? expected) =>
        Assert.Equal(expected, VersionRange.Parse(range).FixedAfter(ProductVersion.Parse(version)!));

    [Fact]
    public void Parse_TextLongerThanTheLimit_IsNotUnderstood() => Assert.False(VersionRange.Parse(new string('1', 5_000)).IsUnderstood);

    [Fact]
    public void Contains_AnyText_AnswersWithoutAnError()
    {
        var random = new Random(11);
        const string Letters = "0123456789.<>=|!x*vV~-+_ ,:abc\u00e9\ud83d";
        for (var i = 0; i < 20_000; i++)
        {
            var text = string.Concat(Enumerable.Range(0, random.Next(24)).Select(_ => Letters[random.Next(Letters.Length)]));
            var version = ProductVersion.Parse(string.Concat(Enumerable.Range(0, random.Next(1, 12)).Select(_ => Letters[random.Next(Letters.Length)]))) ?? ProductVersion.Parse("1.0")!;

            Assert.True(Enum.IsDefined(VersionRange.Parse(text).Contains(version)));
        }
    }
}
