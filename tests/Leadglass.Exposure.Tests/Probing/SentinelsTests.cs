using System.Numerics;
using Leadglass.Exposure.Probing;

namespace Leadglass.Exposure.Tests.Probing;

public sealed class SentinelsTests
{
    private const int Seed = 20260601;

    [Fact]
    public void StudyInstanceUid_IsAUidMadeFromARandomUuid()
    {
        foreach (var sentinels in Draw(1000))
        {
            // PS3.5 §9.1: at most 64 characters, components without leading zeros; PS3.5 §B.2: 2.25 and the UUID as one integer.
            Assert.Matches(@"\A2\.25\.[1-9][0-9]{0,38}\z", sentinels.StudyInstanceUid);
            Assert.True(sentinels.StudyInstanceUid.Length <= 64);
            var uuid = BigInteger.Parse(sentinels.StudyInstanceUid["2.25.".Length..]);
            Assert.True(uuid < BigInteger.Pow(2, 128));
            Assert.Equal(4, (int)((uuid >> 76) & 0xF));         // version 4 (RFC 9562 §5.4)
            Assert.Equal(0b10, (int)((uuid >> 62) & 0b11));     // variant (RFC 9562 §4.1)
        }
    }

    [Fact]
    public void EveryRun_DrawsKeysThatNoRunHadBefore()
    {
        var drawn = Draw(1000).ToList();

        Assert.Equal(1000, drawn.Select(s => s.StudyInstanceUid).Distinct().Count());
        Assert.Equal(1000, drawn.Select(s => s.PatientId).Distinct().Count());
        Assert.Equal(1000, drawn.Select(s => s.UserName).Distinct().Count());
    }

    [Fact]
    public void Keys_FitTheirValueRepresentations()
    {
        foreach (var sentinels in Draw(1000))
        {
            Assert.Matches(@"\ALG[0-9]{6}\z", sentinels.CalledAETitle);
            Assert.True(Sentinels.IsAETitle(sentinels.CalledAETitle));
            Assert.InRange(sentinels.PatientId.Length, 1, 64);                          // LO, PS3.5 §6.2
            Assert.DoesNotContain(sentinels.PatientId, c => c is '\\' or '*' or '?');   // neither a list nor a wild card: PS3.4 §C.2.2.2.4
            Assert.DoesNotContain(sentinels.StudyInstanceUid, c => c is '*' or '?');
        }
    }

    [Fact]
    public void QidoQuery_AsksForOneImpossibleStudyAndNoMoreThanItsUid()
    {
        var sentinels = Draw(1).Single();

        Assert.Equal($"StudyInstanceUID={sentinels.StudyInstanceUid}&limit=1&includefield=0020000D", sentinels.QidoQuery);
    }

    [Theory]
    [InlineData("A", true)]
    [InlineData("ARCHIVE_1", true)]
    [InlineData(" ARCHIVE ", true)]              // leading and trailing spaces are not significant
    [InlineData("ABCDEFGHIJKLMNOP", true)]
    [InlineData("ABCDEFGHIJKLMNOPQ", false)]
    [InlineData("", false)]
    [InlineData("                ", false)]
    [InlineData("A\\B", false)]
    [InlineData("A\nB", false)]
    [InlineData("A\u007F", false)]
    [InlineData("RÖNTGEN", false)]
    public void IsAETitle_FollowsItsValueRepresentation(string text, bool expected) => Assert.Equal(expected, Sentinels.IsAETitle(text));

    private static IEnumerable<Sentinels> Draw(int count)
    {
        var random = new Random(Seed);
        for (var i = 0; i < count; i++)
            yield return new Sentinels(random);
    }
}
